import { chiSquareQuantile } from './chi-square.ts'
import { type Interval, tail } from './interval.ts'

/**
 * Exact interval of the mean of a Poisson count: half the chi-square quantiles with 2k and 2k + 2 degrees of freedom.
 * Throws unless `count` is a whole number from 0. Garwood (1936); handbook 9.2.
 */
export function poissonInterval(count: number, level = 0.95): Interval {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`poissonInterval: ${count} is not a count`)
  }
  const low = count === 0 ? 0 : chiSquareQuantile(tail(level), 2 * count) / 2
  return { level, method: 'exact', low, high: chiSquareQuantile(1 - tail(level), 2 * count + 2) / 2 }
}
