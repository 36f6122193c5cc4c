import type { Resampled } from '../core/correlation-resampler.ts'
import type { Estimated } from '../core/estimated.ts'
import { expandedInterval } from '../core/expanded-interval.ts'
import { percentileInterval } from '../core/interval.ts'
import type { LinearFit } from '../core/least-squares.ts'
import { effectiveSize, type Observations } from '../core/observations.ts'
import { type ResampledReceipt, resampleStatistics, withInterval } from '../core/resample-statistics.ts'
import { completeDominance, type RelativeImportance, relativeImportance } from './relative-importance.ts'
import { relativeWeights } from './relative-weights.ts'
import { sampledShapley, sampleOrders } from './sampled-shapley.ts'
import { EXACT_DRIVERS, subsetRSquared } from './subset-r-squared.ts'

/** Percentiles of resampled respondents (handbook 7.4), by default expanded for small samples. */
export const DRIVER_INTERVALS = ['expanded', 'percentile'] as const
export type DriverInterval = (typeof DRIVER_INTERVALS)[number]

export interface DriverOptions {
  readonly resamples?: number
  readonly seed?: number
  readonly level?: number
  readonly interval?: DriverInterval
  /** Orders drawn when there are more than 15 drivers. */
  readonly permutations?: number
}

/** One driver by every measure; margins are of resampled respondents. */
export interface DriverRow {
  readonly name: string
  readonly rank: number
  readonly correlation: number
  readonly coefficient: number
  readonly standardError: number
  readonly p?: number
  readonly standardised: number
  readonly varianceInflation: number
  /** Shapley value (LMG); all sum to R^2. */
  readonly lmg: Estimated
  /** lmg / R^2, 0 to 1: what to show, with the sign of the correlation. Left out when R^2 is 0. */
  readonly share?: Estimated
  /** What sampling orders added to the error; only above 15 drivers. */
  readonly monteCarloError?: number
  readonly johnson?: Estimated
  /** standardised x correlation; below 0 the driver suppresses others. */
  readonly pratt: number
  readonly first: number
  readonly last: number
  readonly conditional?: readonly number[]
  /** Share of resamples that put it among the three most important. */
  readonly topThree?: number
}

/** Difference of two Shapley values; `dominance` 1 when the first adds more to every subset, 0 when it depends. */
export interface DriverPair {
  readonly first: string
  readonly second: string
  readonly difference: Estimated
  readonly dominance?: -1 | 0 | 1
}

interface Whole {
  readonly correlation: Float64Array
  readonly fit: LinearFit
  readonly summarise: (counts: Float64Array) => Resampled
}

/** Orders that a resample is worth when Shapley values are sampled; the estimate itself uses many more. */
const ORDERS_PER_RESAMPLE = 100

export function tabulateDrivers(
  observations: Observations,
  { correlation, fit, summarise }: Whole,
  { resamples = 1000, seed = 1, level = 0.95, interval = 'expanded', permutations = 2000 }: DriverOptions,
): {
  readonly shapley: 'exact' | 'sampled'
  readonly drivers: readonly DriverRow[]
  readonly pairs: readonly DriverPair[]
  readonly resamples: ResampledReceipt
} {
  if (!DRIVER_INTERVALS.includes(interval))
    throw new RangeError(`driverAnalysis: unknown interval "${interval}"`)
  const { rows, items } = observations
  const names = items.slice(1)
  const p = names.length
  const size = effectiveSize(observations)
  const withMargin = (value: number, draws: Float64Array): Estimated =>
    withInterval(value, draws, (sorted) =>
      interval === 'percentile'
        ? percentileInterval(sorted, level)
        : expandedInterval(sorted, { level, size, lost: p }),
    )
  const exact = p <= EXACT_DRIVERS
  const subsets = exact ? subsetRSquared(correlation, p) : undefined
  const orders = exact ? [] : sampleOrders(p, permutations, seed)
  const sampled = exact ? undefined : sampledShapley(correlation, orders)
  const importance: RelativeImportance | undefined = subsets && relativeImportance(subsets, p)
  const lmg = importance?.lmg ?? sampled!.lmg
  const johnson = relativeWeights(correlation, p)?.weights
  const few = orders.slice(0, ORDERS_PER_RESAMPLE)
  const { draws, receipt } = resampleStatistics(
    { rows, size: 2 * p },
    (counts, into) => {
      const again = summarise(counts).correlation
      if (!again.every(Number.isFinite)) return false
      const weights = relativeWeights(again, p)?.weights
      if (weights === undefined) return false
      into.set(exact ? relativeImportance(subsetRSquared(again, p), p).lmg : sampledShapley(again, few).lmg)
      into.set(weights, p)
      return true
    },
    { resamples, seed },
  )
  const top = topThree(draws.slice(0, p))
  const order = names.map((_, k) => k).sort((a, b) => lmg[b]! - lmg[a]!)
  const total = lmg.reduce((sum, value) => sum + value, 0)
  const shares = shareDraws(draws.slice(0, p))
  const drivers = order.map((k, i): DriverRow => {
    const { value, standardError, p: pValue, standardised, varianceInflation } = fit.predictors[k]!
    const r = correlation[k + 1]!
    return {
      name: names[k]!,
      rank: i + 1,
      correlation: r,
      coefficient: value,
      standardError,
      ...(pValue !== undefined && { p: pValue }),
      standardised,
      varianceInflation,
      lmg: withMargin(lmg[k]!, draws[k]!),
      ...(total > 1e-12 && { share: withMargin(lmg[k]! / total, shares[k]!) }),
      ...(sampled !== undefined && { monteCarloError: sampled.monteCarloError[k]! }),
      ...(johnson !== undefined && { johnson: withMargin(johnson[k]!, draws[p + k]!) }),
      // + 0 turns a product of -0 into 0.
      pratt: standardised * r + 0,
      first: r ** 2,
      // b^2 (1 - R_k^2): what R^2 loses without this driver.
      last: standardised ** 2 / varianceInflation,
      ...(importance !== undefined && { conditional: importance.conditional[k]! }),
      ...(top !== undefined && { topThree: top[k]! }),
    }
  })
  const pairs = order.flatMap((k, i) =>
    order.slice(i + 1).map((m): DriverPair => {
      const difference = draws[k]!.map((value, b) => value - draws[m]![b]!)
      return {
        first: names[k]!,
        second: names[m]!,
        difference: withMargin(lmg[k]! - lmg[m]!, difference),
        ...(subsets !== undefined && { dominance: completeDominance(subsets, k, m) }),
      }
    }),
  )
  return { shapley: exact ? 'exact' : 'sampled', drivers, pairs, resamples: receipt }
}

function topThree(draws: readonly Float64Array[]): number[] | undefined {
  const count = draws[0]?.length ?? 0
  if (count === 0) return undefined
  const times = draws.map(() => 0)
  for (let b = 0; b < count; b++) {
    const order = draws.map((_, k) => k).sort((a, c) => draws[c]![b]! - draws[a]![b]!)
    for (const k of order.slice(0, 3)) times[k]! += 1
  }
  return times.map((time) => time / count)
}

function shareDraws(draws: readonly Float64Array[]): Float64Array[] {
  const totals = Array.from(draws[0] ?? [], (_, b) => draws.reduce((sum, values) => sum + values[b]!, 0))
  return draws.map((values) => values.map((value, b) => (totals[b]! > 1e-12 ? value / totals[b]! : 0)))
}
