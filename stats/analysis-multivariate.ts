import { answersByGroup, columnOf, wordsOf } from './analysis-columns.ts'
import { type AnalysisSlice, answered, method } from './analysis-method.ts'
import { completeRows } from './core/complete-rows.ts'
import { type Observations, selectItems } from './core/observations.ts'
import { found, missed, type Outcome } from './core/outcome.ts'
import { anova } from './multivariate/anova.ts'
import { chooseClusters } from './multivariate/choose-clusters.ts'
import { classicalScaling } from './multivariate/classical-scaling.ts'
import { type CorrelationKind, correlate } from './multivariate/correlate.ts'
import { countTable } from './multivariate/count-table.ts'
import { crosstab } from './multivariate/crosstab.ts'
import { distancesOf } from './multivariate/distances.ts'
import { type FactorOptions, factorAnalysis } from './multivariate/factor-analysis.ts'
import { hierarchy, type Linkage } from './multivariate/hierarchical.ts'
import { type KMeansOptions, kMeans } from './multivariate/k-means.ts'
import { manova } from './multivariate/manova.ts'
import { type PostHocMethod, postHoc } from './multivariate/post-hoc.ts'
import { principalComponents } from './multivariate/principal-components.ts'
import { rankSum } from './multivariate/rank-sum.ts'
import { regression } from './multivariate/regression.ts'
import { type SmacofOptions, smacof } from './multivariate/smacof.ts'
import { type TTestKind, tTest } from './multivariate/t-test.ts'

interface OfItems {
  readonly items: readonly string[]
}
interface ByGroup {
  readonly item: string
  readonly by: string
  readonly level?: number
}
const ofItems = { version: 1, needs: ['items'], items: ({ items }: OfItems) => items }
const byGroup = { version: 1, needs: ['item', 'by'], items: ({ item }: ByGroup) => [item] }
const LEVEL = { level: 0.95 }

/** Respondents as points of the named items; those who left one out are dropped. */
const pointsOf = ({ observations }: AnalysisSlice, { items }: OfItems): Observations =>
  completeRows(selectItems(observations, items)).observations

/** The two groups of a column, or the reason why there are not two. */
function twoGroups(
  slice: AnalysisSlice,
  where: ByGroup,
  run: (first: readonly number[], second: readonly number[]) => Outcome<object>,
): Outcome<{ estimate: object; sampleSize: number }> {
  const [first, second, third] = answersByGroup(slice, where)
  if (first === undefined || second === undefined || third !== undefined)
    return missed('not-two-groups', where.by)
  const outcome = run(first.values, second.values)
  if (!outcome.ok) return outcome
  const estimate = { groups: [first.name, second.name], ...outcome.value }
  return found({ estimate, sampleSize: first.values.length + second.values.length })
}

/** Objects are the respondents themselves: distances of complete rows. */
const scaled = (
  slice: AnalysisSlice,
  options: OfItems,
  run: (d: Float64Array, n: number) => Outcome<object>,
) => {
  const points = pointsOf(slice, options)
  const outcome = run(distancesOf(points), points.rows)
  return outcome.ok ? found({ estimate: outcome.value, sampleSize: points.rows }) : outcome
}

/** Handbook 13. Distances are of respondents: for maps of brands or attributes call the methods themselves. */
export const MULTIVARIATE = {
  'multivariate.anova': method<ByGroup>({
    ...byGroup,
    run: (slice, where) => answered(anova(answersByGroup(slice, where))),
  }),
  'multivariate.post-hoc': method<ByGroup & { readonly how?: PostHocMethod }>({
    ...byGroup,
    defaults: { how: 'tukey', ...LEVEL },
    run: (slice, { how = 'tukey', level = 0.95, ...where }) => {
      const groups = answersByGroup(slice, where)
      const outcome = postHoc(groups, { method: how, level })
      const sampleSize = groups.reduce((sum, { values }) => sum + values.length, 0)
      return outcome.ok ? found({ estimate: outcome.value, sampleSize }) : outcome
    },
  }),
  'multivariate.t-test': method<ByGroup & { readonly kind?: Exclude<TTestKind, 'paired'> }>({
    ...byGroup,
    defaults: { kind: 'welch', ...LEVEL },
    run: (slice, { kind = 'welch', level = 0.95, ...where }) =>
      twoGroups(slice, where, (first, second) => tTest(first, second, { kind, level })),
  }),
  'multivariate.rank-sum': method<ByGroup>({
    ...byGroup,
    run: (slice, where) => twoGroups(slice, where, rankSum),
  }),
  'multivariate.manova': method<OfItems & { readonly by: string }>({
    ...ofItems,
    needs: ['items', 'by'],
    run: (slice, { items, by }) =>
      answered(manova(selectItems(slice.observations, items), wordsOf(slice, by))),
  }),
  'multivariate.crosstab': method<{
    readonly rows: string
    readonly columns: string
    readonly draws?: number
    readonly seed?: number
  }>({
    version: 1,
    needs: ['rows', 'columns'],
    defaults: { draws: 2000, seed: 1 },
    weighted: true,
    items: () => [],
    run: (slice, { rows, columns, ...options }) => {
      const { weights } = slice.observations
      const { table, effectiveSize, sampleSize } = countTable(
        wordsOf(slice, rows),
        wordsOf(slice, columns),
        weights === undefined ? {} : { weights: Array.from(weights) },
      )
      return answered(crosstab(table, { effectiveSize, sampleSize, ...options }))
    },
  }),
  'multivariate.correlate': method<{
    readonly first: string
    readonly second: string
    readonly kind?: CorrelationKind
    readonly level?: number
  }>({
    version: 1,
    needs: ['first', 'second'],
    defaults: { kind: 'pearson', ...LEVEL },
    items: ({ first, second }) => [first, second],
    run: (slice, { first, second, ...options }) =>
      answered(correlate(columnOf(slice, first), columnOf(slice, second), options)),
  }),
  'multivariate.regression': method<{ readonly outcome: string; readonly predictors: readonly string[] }>({
    version: 1,
    needs: ['outcome', 'predictors'],
    weighted: true,
    items: ({ outcome, predictors }) => [outcome, ...predictors],
    run: ({ observations }, { outcome, predictors }) => {
      const fit = regression(observations, outcome, predictors)
      if (!fit.ok) return fit
      // The fit's own sample size is the effective one.
      return found({ estimate: fit.value, sampleSize: observations.rows - fit.value.missing })
    },
  }),
  'multivariate.components': method<OfItems & { readonly components?: number }>({
    ...ofItems,
    takes: ['components'],
    weighted: true,
    run: ({ observations }, { items, ...options }) =>
      answered(principalComponents(selectItems(observations, items), options)),
  }),
  'multivariate.factors': method<OfItems & FactorOptions>({
    ...ofItems,
    takes: ['factors'],
    defaults: { extraction: 'maximum-likelihood', rotation: 'varimax', seed: 1 },
    weighted: true,
    run: ({ observations }, { items, ...options }) =>
      answered(factorAnalysis(selectItems(observations, items), options)),
  }),
  'multivariate.clusters': method<OfItems & KMeansOptions & { readonly clusters: number }>({
    ...ofItems,
    needs: ['items', 'clusters'],
    defaults: { starts: 25, seed: 1, maxIterations: 200 },
    weighted: true,
    run: ({ observations }, { items, clusters, ...options }) =>
      answered(kMeans(selectItems(observations, items), clusters, options)),
  }),
  'multivariate.choose-clusters': method<
    OfItems &
      KMeansOptions & { readonly most?: number; readonly draws?: number; readonly silhouetteRows?: number }
  >({
    ...ofItems,
    takes: ['maxIterations'],
    defaults: { most: 8, draws: 10, silhouetteRows: 2000, starts: 10, seed: 1 },
    weighted: true,
    run: ({ observations }, { items, ...options }) =>
      answered(chooseClusters(selectItems(observations, items), options)),
  }),
  'multivariate.tree': method<OfItems & { readonly linkage?: Linkage }>({
    ...ofItems,
    defaults: { linkage: 'ward' },
    run: (slice, { linkage, ...where }) => scaled(slice, where, (d, n) => hierarchy(d, n, linkage)),
  }),
  'multivariate.scaling': method<OfItems & { readonly dimensions?: number }>({
    ...ofItems,
    defaults: { dimensions: 2 },
    run: (slice, { items, ...options }) =>
      scaled(slice, { items }, (d, n) => classicalScaling(d, n, options)),
  }),
  'multivariate.smacof': method<OfItems & SmacofOptions>({
    ...ofItems,
    defaults: { dimensions: 2, kind: 'ratio', tolerance: 1e-10, maxIterations: 2000 },
    run: (slice, { items, ...options }) => scaled(slice, { items }, (d, n) => smacof(d, n, options)),
  }),
}
