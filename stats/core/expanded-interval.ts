import { type Interval, tail } from './interval.ts'
import { normalQuantile, normalShare } from './normal.ts'
import { quantile } from './quantile.ts'
import { studentQuantile } from './student.ts'

/** `size`: effective size of the sample; `lost`: degrees of freedom that fitting took; `around`: estimate whose bias counts. */
export interface Expansion {
  readonly level: number
  readonly size: number
  readonly lost?: number
  readonly around?: number
}

/**
 * Percentile interval at shares moved outwards, because resamples of n rows spread too little: by t instead of z, by
 * sqrt(n / (n - 1 - lost)), and by what the outermost of finitely many resamples leave out, so that 500 cover as 5,000 do.
 * With `around` bias-corrected as well, for estimates like R2 that resampling pushes up. Hesterberg (2015), Efron (1987).
 */
export function expandedInterval(
  sorted: ArrayLike<number>,
  { level, size, lost = 0, around }: Expansion,
): Interval {
  const reach =
    studentQuantile(1 - tail(level), Math.max(1, size - 1)) * Math.sqrt(size / Math.max(1, size - 1 - lost))
  const bias = around === undefined ? 0 : medianBias(sorted, around)
  return {
    level,
    method: 'expanded',
    low: quantileBetween(sorted, normalShare(2 * bias - reach)),
    high: quantileBetween(sorted, normalShare(2 * bias + reach)),
  }
}

/** Normal quantile of the share of resamples at or below the estimate; half a resample keeps it finite. */
function medianBias(sorted: ArrayLike<number>, estimate: number): number {
  const below = Array.from(sorted).filter((value) => value <= estimate).length
  return normalQuantile((below + 0.5) / (sorted.length + 1))
}

/** Type 6: B resamples cut the population into B + 1 shares of equal expectation. Hyndman & Fan (1996). */
function quantileBetween(sorted: ArrayLike<number>, p: number): number {
  const count = sorted.length
  if (count < 2) return quantile(sorted, p)
  return quantile(sorted, Math.min(1, Math.max(0, ((count + 1) * p - 1) / (count - 1))))
}
