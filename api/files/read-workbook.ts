import { InvalidInputError, readSheet } from 'read-excel-file/node'
import { ApiError } from '../errors.ts'
import { checkZip, unpackEntry } from './check-zip.ts'

const UNPACKED = { entries: 2000, bytes: 160 * 1024 * 1024 }

/**
 * The first sheet of an XLSX workbook that people see as rows of text; days as `2026-11-22`.
 * Throws an ApiError 422 for what is no workbook, and for archives that unpack to far more than they weigh.
 */
export async function readWorkbook(workbook: Buffer, mostRows: number): Promise<string[][]> {
  await checkZip(workbook, UNPACKED)
  const sheet = await readSheet(workbook, await firstSeen(workbook)).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error
    const why = error instanceof InvalidInputError ? '' : ` (${error.message.slice(0, 200)})`
    throw refuse(`is not an XLSX workbook that can be read${why}; save it again, or as CSV in UTF-8`)
  })
  if (sheet.length === 0) throw refuse('is empty; the first row must name the columns')
  if (sheet.length > mostRows + 1) throw refuse(`has more than ${mostRows} rows; save it as CSV, or split it`)
  return sheet.map((row) => row.map(textOf))
}

/** The number of the first sheet that is not hidden; 1 where none is said to be. */
async function firstSeen(workbook: Buffer): Promise<number> {
  const xml = (await unpackEntry(workbook, 'xl/workbook.xml'))?.toString('utf8') ?? ''
  const sheets = xml.match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []
  return sheets.findIndex((sheet) => !/\sstate\s*=\s*["'](?:hidden|veryHidden)["']/.test(sheet)) + 1 || 1
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return String(cell)
}

const refuse = (what: string) => new ApiError(422, 'unreadable-file', `file: ${what}`)
