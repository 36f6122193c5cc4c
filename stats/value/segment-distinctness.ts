import { type Difference, differenceOf } from '../core/difference.ts'
import { holm } from '../core/holm.ts'
import { meanTest } from '../core/mean-test.ts'

/** A key result of one segment, one number per respondent. */
export interface SegmentResult {
  readonly segment: string
  readonly values: readonly number[]
}

export interface SegmentDistinctness {
  readonly segment: string
  readonly sampleSize: number
  readonly mean?: number
  /** Segment less the rest, Welch's t. */
  readonly difference?: Difference
  /** Holm over all segments tested. */
  readonly pHolm?: number
  /** Large enough to be managed. */
  readonly manageable: boolean
  /** Manageable and different from the rest. */
  readonly distinct: boolean
}

/**
 * "Manageable and sufficiently different": at least 30 respondents and a difference from all others together.
 * Throws when a segment appears twice. Handbook 11.4.
 */
export function segmentDistinctness(
  segments: readonly SegmentResult[],
  { minimumSize = 30, level = 0.95 }: { readonly minimumSize?: number; readonly level?: number } = {},
): SegmentDistinctness[] {
  const names = segments.map(({ segment }) => segment)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new RangeError(`segmentDistinctness: segment "${twice}" appears twice`)
  const tested = segments.map(({ segment, values }) => {
    const own = meanTest(values, { level })
    const rest = meanTest(
      segments.filter((other) => other.segment !== segment).flatMap((other) => other.values),
      { level },
    )
    const difference = own.ok && rest.ok ? differenceOf(own.value, rest.value, { level }) : undefined
    return {
      segment,
      sampleSize: values.length,
      manageable: values.length >= minimumSize,
      ...(own.ok && { mean: own.value.value }),
      ...(difference?.ok && { difference: difference.value }),
    }
  })
  const adjusted = holm(tested.flatMap(({ difference }) => difference?.p ?? []))
  return tested.map((row) => {
    if (row.difference === undefined) return { ...row, distinct: false }
    const pHolm = adjusted.shift()!
    return { ...row, pHolm, distinct: row.manageable && pHolm < 1 - level }
  })
}
