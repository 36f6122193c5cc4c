import { normalQuantile } from './normal.ts'
import { quantile } from './quantile.ts'
import { studentQuantile } from './student.ts'

export const INTERVAL_METHODS = [
  'percentile',
  'expanded',
  'basic',
  'bca',
  'normal',
  'student',
  'wilson',
  'influence',
  'exact',
] as const
export type IntervalMethod = (typeof INTERVAL_METHODS)[number]

/** Limits of a margin, with the share of repetitions that should cover the truth and how they were found. */
export interface Interval {
  readonly level: number
  readonly method: IntervalMethod
  readonly low: number
  readonly high: number
}

/** Quantiles of the resamples. `sorted` ascending. Efron (1979); handbook 0.7. */
export const percentileInterval = (sorted: ArrayLike<number>, level: number): Interval => ({
  level,
  method: 'percentile',
  low: quantile(sorted, tail(level)),
  high: quantile(sorted, 1 - tail(level)),
})

/** The percentile interval mirrored about the estimate. */
export const basicInterval = (sorted: ArrayLike<number>, estimate: number, level: number): Interval => ({
  level,
  method: 'basic',
  low: 2 * estimate - quantile(sorted, 1 - tail(level)),
  high: 2 * estimate - quantile(sorted, tail(level)),
})

/** estimate +- z standard errors. */
export const normalInterval = (estimate: number, standardError: number, level: number): Interval => {
  const reach = normalQuantile(1 - tail(level)) * standardError
  return { level, method: 'normal', low: estimate - reach, high: estimate + reach }
}

/** estimate +- t standard errors with `df` degrees of freedom. */
export const studentInterval = (
  estimate: number,
  standardError: number,
  { level, df }: { readonly level: number; readonly df: number },
): Interval => {
  const reach = studentQuantile(1 - tail(level), df) * standardError
  return { level, method: 'student', low: estimate - reach, high: estimate + reach }
}

/** Limits `reach` standard errors to either side of the estimate, moved by `lean` standard errors where it is skewed. */
export interface Reach {
  readonly level: number
  readonly reach: number
  readonly lean?: number
}

/** estimate +- `reach` standard errors, where the error comes from every row's influence on the estimate. */
export const influenceInterval = (
  estimate: number,
  standardError: number,
  { level, reach, lean = 0 }: Reach,
): Interval => ({
  level,
  method: 'influence',
  low: estimate + (lean - reach) * standardError,
  high: estimate + (lean + reach) * standardError,
})

/**
 * The same for a standardised coefficient, even in Fisher's z = artanh(estimate / bound): errors shrink as it grows. The bound
 * is 1, and further out where the limits come near it, as of paths between correlated causes. Fisher (1921).
 */
export function coefficientInterval(
  estimate: number,
  standardError: number,
  { level, reach, lean = 0 }: Reach,
): Interval {
  const bound = Math.max(1, Math.abs(estimate) + 2 * reach * standardError)
  const share = estimate / bound
  if (!(Math.abs(share) < 1)) return influenceInterval(estimate, standardError, { level, reach, lean })
  const z = Math.atanh(share)
  const error = standardError / (bound * (1 - share ** 2))
  return {
    level,
    method: 'influence',
    low: bound * Math.tanh(z + (lean - reach) * error),
    high: bound * Math.tanh(z + (lean + reach) * error),
  }
}

/** The same for a share of variance explained, R2 from 0 to 1: even in Fisher's z of R. */
export function explainedInterval(
  estimate: number,
  standardError: number,
  { level, reach }: Reach,
): Interval {
  const root = Math.sqrt(Math.max(0, estimate))
  if (!(root > 0 && root < 1)) return influenceInterval(estimate, standardError, { level, reach })
  const z = Math.atanh(root)
  const wide = (reach * standardError) / (2 * root * (1 - estimate))
  return {
    level,
    method: 'influence',
    low: Math.tanh(Math.max(0, z - wide)) ** 2,
    high: Math.tanh(z + wide) ** 2,
  }
}

/** Half of what the level leaves out. Throws unless 0 < level < 1. */
export function tail(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`interval: level must be between 0 and 1, got ${level}`)
  return (1 - level) / 2
}
