import { columnOf, wordsOf } from './analysis-columns.ts'
import { type AnalysisSlice, answered, method } from './analysis-method.ts'
import { selectItems } from './core/observations.ts'
import { found } from './core/outcome.ts'
import { type GridPattern, gridPattern } from './response-quality/grid-pattern.ts'
import { brokenRules, type ConsistencyRule } from './response-quality/inconsistency.ts'
import { modeEffect } from './response-quality/mode-effect.ts'
import { outlyingAnswers } from './response-quality/outlying-answers.ts'
import { type QualityFlag, qualityFlags } from './response-quality/quality-flags.ts'
import { responseTimes } from './response-quality/response-times.ts'

/** Items of one scale in the order shown; answers as given, so reversed items are not turned. */
interface Grid {
  readonly name: string
  readonly items: readonly string[]
}

interface ResponsesOptions {
  readonly grids: readonly Grid[]
  readonly rules?: readonly ConsistencyRule[]
  /** Item that holds how many seconds each response took. */
  readonly seconds?: string
  readonly smallestGrid?: number
  readonly runShare?: number
  readonly reviewFrom?: number
}

/** The pattern of every respondent in one grid; none where fewer than two items were answered. */
function patternsOf(
  { observations }: AnalysisSlice,
  { items }: Grid,
  options: Pick<ResponsesOptions, 'smallestGrid' | 'runShare'>,
): (GridPattern | undefined)[] {
  const { values, rows } = selectItems(observations, items)
  return Array.from({ length: rows }, (_, row) => {
    const answers = Array.from(values.subarray(row * items.length, (row + 1) * items.length))
    const pattern = gridPattern(answers, options)
    return pattern.ok ? pattern.value : undefined
  })
}

function tooFast(slice: AnalysisSlice, seconds: string): QualityFlag[] {
  const times = responseTimes(columnOf(slice, seconds))
  if (!times.ok) return []
  return times.value.checks.flatMap((check, row) => (check?.tooFast ? [{ row, code: 'too-fast' }] : []))
}

const itemsOf = ({ when }: ConsistencyRule): string[] =>
  when.flatMap(({ item, than }) => (typeof than === 'number' ? [item] : [item, than.item]))

/** Which responses look careless, and what the way of asking did to them; handbook 16. Rows are those of the slice. */
export const QUALITY = {
  'quality.responses': method<ResponsesOptions>({
    version: 2,
    needs: ['grids'],
    takes: ['rules', 'seconds'],
    defaults: { smallestGrid: 5, runShare: 0.8, reviewFrom: 2 },
    items: ({ grids, rules = [], seconds }) => [
      ...grids.flatMap(({ items }) => items),
      ...rules.flatMap(itemsOf),
      ...(seconds === undefined ? [] : [seconds]),
    ],
    run: (slice, { grids, rules = [], seconds, smallestGrid, runShare, ...options }) => {
      const shape = {
        ...(smallestGrid !== undefined && { smallestGrid }),
        ...(runShare !== undefined && { runShare }),
      }
      const walked = grids.map((grid) => ({ name: grid.name, patterns: patternsOf(slice, grid, shape) }))
      const flags: QualityFlag[] = walked.flatMap(({ patterns }) =>
        patterns.flatMap((pattern, row) => [
          ...(pattern?.straightLine ? [{ row, code: 'straight-line' }] : []),
          ...(pattern?.zigZag ? [{ row, code: 'zig-zag' }] : []),
        ]),
      )
      flags.push(...brokenRules(slice.observations, rules))
      if (seconds !== undefined) flags.push(...tooFast(slice, seconds))
      const summary = qualityFlags(slice.observations.rows, flags, options)
      const byGrid = walked.map(({ name, patterns }) => ({
        name,
        answered: patterns.filter((pattern) => pattern !== undefined).length,
        straightLines: patterns.filter((pattern) => pattern?.straightLine).length,
        zigZags: patterns.filter((pattern) => pattern?.zigZag).length,
      }))
      return found({ estimate: { ...summary, grids: byGrid } })
    },
  }),
  'quality.outlying': method<{ readonly items: readonly string[]; readonly limit?: number }>({
    version: 1,
    needs: ['items'],
    defaults: { limit: 0.001 },
    items: ({ items }) => items,
    run: ({ observations }, { items, ...options }) =>
      answered(outlyingAnswers(selectItems(observations, items), options)),
  }),
  'quality.mode': method<{
    readonly item: string
    readonly by: string
    readonly reference: string
    readonly covariates?: readonly string[]
    readonly level?: number
  }>({
    version: 1,
    needs: ['item', 'by', 'reference'],
    defaults: { covariates: [], level: 0.95 },
    weighted: true,
    items: ({ item, covariates = [] }) => [item, ...covariates],
    run: (slice, { item, by, ...options }) =>
      answered(modeEffect(slice.observations, wordsOf(slice, by), { outcome: item, ...options })),
  }),
}
