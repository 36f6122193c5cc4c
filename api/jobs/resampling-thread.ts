import { parentPort } from 'node:worker_threads'
import { resampleCell } from '../../stats/index.ts'
import type { ResamplingTask } from './resampling-pool.ts'

/** One thread of the pool: tasks in, draws out. Errors travel back as sentences. */
parentPort?.on('message', ({ id, job, from, to }: ResamplingTask) => {
  try {
    parentPort?.postMessage({ id, draws: resampleCell(job, { from, to }) })
  } catch (error) {
    parentPort?.postMessage({ id, failure: error instanceof Error ? error.message : String(error) })
  }
})
