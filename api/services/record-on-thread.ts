import { Worker } from 'node:worker_threads'
import type { Problem } from '../../stats/coding/observation.ts'
import type { Recorded } from '../contract/response.ts'
import { ApiError, type ErrorStatus } from '../errors.ts'
import type { RecordResponse } from './record-response.ts'

/** What RecordResponse is called with, numbered. */
export type RecordingCall = readonly [number: number, key: string, body: string, token: string | undefined]

/** Written, or refused. */
export type Outcome = readonly [number: number, recorded: Recorded | undefined, refusal?: Refusal]

interface Refusal {
  readonly message: string
  readonly stack: string | undefined
  readonly code: string | undefined
  /** Of an ApiError; what has none is a bug, or the database being away. */
  readonly status: ErrorStatus | undefined
  readonly problems: readonly Problem[] | undefined
  readonly cause: string | undefined
}

type Message = { readonly outcomes: readonly Outcome[] } | { readonly warning: string }

export interface ThreadRecorder {
  readonly record: RecordResponse
  stop(): Promise<void>
}

interface Waiting {
  resolve(recorded: Recorded): void
  reject(error: Error): void
}

/**
 * Records responses on a thread of its own, so that reading, checking and coding answers does not wait for pages,
 * nor pages for it. It starts with the first answer. Should it end unasked, the answers it held are refused as not
 * stored (they are safe to send again), and the next one starts it anew.
 */
export function createThreadRecorder(
  databaseUrl: string,
  warn: (sentence: string) => void,
  script = new URL('./recording-thread.ts', import.meta.url),
): ThreadRecorder {
  const waiting = new Map<number, Waiting>()
  let calls: RecordingCall[] = []
  let thread: Worker | undefined
  let count = 0
  let drained: (() => void) | undefined

  function start(): Worker {
    const started = new Worker(script, { workerData: { databaseUrl } })
    started.on('message', (message: Message) => {
      if ('warning' in message) warn(message.warning)
      else for (const outcome of message.outcomes) settle(outcome)
    })
    started.on('error', (error) => warn(`the recording thread ended: ${String(error)}`))
    started.on('exit', () => {
      if (thread !== started) return
      thread = undefined
      calls = []
      for (const { reject } of waiting.values()) reject(notStored())
      waiting.clear()
      drained?.()
    })
    return started
  }

  function settle([number, recorded, refusal]: Outcome): void {
    const caller = waiting.get(number)
    waiting.delete(number)
    if (recorded !== undefined) caller?.resolve(recorded)
    else if (refusal !== undefined) caller?.reject(unpackRefusal(refusal))
    if (waiting.size === 0) drained?.()
  }

  /** All that arrived together goes together. */
  function send(): void {
    if (calls.length === 0) return
    thread ??= start()
    thread.postMessage(calls)
    calls = []
  }

  return {
    record: (key, body, token) =>
      new Promise((resolve, reject) => {
        count += 1
        waiting.set(count, { resolve, reject })
        calls.push([count, key, body, token])
        if (calls.length === 1) setImmediate(send)
      }),
    async stop() {
      if (waiting.size > 0) await new Promise<void>((done) => (drained = done))
      const stopping = thread
      thread = undefined
      if (stopping === undefined) return
      const ended = new Promise((done) => stopping.once('exit', done))
      stopping.postMessage('stop')
      await ended
    },
  }
}

const notStored = () =>
  new ApiError(503, 'not-stored', 'the answers could not be stored just now; send them again')

/** An error as it can be sent from one thread to another. */
export function packRefusal(error: unknown): Refusal {
  const { message, stack, cause } = error instanceof Error ? error : new Error(String(error))
  const { code, status, problems } = error as Partial<ApiError>
  return {
    message,
    stack,
    code,
    ...(error instanceof ApiError ? { status, problems } : { status: undefined, problems: undefined }),
    cause: cause instanceof Error ? cause.message : undefined,
  }
}

function unpackRefusal({ message, stack, code, status, problems, cause }: Refusal): Error {
  const error =
    status === undefined ? new Error(message) : new ApiError(status, code ?? '', message, problems)
  if (stack !== undefined) error.stack = stack
  if (cause !== undefined) error.cause = new Error(cause)
  // What PostgreSQL or a socket calls it: the app tells by it whether the database is away.
  return status === undefined && code !== undefined ? Object.assign(error, { code }) : error
}
