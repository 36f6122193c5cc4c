import { found, missed, type Outcome } from '../core/outcome.ts'
import { isUsable } from '../core/usable-number.ts'

/** Own spend of category spend, 0 to 1. Throws when own spend is below 0 or above the category's. */
export function shareOfWallet(own: number, category: number): Outcome<number, 'no-spend'> {
  if (!(own >= 0 && own <= category && isUsable(category))) {
    throw new RangeError(`shareOfWallet: ${own} of ${category} is not a share`)
  }
  return category === 0 ? missed('no-spend') : found(own / category)
}

/**
 * Wallet Allocation Rule: (1 - rank / (brands + 1)) (2 / brands), where rank is the brand's place by satisfaction among
 * the brands a customer uses; tied brands take their mean rank. Keiningham et al. (2011), HBR; handbook 11.2.
 */
export function walletAllocation(rank: number, brandsUsed: number): number {
  if (!Number.isSafeInteger(brandsUsed) || brandsUsed < 1) {
    throw new RangeError(`walletAllocation: ${brandsUsed} is not a number of brands`)
  }
  if (!(rank >= 1 && rank <= brandsUsed)) {
    throw new RangeError(`walletAllocation: rank ${rank} is not from 1 to ${brandsUsed}`)
  }
  return (1 - rank / (brandsUsed + 1)) * (2 / brandsUsed)
}
