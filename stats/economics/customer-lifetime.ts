import { FROM_ZERO, isAboveZero, isFromZero, isUsable, USABLE } from '../core/usable-number.ts'

/** When the first margin is counted: at the end of the first period (and only if kept), or now. The form must be stated. */
export const LIFETIME_FORMS = ['end-of-period', 'now'] as const
export type LifetimeForm = (typeof LIFETIME_FORMS)[number]

export interface LifetimeTerms {
  /** Margin per period. */
  readonly margin: number
  /** Share of customers kept per period, 0 to below 1. */
  readonly retention: number
  /** Discount rate per period, from 0. */
  readonly discount: number
  readonly form?: LifetimeForm
  /** Number of periods; without it, for ever. */
  readonly horizon?: number
}

/**
 * Customer lifetime value with constant margin: m r / (1 + d - r), or m (1 + d) / (1 + d - r) with the first margin now;
 * with a horizon the first T terms of the same sum. Throws when a term is out of range.
 * Berger & Nasr (1998), Gupta & Lehmann (2003); handbook 14.
 */
export function lifetimeValue({
  margin,
  retention,
  discount,
  form = 'end-of-period',
  horizon,
}: LifetimeTerms): number {
  if (!isUsable(margin)) throw new RangeError(`lifetimeValue: margin is ${margin}, not ${USABLE}`)
  if (!(retention >= 0 && retention <= 1))
    throw new RangeError(`lifetimeValue: retention is ${retention}, not 0 to 1`)
  if (!isFromZero(discount)) throw new RangeError(`lifetimeValue: discount is ${discount}, not ${FROM_ZERO}`)
  const factor = retention / (1 + discount)
  const first = form === 'now' ? margin : margin * factor
  if (horizon === undefined) {
    if (factor === 1)
      throw new RangeError('lifetimeValue: nobody leaves and nothing is discounted, give a horizon')
    return first / (1 - factor)
  }
  if (!Number.isSafeInteger(horizon) || horizon < 0)
    throw new RangeError(`lifetimeValue: horizon is ${horizon}`)
  return factor === 1 ? first * horizon : (first * (1 - factor ** horizon)) / (1 - factor)
}

/** Expected number of periods 1 / (1 - retention). Throws unless 0 <= retention < 1. */
export function expectedLifetime(retention: number): number {
  if (!(retention >= 0 && retention < 1))
    throw new RangeError(`expectedLifetime: retention is ${retention}, not 0 to below 1`)
  return 1 / (1 - retention)
}

/** Change of lifetime value in percent when retention moves from one level to another. */
export function lifetimeChange(terms: LifetimeTerms, retention: number): number {
  // The margin is in both values and drops out.
  const before = terms.margin === 0 ? 0 : lifetimeValue({ ...terms, margin: 1 })
  if (!isAboveZero(before)) throw new RangeError('lifetimeChange: the value before is 0')
  return 100 * (lifetimeValue({ ...terms, margin: 1, retention }) / before - 1)
}
