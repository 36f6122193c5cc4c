import { totalOf } from '../core/counts.ts'
import { type Interval, normalInterval } from '../core/interval.ts'
import { normalShare } from '../core/normal.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'

/** Promoters (9-10) less detractors (0-6) in percent of answers, -100 to 100. */
export interface NetPromoter {
  readonly sampleSize: number
  readonly promoters: number
  readonly detractors: number
  readonly score: number
  readonly standardError: number
  readonly interval: Interval
}

/**
 * Net promoter score from 11 counts of the answers 0 to 10; variance (p + d - (p - d)^2) / n.
 * Reichheld (2003); handbook 6.4.
 */
export function netPromoter(
  counts: readonly number[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<NetPromoter, 'no-answers'> {
  if (counts.length !== 11) throw new RangeError(`netPromoter: expected 11 counts, got ${counts.length}`)
  const sampleSize = totalOf(counts)
  if (sampleSize === 0) return missed('no-answers')
  const promoters = totalOf(counts.slice(9))
  const detractors = totalOf(counts.slice(0, 7))
  const p = promoters / sampleSize
  const d = detractors / sampleSize
  const score = 100 * (p - d)
  const standardError = 100 * Math.sqrt((p + d - (p - d) ** 2) / sampleSize)
  return found({
    sampleSize,
    promoters,
    detractors,
    score,
    standardError,
    interval: normalInterval(score, standardError, level),
  })
}

export interface NetPromoterDifference {
  readonly difference: number
  readonly standardError: number
  readonly z: number
  readonly p: number
  readonly interval: Interval
}

type ScoreWithError = Pick<NetPromoter, 'score' | 'standardError'>

/** a - b of two independent groups, z test with the sum of variances. No variance at all: no test. */
export function netPromoterDifference(
  a: ScoreWithError,
  b: ScoreWithError,
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<NetPromoterDifference, 'no-variance'> {
  if (![a.score, b.score, a.standardError, b.standardError].every(isUsable)) {
    throw new RangeError(`netPromoterDifference: a score or its error is not ${USABLE}`)
  }
  const difference = a.score - b.score
  const standardError = Math.hypot(a.standardError, b.standardError)
  if (standardError === 0) return missed('no-variance')
  const z = difference / standardError
  return found({
    difference,
    standardError,
    z,
    p: 2 * normalShare(-Math.abs(z)),
    interval: normalInterval(difference, standardError, level),
  })
}
