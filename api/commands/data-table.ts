import { type Observations, toObservations } from '../../stats/index.ts'
import { ApiError } from '../errors.ts'
import { type CsvTable, readCsv } from '../files/read-csv.ts'
import { UsageError } from './usage-error.ts'

/** A data file of rectangular rows; every complaint about it begins with its name. */
export interface DataTable extends CsvTable {
  readonly file: string
}

/** Most rows and columns a file may have; beyond it the text itself does not fit a string. */
const BOUNDS = { rows: 5_000_000, columns: 5_000 }

/** Throws a UsageError naming the line when the text is no table. */
export function readDataTable(text: string, file: string): DataTable {
  if (text.trim() === '') throw new UsageError(`${file}: the file is empty`)
  const table = readTable(text, file)
  const ragged = table.rows.find(({ cells }) => cells.length !== table.columns.length)
  if (ragged !== undefined) {
    throw new UsageError(
      `${file}: line ${ragged.line} has ${ragged.cells.length} cells, the header names ${table.columns.length} columns`,
    )
  }
  return { ...table, file }
}

function readTable(text: string, file: string): CsvTable {
  try {
    return readCsv(text, BOUNDS)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new UsageError(`${file}: ${error.message.replace(/^file: /, '')}`)
  }
}

/** Where a column stands; throws a UsageError with the column's role when there is none of that name. */
export function columnOf({ columns, file }: DataTable, name: string, role: string): number {
  const column = columns.indexOf(name)
  if (column < 0) throw new UsageError(`${file}: there is no column "${name}" (${role})`)
  return column
}

/** What a cell may hold beside nothing; `whole` numbers only, when the scale has steps. */
export interface Allowed {
  readonly min?: number
  readonly max?: number
  readonly whole?: true
}

/** The numbers of a column, null for no answer; throws a UsageError naming line and column. */
export function numbersOf(
  table: DataTable,
  name: string,
  role: string,
  allowed: Allowed = {},
): (number | null)[] {
  const column = columnOf(table, name, role)
  return table.rows.map(({ line, cells }) => {
    const where = `${table.file}: line ${line}, column "${name}"`
    const value = numberOf(cells[column]!, where)
    if (value !== null) checkAllowed(value, allowed, `${where}: ${value}`)
    return value
  })
}

function checkAllowed(
  value: number,
  { min = -Infinity, max = Infinity, whole }: Allowed,
  what: string,
): void {
  if (whole && !Number.isInteger(value)) throw new UsageError(`${what} is not a whole number`)
  if (value >= min && value <= max) return
  throw new UsageError(
    Number.isFinite(min) && Number.isFinite(max)
      ? `${what} is not from ${min} to ${max}`
      : `${what} is ${value < min ? `below ${min}` : `above ${max}`}`,
  )
}

/** The words of a column, trimmed, null for an empty cell. */
export function wordsOf(table: DataTable, name: string, role: string): (string | null)[] {
  const column = columnOf(table, name, role)
  return table.rows.map(({ cells }) => {
    const text = cells[column]!.trim()
    return text === '' || text === 'NA' ? null : text
  })
}

/** Sampling weights: every cell a number above 0. */
export function weightsOf(table: DataTable, name: string): number[] {
  const column = columnOf(table, name, 'weights')
  return table.rows.map(({ line, cells }) => {
    const where = `${table.file}: line ${line}, column "${name}"`
    const value = numberOf(cells[column]!, where)
    if (value === null || !(value > 0)) throw new UsageError(`${where}: a weight must be a number above 0`)
    return value
  })
}

/** A column that a method needs, and as what. */
export interface NeededColumn extends Allowed {
  readonly name: string
  readonly role: string
}

/** The columns as observations; a column named twice is read once. */
export function observationsOf(
  table: DataTable,
  needed: readonly NeededColumn[],
  weights?: string,
): Observations {
  const once = needed.filter(({ name }, i) => needed.findIndex((other) => other.name === name) === i)
  const columns = once.map(({ name, role, ...allowed }) => numbersOf(table, name, role, allowed))
  return toObservations(
    once.map(({ name }) => name),
    table.rows.map((_, i) => columns.map((column) => column[i]!)),
    weights === undefined ? undefined : weightsOf(table, weights),
  )
}

/** Beyond it squares of sums lose their last digits, or overflow. */
const LARGEST = 1e15

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

function numberOf(cell: string, where: string): number | null {
  const text = cell.trim()
  if (text === '' || text === 'NA') return null
  const value = NUMBER.test(text) ? Number(text) : Number.NaN
  if (!Number.isFinite(value)) throw new UsageError(`${where}: "${shorten(text)}" is not a number`)
  if (Math.abs(value) > LARGEST) throw new UsageError(`${where}: ${value} is too large to be an answer`)
  return value
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text)
