import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { found, type Outcome } from '../core/outcome.ts'
import {
  LOYALTY_RULE,
  type LoyaltyAnswers,
  type LoyaltyRule,
  type LoyaltyTypeShare,
  loyaltyType,
  loyaltyTypeShares,
} from './loyalty-type.ts'

export interface LoyaltyProfile {
  readonly sampleSize: number
  /** In the order of the rule; satisfaction of those of a type who gave it, left out below two. */
  readonly types: readonly (LoyaltyTypeShare & { readonly satisfaction?: MeanTest })[]
  /** Trusting customers who speak up, and latent ones who are held back. */
  readonly apostles: number
  readonly hindered: number
}

/** Who buys again and why: shares of the types, and how satisfied each is. Throws as loyaltyType does. Handbook 8.4. */
export function loyaltyProfile(
  respondents: readonly { readonly answers: LoyaltyAnswers; readonly satisfaction?: number }[],
  { rule = LOYALTY_RULE, level = 0.95 }: { readonly rule?: LoyaltyRule; readonly level?: number } = {},
): Outcome<LoyaltyProfile, 'no-answers'> {
  const verdicts = respondents.map(({ answers }) => loyaltyType(answers, rule))
  const shares = loyaltyTypeShares(
    verdicts.map(({ type }) => type),
    { level },
  )
  if (!shares.ok) return shares
  return found({
    sampleSize: respondents.length,
    types: shares.value.map((row) => {
      const scores = respondents.flatMap(({ satisfaction }, i) =>
        verdicts[i]!.type === row.type && satisfaction !== undefined ? [satisfaction] : [],
      )
      const satisfaction = meanTest(scores, { level })
      return satisfaction.ok ? { ...row, satisfaction: satisfaction.value } : row
    }),
    apostles: verdicts.filter(({ apostle }) => apostle).length,
    hindered: verdicts.filter(({ hindered }) => hindered).length,
  })
}
