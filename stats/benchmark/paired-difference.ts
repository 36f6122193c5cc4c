import { type MeanTest, meanTest } from '../core/mean-test.ts'
import type { Outcome } from '../core/outcome.ts'
import { found } from '../core/outcome.ts'
import { ABOVE_ZERO, isAboveZero } from '../core/usable-number.ts'

/** Mean of first - second over the people who gave both; `missing` gave one or none. */
export interface PairedDifference extends MeanTest {
  readonly missing: number
}

/**
 * The same people asked twice (panel waves, own brand against a competitor): paired t test of the mean difference.
 * NaN is no answer. Throws when the lists differ in length or hold an infinity. Handbook 12.1.
 */
export function pairedDifference(
  first: readonly number[],
  second: readonly number[],
  { weights, level = 0.95 }: { readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<PairedDifference, 'too-few-answers'> {
  if (first.length !== second.length || (weights !== undefined && weights.length !== first.length)) {
    throw new RangeError('pairedDifference: the lists differ in length')
  }
  const infinite = [...first, ...second].find((value) => Math.abs(value) === Number.POSITIVE_INFINITY)
  if (infinite !== undefined) throw new RangeError(`pairedDifference: ${infinite} is not an answer`)
  if (weights !== undefined && !weights.every(isAboveZero)) {
    throw new RangeError(`pairedDifference: a weight is not ${ABOVE_ZERO}`)
  }
  const both = first.flatMap((value, i) => (Number.isNaN(value) || Number.isNaN(second[i]!) ? [] : [i]))
  const tested = meanTest(
    both.map((i) => first[i]! - second[i]!),
    { level, ...(weights !== undefined && { weights: both.map((i) => weights[i]!) }) },
  )
  return tested.ok ? found({ ...tested.value, missing: first.length - both.length }) : tested
}
