import { type Interval, studentInterval } from './interval.ts'
import { found, missed, type Outcome } from './outcome.ts'
import { studentTwoSided } from './student.ts'
import { ABOVE_ZERO, isAboveZero, isUsable, SMALLEST_NUMBER, USABLE } from './usable-number.ts'

/** A mean with its margin and the t test of "the mean is 0". No test without any variance. */
export interface MeanTest {
  readonly sampleSize: number
  readonly value: number
  readonly standardDeviation: number
  readonly standardError: number
  readonly interval: Interval
  readonly statistic?: number
  readonly df: number
  readonly p?: number
}

/**
 * Mean of n values; with weights the weighted mean with its linearised variance n / (n - 1) sum w^2 (x - m)^2 / (sum w)^2,
 * which for equal weights is s^2 / n. Handbook 0.5, 0.6, 3.5.
 */
export function meanTest(
  values: readonly number[],
  { weights, level = 0.95 }: { readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<MeanTest, 'too-few-answers'> {
  if (weights !== undefined && weights.length !== values.length) {
    throw new RangeError(`meanTest: ${weights.length} weights for ${values.length} values`)
  }
  if (!values.every(isUsable)) throw new RangeError(`meanTest: a value is not ${USABLE}`)
  if (weights?.some((weight) => !isAboveZero(weight))) {
    throw new RangeError(`meanTest: a weight is not ${ABOVE_ZERO}`)
  }
  return meanOf(values, { level, ...(weights === undefined ? {} : { weights }) })
}

/** The same of checked weights and of numbers made on the way, such as squared errors, which may outgrow the door. */
export function meanOf(
  values: readonly number[],
  { weights, level = 0.95 }: { readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<MeanTest, 'too-few-answers'> {
  const sampleSize = values.length
  if (sampleSize < 2) return missed('too-few-answers')
  let total = 0
  let sum = 0
  for (let i = 0; i < sampleSize; i++) {
    total += weights?.[i] ?? 1
    sum += (weights?.[i] ?? 1) * values[i]!
  }
  const value = sum / total
  let squares = 0
  let weighted = 0
  for (let i = 0; i < sampleSize; i++) {
    const weight = weights?.[i] ?? 1
    const square = weight * (values[i]! - value) ** 2
    squares += square
    weighted += weight * square
  }
  const df = sampleSize - 1
  // Rounding of the mean leaves a trace of variance in constant values; less than the smallest number is none either.
  const constant = squares <= total * Math.max(1e-14 * Math.abs(value), SMALLEST_NUMBER) ** 2
  const standardDeviation = constant ? 0 : Math.sqrt((squares / total) * (sampleSize / df))
  const standardError = constant ? 0 : Math.sqrt((weighted * sampleSize) / df) / total
  const interval = studentInterval(value, standardError, { level, df })
  const base = { sampleSize, value, standardDeviation, standardError, interval, df }
  if (standardError === 0) return found(base)
  const statistic = value / standardError
  return found({ ...base, statistic, p: studentTwoSided(statistic, df) })
}
