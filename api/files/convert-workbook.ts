import { Worker } from 'node:worker_threads'
import { ApiError, type ErrorStatus } from '../errors.ts'

/** What the thread says: a piece of the text, that there is no more, or why there is none. */
export type Converted =
  | { readonly piece: Uint8Array }
  | { readonly done: true }
  | { readonly refused: { readonly status: ErrorStatus; readonly code: string; readonly message: string } }
  | { readonly failed: string }

/** Unpacked a workbook takes many times its size; a thread that wants more than this is ended. */
const MOST_MEMORY_MB = 1500

/**
 * The first sheet of an XLSX workbook that is not hidden as CSV in UTF-8, formulas as the values they had when it was
 * saved, days as `2026-11-22`. Read in a thread of its own: unpacking one is long work in one piece. Throws an ApiError 422.
 */
export async function* convertWorkbook(workbook: Buffer, mostRows: number): AsyncGenerator<Uint8Array> {
  const worker = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
    workerData: { workbook: new Uint8Array(workbook), mostRows },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  const said: Converted[] = []
  let wake: () => void = () => undefined
  const hear = (message: Converted) => {
    said.push(message)
    wake()
  }
  worker.on('message', hear)
  worker.on('error', (error: Error & { code?: string }) =>
    hear(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { refused: TOO_LARGE } : { failed: error.message }),
  )
  try {
    for (;;) {
      const message = said.shift()
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
          if (said.length > 0) resolve()
        })
      } else if ('piece' in message) yield message.piece
      else if ('refused' in message) {
        const { status, code, message: sentence } = message.refused
        throw new ApiError(status, code, sentence)
      } else if ('failed' in message) throw new Error(`convertWorkbook: ${message.failed}`)
      else return
    }
  } finally {
    await worker.terminate()
  }
}

const TOO_LARGE = {
  status: 422,
  code: 'unreadable-file',
  message: 'file: is too large to be read as a workbook; split it, or save it as CSV in UTF-8',
} as const
