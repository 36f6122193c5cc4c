import { columnOf, completeRowsOf, countAnswers, groupsOf, wordsOf } from './analysis-columns.ts'
import { type Answer, answered, method } from './analysis-method.ts'
import { type ChurnModel, churnModel, type WarningCosts } from './churn/churn-model.ts'
import { kaplanMeier } from './churn/kaplan-meier.ts'
import { found, type Outcome } from './core/outcome.ts'
import type { ResampleOptions } from './core/resample-statistics.ts'
import { customerEffort } from './indices/customer-effort.ts'
import { netPromoter } from './indices/net-promoter.ts'
import { netPromoterChange } from './indices/net-promoter-change.ts'
import { performanceRatio } from './indices/performance-ratio.ts'
import { topBox } from './indices/top-box.ts'
import { type WeightedItem, weightedSatisfactionMargin } from './indices/weighted-satisfaction-margin.ts'
import { LOYALTY_CUTS, type LoyaltyCuts, loyaltyMatrix } from './loyalty/jones-sasser.ts'
import { groupLoyaltyProduct } from './loyalty/loyalty-product.ts'
import { curveBend } from './loyalty/satisfaction-loyalty-curve.ts'
import { switchingCostEffect } from './loyalty/switching-cost.ts'
import { describeValues } from './multivariate/describe.ts'
import { concentration } from './value/concentration.ts'
import { segmentDistinctness } from './value/segment-distinctness.ts'
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

interface Pair {
  readonly satisfaction: string
  readonly loyalty: string
}

/** Indices, loyalty, churn, value and weights of a slice; handbook 6, 8, 9, 11, 12. */
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
  'loyalty.matrix': method<Pair & { readonly cuts?: LoyaltyCuts; readonly level?: number }>({
    version: 1,
    needs: ['satisfaction', 'loyalty'],
    defaults: { ...LEVEL, cuts: LOYALTY_CUTS },
    items: ({ satisfaction, loyalty }) => [satisfaction, loyalty],
    run: (slice, { satisfaction, loyalty, ...options }) => {
      const stays = columnOf(slice, loyalty)
      const scores = columnOf(slice, satisfaction).map((score, i) => ({
        satisfaction: orNull(score),
        loyalty: orNull(stays[i]!),
      }))
      return answered(loyaltyMatrix(scores, options))
    },
  }),
  'loyalty.bend': method<Pair & { readonly loyalFrom: number }>({
    version: 1,
    needs: ['satisfaction', 'loyalty', 'loyalFrom'],
    items: ({ satisfaction, loyalty }) => [satisfaction, loyalty],
    run: (slice, { satisfaction, loyalty, loyalFrom }) => {
      const rows = completeRowsOf(slice, [satisfaction, loyalty])
      const respondents = rows.map(([score, stays]) => ({ satisfaction: score!, loyal: stays! >= loyalFrom }))
      return sized(curveBend(respondents), rows.length)
    },
  }),
  'loyalty.product': method<ResampleOptions & Record<'attraction' | 'satisfaction' | 'involvement', string>>({
    version: 1,
    needs: ['attraction', 'satisfaction', 'involvement'],
    defaults: { resamples: 2000, seed: 1, ...LEVEL },
    items: ({ attraction, satisfaction, involvement }) => [attraction, satisfaction, involvement],
    run: (slice, { attraction, satisfaction, involvement, ...options }) => {
      const rows = completeRowsOf(slice, [attraction, satisfaction, involvement])
      const factors = rows.map(([a, s, v]) => ({ attraction: a!, satisfaction: s!, involvement: v! }))
      return answered(groupLoyaltyProduct(factors, options))
    },
  }),
  'loyalty.switching-cost': method<Pair & { readonly cost: string }>({
    version: 1,
    needs: ['satisfaction', 'loyalty', 'cost'],
    weighted: true,
    items: ({ satisfaction, loyalty, cost }) => [loyalty, satisfaction, cost],
    run: ({ observations }, options) => answered(switchingCostEffect(observations, options)),
  }),
  'churn.model': method<{
    readonly left: string
    readonly predictors: readonly string[]
    readonly costs?: WarningCosts
    readonly level?: number
  }>({
    version: 1,
    needs: ['left', 'predictors'],
    defaults: { costs: { falseAlarm: 1, missedChurn: 5 }, ...LEVEL },
    items: ({ left, predictors }) => [left, ...predictors],
    run: ({ observations }, { left, predictors, ...options }) => {
      const outcome: Outcome<ChurnModel> = churnModel(observations, { left, predictors }, options)
      return outcome.ok ? sized(outcome, outcome.value.fit.sampleSize) : outcome
    },
  }),
  'churn.survival': method<{ readonly time: string; readonly left: string; readonly level?: number }>({
    version: 1,
    needs: ['time', 'left'],
    defaults: LEVEL,
    items: ({ time, left }) => [time, left],
    run: (slice, { time, left, ...options }) => {
      const tenures = completeRowsOf(slice, [time, left]).map(([at, is]) => ({ time: at!, left: is === 1 }))
      return answered(kaplanMeier(tenures, options))
    },
  }),
  'value.concentration': method<{ readonly profit: string; readonly top?: number }>({
    version: 1,
    needs: ['profit'],
    defaults: { top: 0.2 },
    items: ({ profit }) => [profit],
    run: (slice, { profit, ...options }) => {
      const profits = columnOf(slice, profit).filter((value) => !Number.isNaN(value))
      return sized(concentration(profits, options), profits.length)
    },
  }),
  'value.segments': method<OfItem & { readonly by: string; readonly minimumSize?: number }>({
    ...ofItem,
    needs: ['item', 'by'],
    defaults: { minimumSize: 30, ...LEVEL },
    run: (slice, { item, by, ...options }) => {
      const segments = groupsOf(slice, by).map(({ name, observations }) => ({
        segment: name,
        values: columnOf({ observations }, item).filter((value) => !Number.isNaN(value)),
      }))
      const sampleSize = segments.reduce((sum, { values }) => sum + values.length, 0)
      return found({ estimate: segmentDistinctness(segments, options), sampleSize })
    },
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

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

const sized = (outcome: Outcome<object>, sampleSize: number): Outcome<Answer> =>
  outcome.ok ? found({ estimate: outcome.value, sampleSize }) : outcome
