import { normalQuantile } from './normal.ts'
import { quantile } from './quantile.ts'
import { studentQuantile } from './student.ts'

export const INTERVAL_METHODS = [
  'percentile',
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

/** estimate +- `reach` standard errors, where the error comes from every row's influence on the estimate. */
export const influenceInterval = (
  estimate: number,
  standardError: number,
  { level, reach }: { readonly level: number; readonly reach: number },
): Interval => ({
  level,
  method: 'influence',
  low: estimate - reach * standardError,
  high: estimate + reach * standardError,
})

/** Half of what the level leaves out. Throws unless 0 < level < 1. */
export function tail(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`interval: level must be between 0 and 1, got ${level}`)
  return (1 - level) / 2
}
