import type { Estimated } from '../core/estimated.ts'
import { type Interval, normalInterval } from '../core/interval.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'

/** A company's index with its share of the whole, e.g. revenue. */
export interface IndexShare {
  readonly value: number
  readonly standardError: number
  readonly share: number
}

/**
 * Company indices to an industry's: I = sum v I_c / sum v, SE = sqrt(sum (v / sum v)^2 SE_c^2), samples independent.
 * Throws when the shares do not add up to something above 0. Handbook 1.8.
 */
export function aggregateIndex(
  companies: readonly IndexShare[],
  { level = 0.95 }: { readonly level?: number } = {},
): Required<Estimated> & { readonly interval: Interval } {
  const total = companies.reduce((sum, { share }) => sum + share, 0)
  if (!(total > 0)) throw new RangeError('aggregateIndex: the shares must add up to something above 0')
  if (!companies.every(({ value, standardError, share }) => [value, standardError, share].every(isUsable))) {
    throw new RangeError(`aggregateIndex: an index, its error or its share is not ${USABLE}`)
  }
  const value = companies.reduce((sum, { value, share }) => sum + (share / total) * value, 0)
  const standardError = Math.hypot(
    ...companies.map((company) => (company.share / total) * company.standardError),
  )
  return { value, standardError, interval: normalInterval(value, standardError, level) }
}
