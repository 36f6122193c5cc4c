import type { Interval } from '../core/interval.ts'
import { isotonic } from '../core/isotonic.ts'
import { type LogisticReason, logisticRegression } from '../core/logistic.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { checkUsable, isUsable, USABLE } from '../core/usable-number.ts'
import { wilsonInterval } from '../core/wilson.ts'

export const LOYALTY_ZONES = ['defection', 'indifference', 'affection'] as const
export type LoyaltyZone = (typeof LOYALTY_ZONES)[number]

/** Share of respondents at a satisfaction level who would (or did) buy again; with their number, an interval. */
export interface CurvePoint {
  readonly satisfaction: number
  readonly share: number
  readonly sampleSize?: number
}

export interface PlacedPoint extends CurvePoint {
  readonly zone: LoyaltyZone
  /** Non-decreasing version, for display. */
  readonly smoothed: number
  readonly interval?: Interval
  /** Rise of the share per level since the point before. */
  readonly slope?: number
}

export interface LoyaltyCurve {
  readonly points: readonly PlacedPoint[]
  /** Last slope over the one before: far above 1 in competitive markets. Left out when the one before is not above 0. */
  readonly kinkRatio?: number
}

/** Levels up to `defectionTo` defect, from `affectionFrom` on they love; defaults for 1 to 5. */
export interface ZoneCuts {
  readonly defectionTo: number
  readonly affectionFrom: number
}

export function loyaltyZone(
  satisfaction: number,
  { defectionTo, affectionFrom }: ZoneCuts = { defectionTo: 2, affectionFrom: 5 },
): LoyaltyZone {
  checkUsable('loyaltyZone', { satisfaction })
  if (satisfaction <= defectionTo) return 'defection'
  return satisfaction >= affectionFrom ? 'affection' : 'indifference'
}

/**
 * The curve of loyalty over satisfaction, points in any order. Throws when a level appears twice or a share is not 0-1.
 * Heskett et al. (1994), Jones & Sasser (1995); handbook 8.2.
 */
export function satisfactionLoyaltyCurve(
  points: readonly CurvePoint[],
  { cuts, level = 0.95 }: { readonly cuts?: ZoneCuts; readonly level?: number } = {},
): Outcome<LoyaltyCurve, 'too-few-levels'> {
  const bad = points.find(({ satisfaction, share }) => !(isUsable(satisfaction) && share >= 0 && share <= 1))
  if (bad !== undefined)
    throw new RangeError(
      `satisfactionLoyaltyCurve: level ${bad.satisfaction} is not ${USABLE}, or ${bad.share} is not a share of 0 to 1`,
    )
  const sorted = points.toSorted((a, b) => a.satisfaction - b.satisfaction)
  const twice = sorted.find(({ satisfaction }, i) => satisfaction === sorted[i + 1]?.satisfaction)
  if (twice !== undefined)
    throw new RangeError(`satisfactionLoyaltyCurve: level ${twice.satisfaction} appears twice`)
  if (sorted.length < 2) return missed('too-few-levels')
  const smooth = isotonic(
    sorted.map(({ share }) => share),
    sorted.map(({ sampleSize = 1 }) => Math.max(1e-9, sampleSize)),
  )
  const placed = sorted.map((point, i): PlacedPoint => {
    const before = sorted[i - 1]
    const { satisfaction, share, sampleSize = 0 } = point
    return {
      ...point,
      zone: loyaltyZone(satisfaction, cuts),
      smoothed: smooth[i]!,
      ...(sampleSize > 0 && { interval: wilsonInterval(share * sampleSize, sampleSize, level) }),
      ...(before !== undefined && { slope: (share - before.share) / (satisfaction - before.satisfaction) }),
    }
  })
  const last = placed.at(-1)?.slope
  const previous = placed.at(-2)?.slope
  if (last === undefined || previous === undefined || !(previous > 1e-12)) return found({ points: placed })
  return found({ points: placed, kinkRatio: last / previous })
}

/** Logistic curve with a quadratic term about the mean level; `p` tests whether the curve bends. */
export interface CurveBend {
  readonly sampleSize: number
  readonly linear: number
  readonly quadratic: number
  readonly standardError: number
  readonly p: number
}

/** From respondents: satisfaction and whether they bought again. Handbook 8.2. */
export function curveBend(
  respondents: readonly { readonly satisfaction: number; readonly loyal: boolean }[],
): Outcome<CurveBend, LogisticReason> {
  const mean =
    respondents.reduce((sum, { satisfaction }) => sum + satisfaction, 0) / Math.max(1, respondents.length)
  const fit = logisticRegression(
    ['linear', 'quadratic'],
    respondents.map(({ satisfaction }) => [satisfaction - mean, (satisfaction - mean) ** 2]),
    respondents.map(({ loyal }) => loyal),
  )
  if (!fit.ok) return fit
  const [linear, quadratic] = fit.value.predictors
  return found({
    sampleSize: fit.value.sampleSize,
    linear: linear!.value,
    quadratic: quadratic!.value,
    standardError: quadratic!.standardError,
    p: quadratic!.p,
  })
}
