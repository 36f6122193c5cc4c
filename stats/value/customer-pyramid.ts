import { isUsable, USABLE } from '../core/usable-number.ts'

export const PYRAMID_TIERS = ['top', 'big', 'medium', 'small'] as const
export type PyramidTier = (typeof PYRAMID_TIERS)[number]

export interface PyramidRow {
  readonly tier: PyramidTier
  readonly customers: number
  readonly profit: number
}

/**
 * Customers by profit, best first, cut at 1, 4, 15 and 80 %. Cuts are rounded to whole customers; ties keep their order.
 * Throws when the shares are not four numbers that add up to 1. Curry (2000); handbook 11.2.
 */
export function customerPyramid(
  profits: readonly number[],
  shares: readonly number[] = [0.01, 0.04, 0.15, 0.8],
): { readonly tiers: readonly PyramidTier[]; readonly rows: readonly PyramidRow[] } {
  const sum = shares.reduce((total, share) => total + share, 0)
  if (shares.length !== 4 || shares.some((share) => !(share >= 0)) || Math.abs(sum - 1) > 1e-9) {
    throw new RangeError('customerPyramid: shares must be four numbers that add up to 1')
  }
  if (!profits.every(isUsable)) throw new RangeError(`customerPyramid: a profit is not ${USABLE}`)
  const order = profits.map((_, i) => i).sort((a, b) => profits[b]! - profits[a]!)
  const tiers = new Array<PyramidTier>(profits.length).fill('small')
  order.forEach((i, place) => {
    let edge = 0
    const at = shares.findIndex((share) => {
      edge += share
      return place < Math.round(edge * profits.length)
    })
    tiers[i] = PYRAMID_TIERS[at < 0 ? 3 : at]!
  })
  const rows = PYRAMID_TIERS.map((tier) => {
    const members = profits.filter((_, i) => tiers[i] === tier)
    return { tier, customers: members.length, profit: members.reduce((total, profit) => total + profit, 0) }
  })
  return { tiers, rows }
}
