import { type CsvError, parse } from 'csv-parse/sync'
import { ApiError } from '../errors.ts'

export interface CsvTable {
  readonly delimiter: ',' | ';' | '\t'
  readonly columns: readonly string[]
  readonly rows: readonly CsvRow[]
}

export interface CsvRow {
  /** Line of the file on which the row begins; the header is line 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvBounds {
  readonly rows: number
  readonly columns: number
}

/**
 * A table from CSV text, with or without byte-order mark, separated by comma, semicolon or tab.
 * Throws an ApiError 422 with the line, for text that is no table.
 */
export function readCsv(text: string, { rows: mostRows, columns: mostColumns }: CsvBounds): CsvTable {
  const plain = text.replace(/^\uFEFF/, '')
  if (plain.includes('\0')) throw refuse('holds NUL characters; save it as UTF-8 text')
  if (!plain.isWellFormed()) throw refuse('holds broken characters; save it as UTF-8 text')
  const delimiter = delimiterOf(plain)
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(plain, {
      delimiter,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      to: mostRows + 2,
      max_record_size: 1_000_000,
    }) as unknown as typeof records
  } catch (error) {
    const { lines, message } = error as CsvError & { lines?: number }
    throw refuse(`cannot be read as CSV${lines === undefined ? '' : ` at line ${lines}`}: ${message}`)
  }
  const [header, ...body] = records
  if (header === undefined) throw refuse('is empty; the first line must name the columns')
  const columns = header.record.map((name) => name.trim())
  checkHeader(columns, mostColumns)
  if (body.length === 0) throw refuse('has a header but no rows')
  if (body.length > mostRows) throw refuse(`has more than ${mostRows} rows; split it`)
  const rows = body.map(({ record, info }) => ({ line: lineOf(record, info.lines), cells: record }))
  return { delimiter, columns, rows }
}

/** csv-parse counts to the record's last line; people look for its first. */
export const lineOf = (record: readonly string[], lastLine: number) =>
  lastLine - record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

/** Throws for a header that names a column twice or not at all. */
export function checkHeader(columns: readonly string[], mostColumns: number): void {
  if (columns.length > mostColumns) throw refuse(`has more than ${mostColumns} columns`)
  const unnamed = columns.indexOf('')
  if (unnamed >= 0) throw refuse(`has no name for column ${unnamed + 1}`)
  const twice = columns.find((name, i) => columns.indexOf(name) !== i)
  if (twice !== undefined) throw refuse(`names the column "${twice}" twice`)
}

/** The separator that the header uses most, outside quotes. */
export function delimiterOf(text: string): CsvTable['delimiter'] {
  const header = (text.split(/\r\n|\r|\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const count = (mark: string) => header.split(mark).length - 1
  const marks = [',', ';', '\t'] as const
  return marks.reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

const refuse = (what: string) => new ApiError(422, 'unreadable-file', `file: ${what}`)
