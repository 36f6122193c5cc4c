import { z } from 'zod'
import { type Observations, type PathModel, type PathModelSource, toObservations } from '../../stats/index.ts'
import { ApiError } from '../errors.ts'
import { type CsvTable, readCsv } from '../files/read-csv.ts'
import { UsageError } from './usage-error.ts'

const Scale = z.strictObject({ min: z.number(), max: z.number() })

const ModelFile = z.strictObject({
  constructs: z.array(
    z.strictObject({
      name: z.string().min(1),
      mode: z.enum(['A', 'B', 'unit']).optional(),
      items: z.array(z.string().min(1)),
      anchor: z.string().optional(),
    }),
  ),
  paths: z.array(z.tuple([z.string(), z.string()])),
  scale: z.union([Scale, z.record(z.string(), Scale)]),
})

/** The model file's content; throws a UsageError naming the place that is wrong. */
export function parseModel(text: string, file: string): PathModelSource {
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new UsageError(`${file}: not valid JSON (${(error as Error).message})`)
  }
  const parsed = ModelFile.safeParse(content)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const place = issue.path.length === 0 ? 'the model' : `"${issue.path.join('.')}"`
    throw new UsageError(`${file}: ${place} is wrong: ${lowerFirst(issue.message)}`)
  }
  const { constructs, paths, scale } = parsed.data
  return {
    constructs: constructs.map(({ name, mode, items, anchor }) => ({
      name,
      items,
      ...(mode === undefined ? {} : { mode }),
      ...(anchor === undefined ? {} : { anchor }),
    })),
    paths,
    scale,
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** Most rows and columns a file may have; beyond it the text itself does not fit a string. */
const BOUNDS = { rows: 5_000_000, columns: 5_000 }

/** A warning per item that holds values beyond the ends of its scale: its index then leaves 0-100. */
export interface ParsedTable {
  readonly observations: Observations
  /** The cell of the group column in every row, trimmed; present when there is such a column. */
  readonly labels?: readonly string[]
  readonly notes: readonly string[]
}

/** The model's items (and weights) from CSV text; throws a UsageError naming line and column. */
export function parseTable(
  text: string,
  file: string,
  {
    model,
    weights,
    groups,
  }: {
    readonly model: PathModel
    readonly weights: string | undefined
    readonly groups?: string | undefined
  },
): ParsedTable {
  const table = readTable(text, file)
  const columns = model.items.map((item) => {
    const construct = model.constructs.find(({ items }) => items.includes(item))!.name
    return columnOf(table, file, item, `item of construct "${construct}"`)
  })
  const weightColumn = weights === undefined ? undefined : columnOf(table, file, weights, 'weights')
  const groupColumn = groups === undefined ? undefined : columnOf(table, file, groups, 'groups')
  for (const { line, cells } of table.rows) {
    if (cells.length !== table.columns.length) {
      throw new UsageError(
        `${file}: line ${line} has ${cells.length} cells, the header names ${table.columns.length} columns`,
      )
    }
  }
  const values = table.rows.map(({ line, cells }) =>
    columns.map((column, h) => numberOf(cells[column]!, `${file}: line ${line}, column "${model.items[h]}"`)),
  )
  const observations = toObservations(
    model.items,
    values,
    weightColumn === undefined
      ? undefined
      : table.rows.map(({ line, cells }) =>
          weightOf(cells[weightColumn]!, `${file}: line ${line}, column "${weights}"`),
        ),
  )
  const labels =
    groupColumn === undefined ? undefined : table.rows.map(({ cells }) => cells[groupColumn]!.trim())
  return { observations, ...(labels === undefined ? {} : { labels }), notes: notesOf(model, values, file) }
}

function readTable(text: string, file: string): CsvTable {
  if (text.trim() === '') throw new UsageError(`${file}: the file is empty`)
  try {
    return readCsv(text, BOUNDS)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new UsageError(`${file}: ${error.message.replace(/^file: /, '')}`)
  }
}

function columnOf({ columns }: CsvTable, file: string, name: string, role: string): number {
  const column = columns.indexOf(name)
  if (column < 0) throw new UsageError(`${file}: there is no column "${name}" (${role})`)
  return column
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

function numberOf(cell: string, where: string): number | null {
  const text = cell.trim()
  if (text === '' || text === 'NA') return null
  const value = NUMBER.test(text) ? Number(text) : Number.NaN
  if (!Number.isFinite(value)) throw new UsageError(`${where}: "${shorten(text)}" is not a number`)
  return value
}

function weightOf(cell: string, where: string): number {
  const value = numberOf(cell, where)
  if (value === null || !(value > 0)) throw new UsageError(`${where}: a weight must be a number above 0`)
  return value
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text)

function notesOf(model: PathModel, values: readonly (readonly (number | null)[])[], file: string): string[] {
  return model.items.flatMap((item, h) => {
    const { min, max } = model.scales[h]!
    const outside = values.filter((row) => row[h] !== null && (row[h]! < min || row[h]! > max)).length
    if (outside === 0) return []
    return [`${file}: ${outside} values of "${item}" lie outside its scale ${min} to ${max}`]
  })
}
