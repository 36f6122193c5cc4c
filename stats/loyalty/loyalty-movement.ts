import { chiSquareUpper } from '../core/chi-square.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { LOYALTY_QUADRANTS, type LoyaltyQuadrant } from './jones-sasser.ts'

export interface LoyaltyMovement {
  readonly sampleSize: number
  /** moved[from][to] in the order of LOYALTY_QUADRANTS. */
  readonly moved: readonly (readonly number[])[]
  readonly stayed: number
  /** Bowker's test that moves between any two quadrants balance; left out when nobody moved. */
  readonly symmetry?: { readonly statistic: number; readonly df: number; readonly p: number }
}

/** Where the same people stand in two waves. Bowker (1948), McNemar (1947) for two quadrants; handbook 8.1. */
export function loyaltyMovement(
  pairs: readonly { readonly before: LoyaltyQuadrant; readonly after: LoyaltyQuadrant }[],
): Outcome<LoyaltyMovement, 'no-answers'> {
  if (pairs.length === 0) return missed('no-answers')
  const moved = LOYALTY_QUADRANTS.map((from) =>
    LOYALTY_QUADRANTS.map(
      (to) => pairs.filter(({ before, after }) => before === from && after === to).length,
    ),
  )
  let statistic = 0
  let df = 0
  for (let i = 0; i < moved.length; i++) {
    for (let j = 0; j < i; j++) {
      const either = moved[i]![j]! + moved[j]![i]!
      if (either === 0) continue
      statistic += (moved[i]![j]! - moved[j]![i]!) ** 2 / either
      df += 1
    }
  }
  const result = { sampleSize: pairs.length, moved, stayed: moved.reduce((sum, row, i) => sum + row[i]!, 0) }
  return found(
    df === 0 ? result : { ...result, symmetry: { statistic, df, p: chiSquareUpper(statistic, df) } },
  )
}
