import { found, missed, type Outcome } from '../core/outcome.ts'
import { type Share, shareOf } from '../core/share.ts'
import { isUsable } from '../core/usable-number.ts'

/** Customers of one period. `kept` are of those at the start, so that new ones do not hide the lost. */
export interface CustomerFlow {
  readonly atStart: number
  readonly kept: number
  readonly lostBefore?: number
  readonly wonBack?: number
}

export interface Retention {
  readonly retention: Share
  readonly churn: Share
  readonly winBack?: Share
}

/** Retention, churn = 1 - retention, and win-back of those lost before; Wilson intervals. Handbook 9.4. */
export function retentionRates(
  { atStart, kept, lostBefore = 0, wonBack = 0 }: CustomerFlow,
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<Retention, 'no-customers'> {
  const retention = shareOf(kept, atStart, level)
  const churn = shareOf(atStart - kept, atStart, level)
  if (!retention.ok || !churn.ok) return missed('no-customers')
  const winBack = shareOf(wonBack, lostBefore, level)
  return found({
    retention: retention.value,
    churn: churn.value,
    ...(winBack.ok && { winBack: winBack.value }),
  })
}

/** A lost customer with the yearly value and the chance to return, 0 to 1. */
export interface LostCustomer {
  readonly name: string
  readonly value: number
  readonly chanceOfReturn: number
}

/** Highest expected value (value x chance) first; ties keep their order. Handbook 9.4. */
export function winBackPriority(
  customers: readonly LostCustomer[],
): (LostCustomer & { readonly priority: number })[] {
  const bad = customers.find(
    ({ value, chanceOfReturn }) => !(isUsable(value) && chanceOfReturn >= 0 && chanceOfReturn <= 1),
  )
  if (bad !== undefined)
    throw new RangeError(`winBackPriority: "${bad.name}" needs a value and a chance from 0 to 1`)
  return customers
    .map((customer) => ({ ...customer, priority: customer.value * customer.chanceOfReturn }))
    .sort((a, b) => b.priority - a.priority)
}
