import { columnOf, completeRowsOf, countAnswers, wordsOf } from './analysis-columns.ts'
import { answered, method, sized } from './analysis-method.ts'
import { found, type Outcome } from './core/outcome.ts'
import { customerEffort } from './indices/customer-effort.ts'
import { netPromoter } from './indices/net-promoter.ts'
import { netPromoterChange } from './indices/net-promoter-change.ts'
import { performanceRatio } from './indices/performance-ratio.ts'
import { topBox } from './indices/top-box.ts'
import { type WeightedItem, weightedSatisfactionMargin } from './indices/weighted-satisfaction-margin.ts'
import { describeValues } from './multivariate/describe.ts'
import { type RakeOptions, rake } from './weighting/rake.ts'

interface OfItem {
  readonly item: string
  readonly level?: number
}
const ofItem = { version: 1, needs: ['item'], items: ({ item }: OfItem) => [item] }
const LEVEL = { level: 0.95 }

/** One index of whole-number answers from their counts. */
const counted = (
  { min, max }: { readonly min: number; readonly max: number },
  index: (counts: readonly number[], options: { readonly level?: number }) => Outcome<object>,
) =>
  method<OfItem>({
    ...ofItem,
    defaults: LEVEL,
    weighted: true,
    run: (slice, { item, ...options }) => {
      const { counts, sampleSize } = countAnswers(slice, item, { min, max })
      const outcome = index(counts, options)
      return outcome.ok ? found({ estimate: { ...outcome.value, sampleSize } }) : outcome
    },
  })

/** Distributions, indices and weights of a slice; handbook 6, 12. */
export const ANSWERS = {
  describe: method<OfItem & { readonly maxFrequencies?: number }>({
    ...ofItem,
    defaults: { maxFrequencies: 50 },
    run: (slice, { item, ...options }) => answered(describeValues(columnOf(slice, item), options)),
  }),
  'indices.csat': counted({ min: 1, max: 5 }, topBox),
  'indices.effort': counted({ min: 1, max: 7 }, customerEffort),
  'indices.nps': counted({ min: 0, max: 10 }, netPromoter),
  'indices.nps-change': method<{ readonly before: string; readonly after: string; readonly level?: number }>({
    version: 1,
    needs: ['before', 'after'],
    defaults: LEVEL,
    items: ({ before, after }) => [before, after],
    run: (slice, { before, after, ...options }) => {
      const pairs = completeRowsOf(slice, [before, after]).map(([b, a]) => ({ before: b!, after: a! }))
      return answered(netPromoterChange(pairs, options))
    },
  }),
  'indices.ratio': method<{
    readonly expectation: string
    readonly perception: string
    readonly level?: number
  }>({
    version: 1,
    needs: ['expectation', 'perception'],
    defaults: LEVEL,
    items: ({ expectation, perception }) => [expectation, perception],
    run: (slice, { expectation, perception, ...options }) => {
      const pairs = completeRowsOf(slice, [expectation, perception]).map(([a, b]) => ({
        expectation: a!,
        perception: b!,
      }))
      return answered(performanceRatio(pairs, options))
    },
  }),
  'indices.weighted': method<{
    readonly items: readonly WeightedItem[]
    readonly min: number
    readonly max: number
    readonly level?: number
  }>({
    version: 1,
    needs: ['items', 'min', 'max'],
    defaults: LEVEL,
    weighted: true,
    items: ({ items }) => items.map(({ item }) => item),
    run: ({ observations }, { items, ...options }) =>
      answered(weightedSatisfactionMargin(observations, items, options)),
  }),
  'weighting.rake': method<
    Omit<RakeOptions, 'base'> & {
      readonly margins: readonly {
        readonly column: string
        readonly targets: Readonly<Record<string, number>>
      }[]
    }
  >({
    version: 1,
    needs: ['margins'],
    takes: ['trim'],
    defaults: { tolerance: 1e-10, maxCycles: 200 },
    weighted: true,
    items: () => [],
    run: (slice, { margins, ...options }) => {
      const given = margins.map(({ column, targets }) => ({
        name: column,
        targets,
        categories: wordsOf(slice, column).map((word) => word ?? ''),
      }))
      const { weights, rows } = slice.observations
      const base = weights === undefined ? {} : { base: Array.from(weights) }
      return sized(rake(given, { ...options, ...base }), rows)
    },
  }),
}
