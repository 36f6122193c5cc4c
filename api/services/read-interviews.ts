import { type CodeAnswers, compileCodeBook } from '../../stats/coding/code-answers.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { codeCell } from '../../stats/coding/code-cell.ts'
import type { Observation } from '../../stats/coding/observation.ts'
import type { ColumnMapping, ImportRequest, RejectedRow } from '../contract/import.ts'
import type { Brand } from '../contract/program.ts'
import { ApiError } from '../errors.ts'
import { type CsvRow, type CsvTable, readCsv } from '../files/read-csv.ts'

export interface Interview {
  readonly line: number
  readonly brandId: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly observation: Observation
  readonly weight: number | null
  /** The interview's own number, when a column says it. */
  readonly ownId: string | null
}

export interface ReadInterviews {
  readonly table: CsvTable
  readonly mapping: ColumnMapping
  readonly unmapped: readonly string[]
  readonly interviews: readonly Interview[]
  readonly rejected: readonly RejectedRow[]
  readonly rejectedRows: number
}

const BOUNDS = { rows: 200_000, columns: 300 }
/** A file in another scale is wrong in every cell; nobody reads millions of lines that say so. */
const MOST_LISTED = 50_000
/** Beyond these a weight is a slip, and sums of squares of weights would leave the range of numbers. */
const LEAST_WEIGHT = 1e-6
const MOST_WEIGHT = 1e9
/** Columns that say something about the interview rather than answer a question. */
export const SPECIAL_COLUMNS = ['brand', 'id', 'weight'] as const

/** A file of interviews read by a form's code book: every row either whole and coded, or rejected with reasons. */
export function readInterviews(
  { csv, mapping: chosen, brandId }: ImportRequest,
  book: CodeBook,
  brands: readonly Brand[],
): ReadInterviews {
  const table = readCsv(csv, BOUNDS)
  const mapping = chosen === undefined ? mapByName(table.columns, book) : checkMapping(chosen, table, book)
  const reader: Reader = {
    table,
    mapping,
    book,
    brands,
    brandId,
    code: compileCodeBook(book, { required: 'lenient' }),
  }
  if (brandId !== undefined && !brands.some((brand) => brand.id === brandId)) {
    throw new ApiError(422, 'unknown-brand', 'brandId: is not a brand of this program')
  }
  const interviews: Interview[] = []
  const rejected: RejectedRow[] = []
  let rejectedRows = 0
  const lineOf = new Map<string, number>()
  for (const row of table.rows) {
    const read = uniqueById(readRow(reader, row), lineOf, mapping)
    if (Array.isArray(read)) {
      rejectedRows += 1
      if (rejected.length < MOST_LISTED) rejected.push(...read)
      if (rejected.length >= MOST_LISTED && rejected.at(-1)?.reason !== 'more') rejected.push(moreAfter(row))
    } else interviews.push(read)
  }
  const targets = new Set(Object.values(mapping))
  const unmapped = book.fields
    .filter((field) => field.required && !targets.has(field.code))
    .map(({ code }) => code)
  return { table, mapping, unmapped, interviews, rejected, rejectedRows }
}

const moreAfter = ({ line }: CsvRow): RejectedRow => {
  const message = `no more than ${MOST_LISTED} problems are listed; rows after this line are counted only`
  return { line, column: '', value: '', reason: 'more', message }
}

export const targetCodes = (book: CodeBook): string[] => [
  ...book.fields.map(({ code }) => code),
  ...book.attributes.map(({ code }) => code),
]

function mapByName(columns: readonly string[], book: CodeBook): ColumnMapping {
  const codes = [...targetCodes(book), ...SPECIAL_COLUMNS]
  const taken = new Set<string>()
  return Object.fromEntries(
    columns.map((column) => {
      const name = column.toLowerCase().replaceAll(/[\s_]+/g, '-')
      const code = codes.find((code) => code.toLowerCase().replaceAll('_', '-') === name && !taken.has(code))
      if (code !== undefined) taken.add(code)
      return [column, code ?? null]
    }),
  )
}

function checkMapping(mapping: ColumnMapping, { columns }: CsvTable, book: CodeBook): ColumnMapping {
  const codes = new Set<string>([...targetCodes(book), ...SPECIAL_COLUMNS])
  const taken = new Map<string, string>()
  for (const [column, code] of Object.entries(mapping)) {
    if (!columns.includes(column)) throw wrongMapping(column, 'the file has no such column')
    if (code === null) continue
    if (!codes.has(code)) throw wrongMapping(column, `the form has no item "${code}"`)
    const other = taken.get(code)
    if (other !== undefined) throw wrongMapping(column, `"${code}" is mapped from "${other}" already`)
    taken.set(code, column)
  }
  // A column may be called `constructor`: only what the mapping itself says counts.
  const chosen = new Map(Object.entries(mapping))
  return Object.fromEntries(columns.map((column) => [column, chosen.get(column) ?? null]))
}

const wrongMapping = (column: string, what: string) =>
  new ApiError(422, 'wrong-mapping', `mapping: column "${column}": ${what}`)

interface Reader {
  readonly table: CsvTable
  readonly mapping: ColumnMapping
  readonly book: CodeBook
  readonly brands: readonly Brand[]
  readonly brandId: string | undefined
  readonly code: CodeAnswers
}

function readRow(reader: Reader, row: CsvRow): Interview | RejectedRow[] {
  const { table, mapping, book } = reader
  const problems: RejectedRow[] = []
  const refuse = (column: string, value: string, reason: string, message: string) =>
    problems.push({ line: row.line, column, value: value.slice(0, 100).toWellFormed(), reason, message })

  if (row.cells.length !== table.columns.length) {
    refuse('', '', 'cell-count', `has ${row.cells.length} cells, the header ${table.columns.length}`)
    return problems
  }
  const answers: Record<string, unknown> = {}
  const columnOf = new Map<string, string>()
  const special: Partial<Record<string, string>> = {}
  table.columns.forEach((column, i) => {
    const code = mapping[column]
    const cell = row.cells[i] ?? ''
    if (code === null || code === undefined) return
    columnOf.set(code, column)
    if ((SPECIAL_COLUMNS as readonly string[]).includes(code)) {
      special[code] = cell.trim()
      return
    }
    const read = codeCell(book, code, cell)
    if (!read.ok) refuse(column, cell, read.problem.reason, read.problem.message)
    else if (read.value !== undefined) answers[code] = read.value
  })

  const brand = brandOf(reader, special['brand'])
  if (brand === undefined) {
    const value = special['brand'] ?? ''
    refuse(
      columnOf.get('brand') ?? '',
      value,
      'unknown-brand',
      value === '' ? 'no brand is named' : `no brand "${value}"`,
    )
  }
  const weight = weightOf(special['weight'])
  if (weight === undefined) {
    refuse(
      columnOf.get('weight') ?? '',
      special['weight'] ?? '',
      'weight',
      `weight is not a number from ${LEAST_WEIGHT} to ${MOST_WEIGHT}`,
    )
  }
  if (problems.length === 0 && Object.keys(answers).length === 0)
    refuse('', '', 'empty-row', 'holds no answers')
  const coded = reader.code(answers)
  if (!coded.ok) {
    for (const { item, reason, message } of coded.problems) {
      const column = columnOf.get(item) ?? ''
      if (!problems.some((problem) => problem.column === column))
        refuse(column, String(answers[item] ?? ''), reason, message)
    }
  }
  if (!coded.ok || problems.length > 0 || brand === undefined || weight === undefined) return problems
  const ownId = special['id'] === undefined || special['id'] === '' ? null : special['id']
  return { line: row.line, brandId: brand.id, answers, observation: coded.observation, weight, ownId }
}

/** An interview's own number stands once in a file; which of two rows would count is not ours to choose. */
function uniqueById(
  read: Interview | RejectedRow[],
  lineOf: Map<string, number>,
  mapping: ColumnMapping,
): Interview | RejectedRow[] {
  if (Array.isArray(read) || read.ownId === null) return read
  const first = lineOf.get(read.ownId)
  if (first === undefined) {
    lineOf.set(read.ownId, read.line)
    return read
  }
  const column = Object.keys(mapping).find((name) => mapping[name] === 'id') ?? ''
  const message = `the interview of line ${first} has this id already`
  return [
    {
      line: read.line,
      column,
      value: read.ownId.slice(0, 100).toWellFormed(),
      reason: 'duplicate-id',
      message,
    },
  ]
}

/** By name or id, without regard to case; the whole file's brand when no column says it, or the only one there is. */
function brandOf({ brands, brandId }: Reader, cell: string | undefined): Brand | undefined {
  if (cell === undefined || cell === '') {
    return brands.length === 1 ? brands[0] : brands.find((brand) => brand.id === brandId)
  }
  const wanted = cell.toLowerCase()
  return brands.find((brand) => brand.id === wanted || brand.name.toLowerCase() === wanted)
}

/** Null when unweighted, undefined when it is no weight. */
function weightOf(cell: string | undefined): number | null | undefined {
  if (cell === undefined || cell === '') return null
  const weight = Number(cell.replace(',', '.'))
  return weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT ? weight : undefined
}
