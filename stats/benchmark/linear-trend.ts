import { type Interval, normalInterval } from '../core/interval.ts'
import { normalShare } from '../core/normal.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { isAboveZero, isUsable, USABLE } from '../core/usable-number.ts'

/** An index at a time, in any unit of time. */
export interface TrendPoint {
  readonly time: number
  readonly value: number
  readonly standardError: number
}

/** Change of the index per unit of time. */
export interface LinearTrend {
  readonly slope: number
  readonly intercept: number
  readonly standardError: number
  readonly z: number
  readonly p: number
  readonly interval: Interval
}

/** Weighted least squares with weights 1 / SE^2; slope SE = 1 / sqrt(sum w (t - mean t)^2). Handbook 12.3. */
export function linearTrend(
  points: readonly TrendPoint[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<LinearTrend, 'too-few-waves' | 'no-variance'> {
  const bad = points.findIndex((point) => ![point.time, point.value, point.standardError].every(isUsable))
  if (bad >= 0)
    throw new RangeError(`linearTrend: point ${bad} has a time, value or error that is not ${USABLE}`)
  if (new Set(points.map(({ time }) => time)).size < 2) return missed('too-few-waves')
  if (!points.every(({ standardError }) => isAboveZero(standardError))) return missed('no-variance')
  const weights = points.map(({ standardError }) => 1 / standardError ** 2)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const middle = points.reduce((sum, { time }, i) => sum + weights[i]! * time, 0) / total
  const level0 = points.reduce((sum, { value }, i) => sum + weights[i]! * value, 0) / total
  const spread = points.reduce((sum, { time }, i) => sum + weights[i]! * (time - middle) ** 2, 0)
  if (!(spread > 0)) return missed('too-few-waves')
  const slope =
    points.reduce((sum, { time, value }, i) => sum + weights[i]! * (time - middle) * value, 0) / spread
  const standardError = 1 / Math.sqrt(spread)
  const z = slope / standardError
  return found({
    slope,
    intercept: level0 - slope * middle,
    standardError,
    z,
    p: 2 * normalShare(-Math.abs(z)),
    interval: normalInterval(slope, standardError, level),
  })
}
