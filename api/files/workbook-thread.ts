import { parentPort, workerData } from 'node:worker_threads'
import { stringify } from 'csv-stringify/sync'
import { ApiError } from '../errors.ts'
import type { Converted } from './convert-workbook.ts'
import { readWorkbook, type WorkbookOptions } from './read-workbook.ts'

const ROWS_AT_ONCE = 500

const { workbook, options } = workerData as { workbook: Uint8Array; options: WorkbookOptions }
const say = (message: Converted) => parentPort?.postMessage(message)

try {
  const { rows, sheet } = await readWorkbook(Buffer.from(workbook), options)
  say({ sheet })
  // Cells that are empty at the end of a row are not written by spreadsheets.
  const width = rows[0]?.length ?? 0
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const filled = rows.slice(from, from + ROWS_AT_ONCE).map((row) => fill(row, width))
    say({ piece: Buffer.from(stringify(filled)) })
  }
  say({ done: true })
} catch (error) {
  if (error instanceof ApiError) {
    const { status, code, message } = error
    say({ refused: { status, code, message } })
  } else say({ failed: error instanceof Error ? error.message : String(error) })
}

function fill(row: readonly string[], width: number): string[] {
  return row.length >= width ? [...row] : [...row, ...Array<string>(width - row.length).fill('')]
}
