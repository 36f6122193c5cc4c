import { answersByGroup, groupsOf } from './analysis-columns.ts'
import { type Answer, answered, method } from './analysis-method.ts'
import { compareMeans } from './benchmark/compare-means.ts'
import { rankProbabilities } from './benchmark/rank-probability.ts'
import { found, missed, type Outcome } from './core/outcome.ts'
import type { ResampleOptions } from './core/resample-statistics.ts'
import { driverAnalysis } from './drivers/driver-analysis.ts'
import type { DriverOptions } from './drivers/driver-table.ts'
import { type KanoAttribute, type KanoOptions, kano } from './kano/kano.ts'
import { compareKanoSegments } from './kano/kano-segments.ts'
import type { House, HouseOptions } from './qfd/house-of-quality.ts'
import { houseRanks } from './qfd/house-ranks.ts'
import { servqual } from './servqual/servqual.ts'
import type { ServqualDimension } from './servqual/servqual-scores.ts'
import { type ToleranceItem, zoneOfTolerance } from './servqual/zone-of-tolerance.ts'
import { penaltyReward, type TwoFactorOptions } from './twofactor/penalty-reward.ts'

const LEVEL = { level: 0.95 }

const kanoColumns = (attributes: readonly KanoAttribute[]): string[] =>
  attributes.flatMap(({ functional, dysfunctional, importance }) => [
    functional,
    dysfunctional,
    ...(importance === undefined ? [] : [importance]),
  ])

/** Several attributes with an outcome each: failed only when all are; the sample is that of the best answered one. */
function byName(
  results: readonly { readonly name: string; readonly result: Outcome<{ readonly sampleSize: number }> }[],
): Outcome<Answer> {
  const sizes = results.flatMap(({ result }) => (result.ok ? [result.value.sampleSize] : []))
  const [first] = results
  if (first === undefined) return missed('nothing-asked')
  if (sizes.length === 0 && !first.result.ok) return missed(first.result.reason, first.name)
  return found({ estimate: results, sampleSize: Math.max(...sizes) })
}

/** Methods about attributes of what is offered, and comparisons of groups; handbook 3, 4, 5, 7, 10, 12. */
export const ATTRIBUTES = {
  kano: method<KanoOptions & { readonly attributes: readonly KanoAttribute[] }>({
    version: 1,
    needs: ['attributes'],
    defaults: { table: 'berger', ...LEVEL },
    weighted: true,
    items: ({ attributes }) => kanoColumns(attributes),
    run: ({ observations }, { attributes, ...options }) => byName(kano(observations, attributes, options)),
  }),
  'kano.segments': method<KanoOptions & { readonly attribute: KanoAttribute; readonly by: string }>({
    version: 1,
    needs: ['attribute', 'by'],
    defaults: { table: 'berger', ...LEVEL },
    weighted: true,
    items: ({ attribute }) => kanoColumns([attribute]),
    run: (slice, { attribute, by, ...options }) => {
      const parts = groupsOf(slice, by).flatMap(({ name, observations }) => {
        const [one] = kano(observations, [attribute], options)
        return one?.result.ok ? [{ name, ...one.result.value }] : []
      })
      const compared = compareKanoSegments(parts, options)
      if (!compared.ok) return compared
      return found({
        estimate: compared.value,
        sampleSize: parts.reduce((sum, { sampleSize }) => sum + sampleSize, 0),
      })
    },
  }),
  servqual: method<{ readonly dimensions: readonly ServqualDimension[]; readonly level?: number }>({
    version: 1,
    needs: ['dimensions'],
    defaults: LEVEL,
    weighted: true,
    items: ({ dimensions }) =>
      dimensions.flatMap(({ items, points }) => [
        ...items.flatMap(({ expectation, perception }) => [expectation, perception]),
        ...(points === undefined ? [] : [points]),
      ]),
    run: ({ observations }, { dimensions, ...options }) =>
      answered(servqual(observations, dimensions, options)),
  }),
  'servqual.zone': method<{ readonly items: readonly ToleranceItem[]; readonly level?: number }>({
    version: 1,
    needs: ['items'],
    defaults: LEVEL,
    weighted: true,
    items: ({ items }) => items.flatMap(({ minimum, desired, perceived }) => [minimum, desired, perceived]),
    run: ({ observations }, { items, ...options }) => byName(zoneOfTolerance(observations, items, options)),
  }),
  twofactor: method<TwoFactorOptions & { readonly outcome: string; readonly attributes: readonly string[] }>({
    version: 1,
    needs: ['outcome', 'attributes', 'ranges'],
    takes: ['minimumCases', 'minimumShare'],
    defaults: { alpha: 0.05, resamples: 1000, seed: 1, ...LEVEL },
    weighted: true,
    items: ({ outcome, attributes }) => [outcome, ...attributes],
    run: ({ observations }, { outcome, attributes, ...options }) =>
      answered(penaltyReward(observations, outcome, attributes, options)),
  }),
  drivers: method<DriverOptions & { readonly outcome: string; readonly drivers: readonly string[] }>({
    version: 1,
    needs: ['outcome', 'drivers'],
    defaults: { resamples: 1000, seed: 1, permutations: 2000, interval: 'expanded', ...LEVEL },
    weighted: true,
    items: ({ outcome, drivers }) => [outcome, ...drivers],
    run: ({ observations }, { outcome, drivers, ...options }) =>
      answered(driverAnalysis(observations, outcome, drivers, options)),
  }),
  'qfd.ranks': method<ResampleOptions & HouseOptions & { readonly house: House }>({
    version: 1,
    needs: ['house'],
    defaults: { importance: 'stated', normalisation: 'none', resamples: 1000, seed: 1, ...LEVEL },
    weighted: true,
    items: ({ house }) => house.requirements.map(({ name }) => name),
    run: ({ observations }, { house, ...options }) => answered(houseRanks(house, observations, options)),
  }),
  'benchmark.means': method<{ readonly item: string; readonly by: string; readonly level?: number }>({
    version: 1,
    needs: ['item', 'by'],
    defaults: LEVEL,
    weighted: true,
    items: ({ item }) => [item],
    run: (slice, { level, ...where }) => {
      const groups = answersByGroup(slice, where)
      const compared = compareMeans(groups, { level: level! })
      return compared.ok ? found({ estimate: compared.value, sampleSize: sizeOf(groups) }) : compared
    },
  }),
  'benchmark.ranks': method<{
    readonly item: string
    readonly by: string
    readonly resamples?: number
    readonly seed?: number
  }>({
    version: 1,
    needs: ['item', 'by'],
    defaults: { resamples: 2000, seed: 1 },
    weighted: true,
    items: ({ item }) => [item],
    run: (slice, { item, by, ...options }) => {
      const groups = answersByGroup(slice, { item, by })
      const ranked = rankProbabilities(groups, options)
      return ranked.ok ? found({ estimate: ranked.value, sampleSize: sizeOf(groups) }) : ranked
    },
  }),
}

const sizeOf = (groups: readonly { readonly values: readonly number[] }[]): number =>
  groups.reduce((sum, { values }) => sum + values.length, 0)
