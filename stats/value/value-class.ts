import { quantile } from '../core/quantile.ts'
import { checkUsable, isUsable, USABLE } from '../core/usable-number.ts'

/** Most valuable, most growable, below zero, and the rest. Peppers & Rogers (2001). */
export const VALUE_CLASSES = ['most-valuable', 'most-growable', 'below-zero', 'other'] as const
export type ValueClass = (typeof VALUE_CLASSES)[number]

/** Yearly values of one customer: actual, strategic (what could be), and margin after the cost to serve. */
export interface CustomerValue {
  readonly actual: number
  readonly potential: number
  readonly netMargin: number
}

/**
 * Below zero when the net margin is; most valuable among the top fifth by actual value; most growable among the top
 * fifth by what is still missing. Above the cut, a quantile of type 7 over all
 * customers: when all are alike nobody stands out. Handbook 11.2.
 */
export function valueClasses(
  customers: readonly CustomerValue[],
  { top = 0.2 }: { readonly top?: number } = {},
): ValueClass[] {
  if (!(top > 0 && top < 1)) throw new RangeError(`valueClasses: top must be between 0 and 1, got ${top}`)
  const bad = customers.findIndex(
    ({ actual, potential, netMargin }) => ![actual, potential, netMargin].every(isUsable),
  )
  if (bad >= 0) throw new RangeError(`valueClasses: customer ${bad} has a value that is not ${USABLE}`)
  if (customers.length === 0) return []
  const cut = (values: readonly number[]) =>
    quantile(
      values.toSorted((a, b) => a - b),
      1 - top,
    )
  const valuable = cut(customers.map(({ actual }) => actual))
  const growable = cut(customers.map(({ actual, potential }) => potential - actual))
  return customers.map(({ actual, potential, netMargin }) => {
    if (netMargin < 0) return 'below-zero'
    if (actual > valuable) return 'most-valuable'
    return potential > actual && potential - actual > growable ? 'most-growable' : 'other'
  })
}

export const VALUE_CELLS = ['keep-and-protect', 'develop', 'maintain', 'let-run'] as const
export type ValueCell = (typeof VALUE_CELLS)[number]

/** Current and potential value against two cuts; on the cut counts as high. Handbook 11.2. */
export function valueCell(
  { current, potential }: { readonly current: number; readonly potential: number },
  cuts: { readonly current: number; readonly potential: number },
): ValueCell {
  checkUsable('valueCell', { current, potential })
  if (current >= cuts.current) return potential >= cuts.potential ? 'keep-and-protect' : 'maintain'
  return potential >= cuts.potential ? 'develop' : 'let-run'
}
