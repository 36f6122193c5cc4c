import { type Interval, studentInterval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { ABOVE_ZERO, checkUsable, isAboveZero, isUsable, USABLE } from '../core/usable-number.ts'

export const RATIO_BANDS = ['below-expectation', 'as-expected', 'above-expectation'] as const
export type RatioBand = (typeof RATIO_BANDS)[number]

/** c = b / a: what was got over what was expected. */
export interface PerformanceRatio {
  readonly sampleSize: number
  /** Mean of b over mean of a: the one to report. */
  readonly ratio: number
  readonly standardError: number
  readonly interval: Interval
  /** Mean of each respondent's own ratio; explodes for small a. */
  readonly meanOfRatios: number
  readonly gap: number
  readonly band: RatioBand
}

/**
 * From pairs of expectation `a` and perception `b`, both above 0; delta-method standard error
 * SE^2 = (s_bb + c^2 s_aa - 2 c s_ab) / (n mean(a)^2), linearised for weights as a weighted mean is. Handbook 0.5, 6.1.
 */
export function performanceRatio(
  pairs: readonly { readonly expectation: number; readonly perception: number }[],
  { weights, level = 0.95 }: { readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<PerformanceRatio, 'too-few-pairs'> {
  const sampleSize = pairs.length
  if (pairs.some(({ expectation }) => !isAboveZero(expectation))) {
    throw new RangeError(`performanceRatio: every expectation must be ${ABOVE_ZERO}`)
  }
  if (!pairs.every(({ perception }) => isUsable(perception))) {
    throw new RangeError(`performanceRatio: every perception must be ${USABLE}`)
  }
  if (weights !== undefined && weights.length !== sampleSize) {
    throw new RangeError(`performanceRatio: ${weights.length} weights for ${sampleSize} pairs`)
  }
  if (weights?.some((weight) => !isAboveZero(weight))) {
    throw new RangeError(`performanceRatio: a weight is not ${ABOVE_ZERO}`)
  }
  if (sampleSize < 2) return missed('too-few-pairs')
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? sampleSize
  const shares = pairs.map((_, i) => (weights?.[i] ?? 1) / total)
  const mean = (values: readonly number[]) => values.reduce((sum, value, i) => sum + shares[i]! * value, 0)
  const expected = mean(pairs.map(({ expectation }) => expectation))
  const got = mean(pairs.map(({ perception }) => perception))
  const ratio = got / expected
  // The numerator of the delta method is the variance of b - c a.
  const squares = pairs.map(
    ({ expectation, perception }, i) => (shares[i]! * (perception - ratio * expectation)) ** 2,
  )
  const variance = squares.reduce((sum, square) => sum + square, 0) * (sampleSize / (sampleSize - 1))
  const standardError = Math.sqrt(variance) / expected
  return found({
    sampleSize,
    ratio,
    standardError,
    interval: studentInterval(ratio, standardError, { level, df: sampleSize - 1 }),
    meanOfRatios: mean(pairs.map(({ expectation, perception }) => perception / expectation)),
    gap: got - expected,
    band: ratioBand(ratio),
  })
}

/** Below .95, .95 to 1.05, above 1.05; handbook 6.1. */
export function ratioBand(ratio: number): RatioBand {
  checkUsable('ratioBand', { ratio })
  if (ratio < 0.95) return 'below-expectation'
  return ratio > 1.05 ? 'above-expectation' : 'as-expected'
}
