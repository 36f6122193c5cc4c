import { type Interval, studentInterval } from './interval.ts'
import { meanOf, meanTest } from './mean-test.ts'
import { found, missed, type Outcome } from './outcome.ts'

export interface RatioOfMeans {
  readonly sampleSize: number
  readonly value: number
  readonly standardError: number
  readonly interval: Interval
}

/**
 * Mean of `tops` over mean of `bottoms`, of the same respondents; delta-method error: that of the mean of b - c a, over
 * the mean of a. No answer when the bottoms average 0. Handbook 6.1.
 */
export function ratioOfMeans(
  tops: readonly number[],
  bottoms: readonly number[],
  { weights, level = 0.95 }: { readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<RatioOfMeans, 'too-few-answers' | 'zero-base'> {
  if (tops.length !== bottoms.length) {
    throw new RangeError(`ratioOfMeans: ${tops.length} tops for ${bottoms.length} bottoms`)
  }
  const options = weights === undefined ? { level } : { weights, level }
  const top = meanTest(tops, options)
  const bottom = meanTest(bottoms, options)
  if (!top.ok || !bottom.ok) return missed('too-few-answers')
  if (bottom.value.value === 0) return missed('zero-base')
  const value = top.value.value / bottom.value.value
  const residual = meanOf(
    tops.map((b, i) => b - value * bottoms[i]!),
    options,
  )
  if (!residual.ok) return missed('too-few-answers')
  const standardError = residual.value.standardError / Math.abs(bottom.value.value)
  if (!Number.isFinite(value) || !Number.isFinite(standardError)) return missed('zero-base')
  const interval = studentInterval(value, standardError, { level, df: tops.length - 1 })
  return found({ sampleSize: tops.length, value, standardError, interval })
}
