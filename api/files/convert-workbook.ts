import { Worker } from 'node:worker_threads'
import type { SheetRead } from '../contract/table-file.ts'
import { ApiError, type ErrorStatus } from '../errors.ts'
import type { WorkbookOptions } from './read-workbook.ts'

/** What the thread says: which sheet it reads, a piece of the text, that there is no more, or why there is none. */
export type Converted =
  | { readonly sheet: SheetRead }
  | { readonly piece: Uint8Array }
  | { readonly done: true }
  | { readonly refused: { readonly status: ErrorStatus; readonly code: string; readonly message: string } }
  | { readonly failed: string }

/** Unpacked a workbook takes many times its size; a thread that wants more than this is ended. */
const MOST_MEMORY_MB = 1500

/** A sheet as text. Whoever has it reads it to its end, or ends the reading. */
export interface ConvertedSheet {
  readonly sheet: SheetRead
  readonly pieces: AsyncGenerator<Uint8Array>
}

/**
 * A sheet of an XLSX workbook as CSV in UTF-8, formulas as the values they had when it was saved, days as `2026-11-22`. Read in a
 * thread of its own: unpacking one is long work in one piece. Throws an ApiError 422.
 */
export async function convertWorkbook(workbook: Buffer, options: WorkbookOptions): Promise<ConvertedSheet> {
  const messages = hear(workbook, options)
  const first = await messages.next()
  if (first.done === true || !('sheet' in first.value)) throw new Error('convertWorkbook: no sheet was named')
  return { sheet: first.value.sheet, pieces: piecesOf(messages) }
}

async function* piecesOf(messages: AsyncGenerator<Converted>): AsyncGenerator<Uint8Array> {
  for await (const message of messages) if ('piece' in message) yield message.piece
}

/** What the thread says until it is done; it ends with whoever listens. */
async function* hear(workbook: Buffer, options: WorkbookOptions): AsyncGenerator<Converted> {
  const worker = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
    workerData: { workbook: new Uint8Array(workbook), options },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  const said: Converted[] = []
  let wake: () => void = () => undefined
  const note = (message: Converted) => {
    said.push(message)
    wake()
  }
  worker.on('message', note)
  worker.on('error', (error: Error & { code?: string }) =>
    note(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { refused: TOO_LARGE } : { failed: error.message }),
  )
  try {
    for (;;) {
      const message = said.shift()
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
          if (said.length > 0) resolve()
        })
      } else if ('refused' in message) {
        const { status, code, message: sentence } = message.refused
        throw new ApiError(status, code, sentence)
      } else if ('failed' in message) throw new Error(`convertWorkbook: ${message.failed}`)
      else if ('done' in message) return
      else yield message
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
