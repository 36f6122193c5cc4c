import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { ApiError } from '../errors.ts'
import { type CsvBounds, type CsvRow, checkHeader, delimiterOf, lineOf } from './read-csv.ts'

export type Delimiter = ',' | ';' | '\t'

export interface CsvStream {
  readonly columns: readonly string[]
  readonly delimiter: Delimiter
  /** Each row once, in order; the file is read as the rows are asked for. */
  readonly rows: AsyncIterable<CsvRow>
}

/** A header is within the first of these many characters. */
const LONGEST_HEADER = 64 * 1024

/**
 * A table from CSV text that arrives in pieces, row by row and never whole in memory.
 * Throws an ApiError 422 with the line, at once or while rows are read, for text that is no table.
 */
export async function streamCsv(
  text: AsyncIterable<string>,
  { rows: mostRows, columns: mostColumns }: CsvBounds,
  chosen?: Delimiter,
): Promise<CsvStream> {
  const pieces = text[Symbol.asyncIterator]()
  let head = ''
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    head += next.value
    if (head.length >= LONGEST_HEADER) break
  }
  const delimiter = chosen ?? delimiterOf(head)
  const records = recordsOf(whole(head, pieces), delimiter, mostRows)
  const first = await records.next()
  if (first.done === true) throw refuse('is empty; the first line must name the columns')
  const columns = first.value.cells.map((name) => name.trim())
  checkHeader(columns, mostColumns)
  return { columns, delimiter, rows: records }
}

async function* whole(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

async function* recordsOf(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  mostRows: number,
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
      yield { line: lineOf(record, info.lines), cells: record }
    }
    return undefined
  } catch (error) {
    if (error instanceof ApiError) throw error
    if (!(error instanceof CsvError)) throw error
    const { lines, message } = error as CsvError & { lines?: number }
    throw refuse(`cannot be read as CSV${lines === undefined ? '' : ` at line ${lines}`}: ${message}`)
  } finally {
    source.destroy()
    parser.destroy()
  }
}

const refuse = (what: string) => new ApiError(422, 'unreadable-file', `file: ${what}`)
