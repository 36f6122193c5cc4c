import { parentPort } from 'node:worker_threads'
import { analyse, resampleCell } from '../../stats/index.ts'
import type { ThreadTask } from './resampling-pool.ts'

/** One thread of the pool: tasks in, draws and results out. Errors travel back as sentences. */
parentPort?.on('message', (task: ThreadTask) => {
  const { id } = task
  try {
    parentPort?.postMessage({ id, done: computed(task) })
  } catch (error) {
    parentPort?.postMessage({ id, failure: error instanceof Error ? error.message : String(error) })
  }
})

function computed(task: ThreadTask) {
  if ('job' in task) return resampleCell(task.job, { from: task.from, to: task.to })
  const [result] = analyse(task.slice, [task.request])
  return result
}
