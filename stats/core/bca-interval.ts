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
  const below = Array.from(sorted).filter((value) => value <= estimate).length / sorted.length
  if (below === 0 || below === 1) return percentileInterval(sorted, level)
  const bias = normalQuantile(below)
  const curve = acceleration(jackknife)
  const share = (z: number) => {
    const divisor = 1 - curve * (bias + z)
    return divisor > 0 ? normalShare(bias + (bias + z) / divisor) : Number.NaN
  }
  const low = share(normalQuantile(tail(level)))
  const high = share(normalQuantile(1 - tail(level)))
  if (Number.isNaN(low) || Number.isNaN(high)) return percentileInterval(sorted, level)
  return { level, method: 'bca', low: quantile(sorted, low), high: quantile(sorted, high) }
}

function acceleration(jackknife: readonly number[]): number {
  const mean = jackknife.reduce((sum, value) => sum + value, 0) / jackknife.length
  let squares = 0
  let cubes = 0
  for (const value of jackknife) {
    squares += (mean - value) ** 2
    cubes += (mean - value) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}
