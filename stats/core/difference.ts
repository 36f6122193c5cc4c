import { type Interval, normalInterval, studentInterval } from './interval.ts'
import { normalShare } from './normal.ts'
import { found, missed, type Outcome } from './outcome.ts'
import { studentTwoSided } from './student.ts'
import { isFromZero, isUsable } from './usable-number.ts'

/** An estimate with its standard error; without a sample size the error is taken as known (z instead of t). */
export interface Score {
  readonly value: number
  readonly standardError: number
  readonly sampleSize?: number
}

/** a - b with its margin and test. `df` is left out when the test is z. */
export interface Difference {
  readonly difference: number
  readonly standardError: number
  readonly statistic: number
  readonly df?: number
  readonly p: number
  readonly interval: Interval
}

/**
 * Difference of two independent estimates: Welch's t with Satterthwaite's degrees of freedom, or z for known errors.
 * Two estimates without any error cannot be tested. Welch (1947); handbook 12.1, 12.3.
 */
export function differenceOf(
  a: Score,
  b: Score,
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<Difference, 'no-variance'> {
  for (const { value, standardError } of [a, b]) {
    if (!(isUsable(value) && isFromZero(standardError))) {
      throw new RangeError(`differenceOf: ${value} with standard error ${standardError} is no estimate`)
    }
  }
  const difference = a.value - b.value
  const standardError = Math.hypot(a.standardError, b.standardError)
  if (!(standardError > 0)) return missed('no-variance')
  const statistic = difference / standardError
  const df = degreesOfFreedom(a, b)
  if (df === undefined) {
    const interval = normalInterval(difference, standardError, level)
    return found({ difference, standardError, statistic, p: 2 * normalShare(-Math.abs(statistic)), interval })
  }
  const interval = studentInterval(difference, standardError, { level, df })
  return found({ difference, standardError, statistic, df, p: studentTwoSided(statistic, df), interval })
}

function degreesOfFreedom(a: Score, b: Score): number | undefined {
  if (a.sampleSize === undefined || b.sampleSize === undefined) return undefined
  const va = a.standardError ** 2
  const vb = b.standardError ** 2
  return (va + vb) ** 2 / (va ** 2 / Math.max(1, a.sampleSize - 1) + vb ** 2 / Math.max(1, b.sampleSize - 1))
}
