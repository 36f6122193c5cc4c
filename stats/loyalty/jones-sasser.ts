import { found, missed, type Outcome } from '../core/outcome.ts'
import { type Share, shareOf } from '../core/share.ts'
import { checkUsable, isUsable, USABLE } from '../core/usable-number.ts'

export const LOYALTY_QUADRANTS = ['loyalist', 'mercenary', 'hostage', 'defector'] as const
export type LoyaltyQuadrant = (typeof LOYALTY_QUADRANTS)[number]

export const LOYALTY_EXTREMES = ['apostle', 'terrorist'] as const
export type LoyaltyExtreme = (typeof LOYALTY_EXTREMES)[number]

/** Scores from the cut on are high; the extremes lie in the corners. Always print the cuts on the chart. */
export interface LoyaltyCuts {
  readonly satisfaction: number
  readonly loyalty: number
  readonly apostle: number
  readonly terrorist: number
}

/** Defaults for a scale of 1 to 10; handbook 8.1. */
export const LOYALTY_CUTS: LoyaltyCuts = { satisfaction: 8, loyalty: 8, apostle: 9, terrorist: 2 }

/** One respondent; null is no answer. `value` is spend or margin. */
export interface LoyaltyScores {
  readonly satisfaction: number | null
  readonly loyalty: number | null
  readonly value?: number
}

/** Jones & Sasser (1995), Harvard Business Review 73(6). */
export function loyaltyQuadrant(
  { satisfaction, loyalty }: { readonly satisfaction: number; readonly loyalty: number },
  cuts: LoyaltyCuts = LOYALTY_CUTS,
): LoyaltyQuadrant {
  checkUsable('loyaltyQuadrant', { satisfaction, loyalty })
  const satisfied = satisfaction >= cuts.satisfaction
  const stays = loyalty >= cuts.loyalty
  if (satisfied) return stays ? 'loyalist' : 'mercenary'
  return stays ? 'hostage' : 'defector'
}

/** The corner a respondent stands in, if any. */
export function loyaltyExtreme(
  { satisfaction, loyalty }: { readonly satisfaction: number; readonly loyalty: number },
  { apostle, terrorist }: LoyaltyCuts = LOYALTY_CUTS,
): LoyaltyExtreme | undefined {
  checkUsable('loyaltyExtreme', { satisfaction, loyalty })
  if (satisfaction >= apostle && loyalty >= apostle) return 'apostle'
  return satisfaction <= terrorist && loyalty <= terrorist ? 'terrorist' : undefined
}

export interface LoyaltyCell {
  readonly name: LoyaltyQuadrant | LoyaltyExtreme
  readonly count: number
  readonly share: Share
  /** Mean value of those whose value is known. */
  readonly meanValue?: number
}

export interface LoyaltyMatrix {
  readonly sampleSize: number
  /** Respondents without one of the two scores: not placed. */
  readonly missing: number
  readonly cuts: LoyaltyCuts
  readonly quadrants: readonly LoyaltyCell[]
  /** Apostles are part of the loyalists, terrorists of the defectors. */
  readonly extremes: readonly LoyaltyCell[]
}

/** Shares per quadrant and corner with Wilson intervals. Throws when a score is not usable. Handbook 8.1. */
export function loyaltyMatrix(
  respondents: readonly LoyaltyScores[],
  { cuts = LOYALTY_CUTS, level = 0.95 }: { readonly cuts?: LoyaltyCuts; readonly level?: number } = {},
): Outcome<LoyaltyMatrix, 'no-answers'> {
  const placed = respondents.flatMap(({ satisfaction, loyalty, value }, i) => {
    if (satisfaction === null || loyalty === null) return []
    if (![satisfaction, loyalty, value ?? 0].every(isUsable)) {
      throw new RangeError(`loyaltyMatrix: respondent ${i} has a score that is not ${USABLE}`)
    }
    const scores = { satisfaction, loyalty }
    return [{ value, quadrant: loyaltyQuadrant(scores, cuts), extreme: loyaltyExtreme(scores, cuts) }]
  })
  const total = placed.length
  if (total === 0) return missed('no-answers')
  const cell = (name: LoyaltyCell['name'], members: typeof placed): LoyaltyCell => {
    const share = shareOf(members.length, total, level)
    if (!share.ok) throw new RangeError(`loyaltyMatrix: ${share.reason}`)
    const values = members.flatMap(({ value }) => value ?? [])
    const counted = { name, count: members.length, share: share.value }
    if (values.length === 0) return counted
    return { ...counted, meanValue: values.reduce((sum, value) => sum + value, 0) / values.length }
  }
  return found({
    sampleSize: total,
    missing: respondents.length - total,
    cuts,
    quadrants: LOYALTY_QUADRANTS.map((name) =>
      cell(
        name,
        placed.filter(({ quadrant }) => quadrant === name),
      ),
    ),
    extremes: LOYALTY_EXTREMES.map((name) =>
      cell(
        name,
        placed.filter(({ extreme }) => extreme === name),
      ),
    ),
  })
}
