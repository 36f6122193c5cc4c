import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { CellDraws, CellJob } from '../../stats/index.ts'

export interface ResamplingTask {
  readonly id: number
  readonly job: CellJob
  readonly from: number
  readonly to: number
}

type Answer = { readonly id: number } & ({ readonly draws: CellDraws } | { readonly failure: string })

interface Pending {
  readonly task: ResamplingTask
  readonly resolve: (draws: CellDraws) => void
  readonly reject: (error: Error) => void
}

/** Threads that resample, started with the first task and kept. Draws do not depend on how many there are. */
export function createResamplingPool(threads: number) {
  const size = threads > 0 ? threads : Math.max(1, availableParallelism() - 1)
  const waiting: Pending[] = []
  const idle: Worker[] = []
  const busy = new Map<Worker, Pending>()
  let nextId = 0

  function start(): Worker {
    const worker = new Worker(new URL('./resampling-thread.ts', import.meta.url))
    worker.unref()
    worker.on('message', (answer: Answer) => {
      const pending = busy.get(worker)
      busy.delete(worker)
      idle.push(worker)
      if (pending !== undefined) {
        if ('draws' in answer) pending.resolve(answer.draws)
        else pending.reject(new Error(answer.failure))
      }
      next()
    })
    worker.on('error', (error) => {
      busy.get(worker)?.reject(error instanceof Error ? error : new Error(String(error)))
      busy.delete(worker)
      next()
    })
    return worker
  }

  function next(): void {
    while (waiting.length > 0 && busy.size < size) {
      const pending = waiting.shift()
      if (pending === undefined) return
      const worker = idle.pop() ?? start()
      busy.set(worker, pending)
      worker.postMessage(pending.task)
    }
  }

  return {
    resample(job: CellJob, from: number, to: number, signal: AbortSignal): Promise<CellDraws> {
      return new Promise((resolve, reject) => {
        const pending: Pending = { task: { id: nextId++, job, from, to }, resolve, reject }
        signal.addEventListener('abort', () => {
          const place = waiting.indexOf(pending)
          if (place >= 0) waiting.splice(place, 1)
          reject(new Error('resampling was stopped'))
        })
        waiting.push(pending)
        next()
      })
    },
    async stop(): Promise<void> {
      await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()))
    },
  }
}

export type ResamplingPool = ReturnType<typeof createResamplingPool>
