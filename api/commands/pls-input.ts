import { z } from 'zod'
import type { Observations, PathModel, PathModelSource } from '../../stats/index.ts'
import { columnOf, observationsOf, readDataTable } from './data-table.ts'
import { readSpec } from './read-spec.ts'

const Scale = z.strictObject({ min: z.number(), max: z.number() })

const ModelFile = z.strictObject({
  constructs: z.array(
    z.strictObject({
      name: z.string().min(1),
      mode: z.enum(['A', 'B', 'unit']).optional(),
      items: z.array(z.string().min(1)),
      anchor: z.string().optional(),
      kind: z.enum(['composite', 'factor']).optional(),
    }),
  ),
  paths: z.array(z.tuple([z.string(), z.string()])),
  scale: z.union([Scale, z.record(z.string(), Scale)]),
})

/** The model file's content; throws a UsageError naming the place that is wrong. */
export function parseModel(text: string, file: string): PathModelSource {
  const { constructs, paths, scale } = readSpec(text, { file, schema: ModelFile, what: 'the model' })
  return {
    constructs: constructs.map(({ name, mode, items, anchor, kind }) => ({
      name,
      items,
      ...(mode === undefined ? {} : { mode }),
      ...(anchor === undefined ? {} : { anchor }),
      ...(kind === undefined ? {} : { kind }),
    })),
    paths,
    scale,
  }
}

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
  const table = readDataTable(text, file)
  const observations = observationsOf(
    table,
    model.items.map((item) => {
      const construct = model.constructs.find(({ items }) => items.includes(item))!.name
      return { name: item, role: `item of construct "${construct}"` }
    }),
    weights,
  )
  const groupColumn = groups === undefined ? undefined : columnOf(table, groups, 'groups')
  const labels =
    groupColumn === undefined ? undefined : table.rows.map(({ cells }) => cells[groupColumn]!.trim())
  return {
    observations,
    ...(labels === undefined ? {} : { labels }),
    notes: notesOf(model, observations, file),
  }
}

function notesOf({ items, scales }: PathModel, { values, rows }: Observations, file: string): string[] {
  return items.flatMap((item, h) => {
    const { min, max } = scales[h]!
    const answers = Array.from({ length: rows }, (_, i) => values[i * items.length + h]!)
    const outside = answers.filter((answer) => answer < min || answer > max).length
    if (outside === 0) return []
    return [`${file}: ${outside} values of "${item}" lie outside its scale ${min} to ${max}`]
  })
}
