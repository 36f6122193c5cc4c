import { type Interval, percentileInterval, tail } from './interval.ts'
import { normalQuantile, normalShare } from './normal.ts'
import { quantile } from './quantile.ts'

/**
 * Bias-corrected and accelerated interval: `sorted` resamples ascending, `jackknife` the leave-one-out estimates.
 * Falls back to the percentile interval, saying so by its method, when the correction is infinite. Efron (1987).
 */
export function bcaInterval(
  sorted: ArrayLike<number>,
  { estimate, jackknife, level }: { estimate: number; jackknife: readonly number[]; level: number },
): Interval {
  const shares = bcaShares(biasCorrection(sorted, estimate), acceleration(jackknife), level)
  if (shares === undefined) return percentileInterval(sorted, level)
  const [low, high] = shares
  return { level, method: 'bca', low: quantile(sorted, low), high: quantile(sorted, high) }
}

/** z0: the normal quantile of the share of resamples at or below the estimate; infinite when that is none or all. */
export function biasCorrection(sorted: ArrayLike<number>, estimate: number): number {
  const below = Array.from(sorted).filter((value) => value <= estimate).length / sorted.length
  if (below === 0) return Number.NEGATIVE_INFINITY
  return below === 1 ? Number.POSITIVE_INFINITY : normalQuantile(below)
}

/** Skewness of the leave-one-out estimates over 6; 0 when they do not differ, which gives the BC interval. */
export function acceleration(jackknife: readonly number[]): number {
  const mean = jackknife.reduce((sum, value) => sum + value, 0) / jackknife.length
  let squares = 0
  let cubes = 0
  for (const value of jackknife) {
    squares += (mean - value) ** 2
    cubes += (mean - value) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

/** The shares of resamples below the two limits; undefined when the correction is infinite. */
export function bcaShares(
  bias: number,
  curve: number,
  level: number,
): readonly [low: number, high: number] | undefined {
  if (!Number.isFinite(bias)) return undefined
  const share = (z: number) => {
    const divisor = 1 - curve * (bias + z)
    return divisor > 0 ? normalShare(bias + (bias + z) / divisor) : Number.NaN
  }
  const low = share(normalQuantile(tail(level)))
  const high = share(normalQuantile(1 - tail(level)))
  return Number.isNaN(low) || Number.isNaN(high) ? undefined : [low, high]
}
