import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { ApiError } from '../errors.ts'
import { type CsvBounds, type CsvRow, delimiterOf, lineOf } from './read-csv.ts'
import { type LayoutOptions, type TableLayout, tableLayout } from './table-layout.ts'
import { unguarded } from './unguarded.ts'

const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

export interface CsvStream {
  readonly columns: readonly string[]
  readonly delimiter: Delimiter
  /** Each row once, in order; the file is read as the rows are asked for. */
  readonly rows: AsyncIterable<CsvRow>
}

export type StreamBounds = CsvBounds & Partial<Pick<LayoutOptions, 'fillsShortRows'>>

/** A header is within the first of these many characters. */
const LONGEST_HEADER = 64 * 1024
/** A column without a name is one when something stands in it in the first of these many rows. */
const LOOKED_AT = 1000
/** What spreadsheets begin a file with to say how it is separated; no line of the table. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=(.)"?[,;\t]*(?:\r\n|\r|\n)/i

/**
 * A table from CSV text that arrives in pieces, row by row and never whole in memory.
 * Throws an ApiError 422 with the line, at once or while rows are read, for text that is no table.
 */
export async function streamCsv(
  text: AsyncIterable<string>,
  { rows: mostRows, columns: mostColumns, fillsShortRows = false }: StreamBounds,
  chosen?: Delimiter,
): Promise<CsvStream> {
  const pieces = text[Symbol.asyncIterator]()
  let head = ''
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    head += next.value
    if (head.length >= LONGEST_HEADER) break
  }
  const [line = '', said = ''] = SEPARATOR_LINE.exec(head) ?? []
  const delimiter = chosen ?? DELIMITERS.find((mark) => mark === said) ?? delimiterOf(head.slice(line.length))
  const records = recordsOf(whole(head.slice(line.length), pieces), {
    delimiter,
    mostRows,
    linesBefore: line === '' ? 0 : 1,
  })
  const first = await records.next()
  const header = first.value?.cells ?? []
  if (header.every((name) => name.trim() === '')) {
    throw refuse('is empty; the first line must name the columns')
  }
  const held: CsvRow[] = []
  while (header.some((name) => name.trim() === '') && held.length < LOOKED_AT) {
    const next = await records.next()
    if (next.done === true) break
    held.push(next.value)
  }
  const cells = held.map((row) => row.cells)
  const layout = tableLayout(header, cells, { mostColumns, fillsShortRows })
  return { columns: layout.columns, delimiter, rows: laidOut(held, records, layout) }
}

async function* laidOut(
  held: readonly CsvRow[],
  rest: AsyncIterable<CsvRow>,
  { cellsOf }: TableLayout,
): AsyncGenerator<CsvRow> {
  for (const { line, cells } of held) yield { line, cells: cellsOf(cells) }
  for await (const { line, cells } of rest) yield { line, cells: cellsOf(cells) }
}

async function* whole(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

async function* recordsOf(
  text: AsyncIterable<string>,
  { delimiter, mostRows, linesBefore }: { delimiter: Delimiter; mostRows: number; linesBefore: number },
): AsyncGenerator<CsvRow, undefined> {
  const source = Readable.from(text)
  const parser = parse({
    delimiter,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: 1_000_000,
  })
  source.once('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let read = -1
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: { lines: number } }
      read += 1
      if (read > mostRows) throw refuse(`has more than ${mostRows} rows; split it`)
      yield { line: lineOf(record, info.lines) + linesBefore, cells: unguarded(record) }
    }
    return undefined
  } catch (error) {
    if (error instanceof ApiError) throw error
    if (!(error instanceof CsvError)) throw error
    const { lines, message } = error as CsvError & { lines?: number }
    throw refuse(
      `cannot be read as CSV${lines === undefined ? '' : ` at line ${lines + linesBefore}`}: ${message}`,
    )
  } finally {
    source.destroy()
    parser.destroy()
  }
}

const refuse = (what: string) => new ApiError(422, 'unreadable-file', `file: ${what}`)
