import { found, missed, type Outcome } from '../core/outcome.ts'
import { type Share, shareOf } from '../core/share.ts'

export const LOYALTY_TYPES = [
  'kinship',
  'monopoly',
  'trust',
  'latent',
  'incentive',
  'convenience',
  'inertia',
  'price',
  'none',
] as const
export type LoyaltyType = (typeof LOYALTY_TYPES)[number]

/** Agreement 1 to 7, kinship yes or no, and the share 0-1 of purchases made here. */
export interface LoyaltyAnswers {
  readonly attached: number
  readonly prefers: number
  readonly trusts: number
  readonly advocates: number
  readonly noAlternative: number
  readonly kin: boolean
  readonly price: number
  readonly incentive: number
  readonly convenience: number
  readonly inertia: number
  readonly hindered?: number
  readonly repeatShare: number
}

export interface LoyaltyRule {
  readonly high: number
  readonly noAlternative: number
  readonly advocacy: number
  readonly repeatShare: number
}

export const LOYALTY_RULE: LoyaltyRule = { high: 5, noAlternative: 6, advocacy: 6, repeatShare: 0.5 }

export interface LoyaltyVerdict {
  readonly type: LoyaltyType
  /** Trusting customers who speak up for the brand. */
  readonly apostle: boolean
  /** Latent customers held back by rules, availability or budget. */
  readonly hindered: boolean
}

/**
 * The lectures' types by rule, first match wins. Latent follows Dick & Basu: high attitude, low repeat.
 * Throws when an answer is not on its scale. Handbook 8.4.
 */
export function loyaltyType(answers: LoyaltyAnswers, rule: LoyaltyRule = LOYALTY_RULE): LoyaltyVerdict {
  checkAnswers(answers)
  const { attached, prefers, trusts, advocates, noAlternative, kin, price, hindered } = answers
  const repeats = answers.repeatShare >= rule.repeatShare
  const attachedHigh = (attached + prefers + trusts) / 3 >= rule.high
  const verdict = (type: LoyaltyType): LoyaltyVerdict => ({
    type,
    apostle: type === 'trust' && advocates >= rule.advocacy,
    hindered: type === 'latent' && (hindered ?? 0) >= rule.high,
  })
  if (kin && repeats) return verdict('kinship')
  if (noAlternative >= rule.noAlternative && repeats) return verdict('monopoly')
  if (attachedHigh) return verdict(repeats ? 'trust' : 'latent')
  if (!repeats) return verdict(price >= rule.high ? 'price' : 'none')
  return verdict(strongestReason(answers, rule.high))
}

/** Largest of the four reasons from the cut on; ties in this order. */
function strongestReason(answers: LoyaltyAnswers, high: number): LoyaltyType {
  const reasons = ['incentive', 'convenience', 'inertia', 'price'] as const
  const largest = Math.max(...reasons.map((reason) => answers[reason]))
  return largest >= high ? reasons.find((reason) => answers[reason] === largest)! : 'none'
}

function checkAnswers({ kin, repeatShare, ...scores }: LoyaltyAnswers): void {
  for (const [name, score] of Object.entries(scores)) {
    if (!(score >= 1 && score <= 7)) throw new RangeError(`loyaltyType: ${name} is ${score}, not 1 to 7`)
  }
  if (!(repeatShare >= 0 && repeatShare <= 1))
    throw new RangeError(`loyaltyType: repeatShare is ${repeatShare}`)
}

export interface LoyaltyTypeShare {
  readonly type: LoyaltyType
  readonly count: number
  readonly share: Share
}

/** How many respondents are of each type. */
export function loyaltyTypeShares(
  types: readonly LoyaltyType[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<LoyaltyTypeShare[], 'no-answers'> {
  if (types.length === 0) return missed('no-answers')
  return found(
    LOYALTY_TYPES.flatMap((type) => {
      const count = types.filter((one) => one === type).length
      const share = shareOf(count, types.length, level)
      return share.ok ? [{ type, count, share: share.value }] : []
    }),
  )
}
