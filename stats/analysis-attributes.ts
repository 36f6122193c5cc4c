import { groupsOf } from './analysis-columns.ts'
import { answered, byName, method } from './analysis-method.ts'
import { found } from './core/outcome.ts'
import type { ResampleOptions } from './core/resample-statistics.ts'
import { driverAnalysis } from './drivers/driver-analysis.ts'
import type { DriverOptions } from './drivers/driver-table.ts'
import { type CrossHair, importancePerformanceGrid } from './drivers/importance-performance-grid.ts'
import { type AttributeColumns, ratedPositions } from './drivers/rated-positions.ts'
import { type KanoAttribute, type KanoOptions, kano } from './kano/kano.ts'
import { compareKanoSegments } from './kano/kano-segments.ts'
import type { House, HouseOptions } from './qfd/house-of-quality.ts'
import { houseRanks } from './qfd/house-ranks.ts'
import { penaltyReward, type TwoFactorOptions } from './twofactor/penalty-reward.ts'

const LEVEL = { level: 0.95 }

const kanoColumns = (attributes: readonly KanoAttribute[]): string[] =>
  attributes.flatMap(({ functional, dysfunctional, importance }) => [
    functional,
    dysfunctional,
    ...(importance === undefined ? [] : [importance]),
  ])

interface GridOptions extends DriverOptions {
  readonly attributes: readonly AttributeColumns[]
  readonly outcome?: string
  readonly min: number
  readonly max: number
  readonly cut?: 'mean' | 'median' | CrossHair
}

/** Attributes of what is offered: what they do to satisfaction, what to do about them; handbook 4, 5, 7, 10. */
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
  'drivers.grid': method<GridOptions>({
    version: 1,
    needs: ['attributes', 'min', 'max'],
    takes: ['outcome'],
    defaults: { cut: 'mean', resamples: 1000, seed: 1, permutations: 2000, interval: 'expanded', ...LEVEL },
    weighted: true,
    items: ({ attributes, outcome }) => [
      ...attributes.flatMap(({ performance, importance, bestCompetitor }) =>
        [performance, importance, bestCompetitor].filter((item) => item !== undefined),
      ),
      ...(outcome === undefined ? [] : [outcome]),
    ],
    run: ({ observations }, { attributes, min, max, cut = 'mean', ...options }) => {
      const rated = ratedPositions(observations, attributes, options)
      if (!rated.ok) return rated
      const { sampleSize, warnings } = rated.value
      const grid = importancePerformanceGrid(rated.value.attributes, { min, max, cut })
      return found({ estimate: { sampleSize, ...grid, warnings } })
    },
  }),
  'qfd.ranks': method<ResampleOptions & HouseOptions & { readonly house: House }>({
    version: 1,
    needs: ['house'],
    defaults: { importance: 'stated', normalisation: 'none', resamples: 1000, seed: 1, ...LEVEL },
    weighted: true,
    items: ({ house }) => house.requirements.map(({ name }) => name),
    run: ({ observations }, { house, ...options }) => answered(houseRanks(house, observations, options)),
  }),
}
