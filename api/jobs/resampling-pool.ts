import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { AnalysisSlice, CellDraws, CellJob, MethodRequest, MethodResult } from '../../stats/index.ts'

export interface ResamplingTask {
  readonly id: number
  readonly job: CellJob
  readonly from: number
  readonly to: number
}

/** One method on one slice, as a whole. */
export interface MethodTask {
  readonly id: number
  readonly slice: AnalysisSlice
  readonly request: MethodRequest
}

export type ThreadTask = ResamplingTask | MethodTask
type Done = CellDraws | MethodResult
type Answer = { readonly id: number } & ({ readonly done: Done } | { readonly failure: string })

interface Pending {
  readonly task: ThreadTask
  readonly resolve: (done: Done) => void
  readonly reject: (error: Error) => void
}

/**
 * Threads that compute, started with the first task and kept. Draws do not depend on how many there are. A chunk of draws
 * that is stopped is computed to its end, for nothing; a method, which may take long, ends with its thread.
 */
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
        if ('done' in answer) pending.resolve(answer.done)
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

  function end(stopped: Pending): void {
    const [worker] = [...busy].find(([, pending]) => pending === stopped) ?? []
    if (worker === undefined) return
    busy.delete(worker)
    // It answers nothing any more, and is not idle either.
    worker.removeAllListeners()
    void worker.terminate()
    next()
  }

  function run(task: ThreadTask, signal: AbortSignal, onStop: (pending: Pending) => void): Promise<Done> {
    return new Promise((resolve, reject) => {
      const pending: Pending = { task, resolve, reject }
      signal.addEventListener('abort', () => {
        const place = waiting.indexOf(pending)
        if (place >= 0) waiting.splice(place, 1)
        else onStop(pending)
        reject(new Error('resampling was stopped'))
      })
      waiting.push(pending)
      next()
    })
  }

  return {
    resample(job: CellJob, from: number, to: number, signal: AbortSignal): Promise<CellDraws> {
      return run({ id: nextId++, job, from, to }, signal, () => undefined) as Promise<CellDraws>
    },
    /** A method on a slice; rejects with the sentence of what it throws. */
    analyse(slice: AnalysisSlice, request: MethodRequest, signal: AbortSignal): Promise<MethodResult> {
      return run({ id: nextId++, slice, request }, signal, end) as Promise<MethodResult>
    },
    async stop(): Promise<void> {
      await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()))
    },
  }
}

export type ResamplingPool = ReturnType<typeof createResamplingPool>
