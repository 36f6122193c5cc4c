import { InvalidInputError, readSheet } from 'read-excel-file/node'
import type { SheetRead } from '../contract/table-file.ts'
import { ApiError } from '../errors.ts'
import { checkZip } from './check-zip.ts'
import { listSheets, type SheetPlace } from './list-sheets.ts'
import { showNumbers } from './show-numbers.ts'

const UNPACKED = { entries: 2000, bytes: 160 * 1024 * 1024 }

export interface WorkbookOptions {
  readonly mostRows: number
  /** By its name; undefined: the first that people see and that has something in it. */
  readonly sheet?: string | undefined
  /**
   * Numbers that measure something: `shown` as their format shows them, grouped and rounded; `exact` for whoever calculates.
   * Numbers with zeros in front name something, and keep them either way. Percent is written as percent, for a cell that
   * shows 10 % holds 0.1.
   */
  readonly amounts?: 'shown' | 'exact' | undefined
}

/**
 * One sheet of an XLSX workbook as rows of text; numbers as people see them, days as `2026-11-22`.
 * Throws an ApiError 422 for what is no workbook, and for archives that unpack to far more than they weigh.
 */
export async function readWorkbook(
  workbook: Buffer,
  { mostRows, sheet, amounts = 'exact' }: WorkbookOptions,
): Promise<{ readonly rows: readonly string[][]; readonly sheet: SheetRead }> {
  await checkZip(workbook, UNPACKED)
  const seen = await listSheets(workbook)
  const wanted = sheet === undefined ? seen : seen.filter(({ name }) => name === sheet)
  if (wanted.length === 0) {
    if (sheet === undefined) throw unreadable('')
    throw refuse(`has no sheet "${sheet.slice(0, 100)}"; it has ${namesOf(seen)}`)
  }
  for (const place of wanted) {
    const rows = await rowsOf(workbook, place, mostRows, amounts)
    if (rows.length === 0) continue
    const others = seen.filter(({ number }) => number !== place.number)
    return { rows, sheet: { name: place.name, others: others.map(({ name }) => name) } }
  }
  throw refuse('is empty; the first row must name the columns')
}

async function rowsOf(
  workbook: Buffer,
  { number, path }: SheetPlace,
  mostRows: number,
  amounts: 'shown' | 'exact',
): Promise<string[][]> {
  const rows = await readSheet(workbook, number).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error
    const why = error instanceof InvalidInputError ? '' : ` (${error.message.slice(0, 200)})`
    throw unreadable(why)
  })
  if (rows.length > mostRows + 1) throw refuse(`has more than ${mostRows} rows; save it as CSV, or split it`)
  await showNumbers(rows, { archive: workbook, path }, ({ isCode, isPercent, show }) =>
    isCode || amounts === 'shown' ? show : isPercent ? exactPercent : undefined,
  )
  return rows.map((row) => row.map(textOf))
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return String(cell)
}

/** Not rounded: a number in binary has 15 decimal places that count. */
const exactPercent = (value: number) => `${Number((value * 100).toPrecision(15))}%`

const namesOf = (sheets: readonly SheetPlace[]) =>
  sheets
    .slice(0, 20)
    .map(({ name }) => `"${name}"`)
    .join(', ')

const unreadable = (why: string) =>
  refuse(`is not an XLSX workbook that can be read${why}; save it again, or as CSV in UTF-8`)
const refuse = (what: string) => new ApiError(422, 'unreadable-file', `file: ${what}`)
