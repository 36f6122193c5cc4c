import { isUsable, USABLE } from '../core/usable-number.ts'
import type { ThreeFactorClass } from './impact-class.ts'

/** How important an attribute is said to be, and how important it shows itself. */
export interface ImportancePair {
  readonly name: string
  readonly stated: number
  readonly derived: number
}

/**
 * Vavra's importance grid, the cheap alternative: both high performance, only stated basic, only derived excitement,
 * neither unimportant. Lines at the means; on the line counts as high. Throws without attributes. Handbook 5.4.
 */
export function importanceGrid(
  attributes: readonly ImportancePair[],
): (ImportancePair & { readonly threeFactorClass: ThreeFactorClass })[] {
  if (attributes.length === 0) throw new RangeError('importanceGrid: there are no attributes')
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const stated = mean(attributes.map((attribute) => attribute.stated))
  const derived = mean(attributes.map((attribute) => attribute.derived))
  if (![stated, derived].every(isUsable))
    throw new RangeError(`importanceGrid: an importance is not ${USABLE}`)
  const isHigh = (value: number, line: number) => value >= line - 1e-12 * Math.max(1, Math.abs(line))
  return attributes.map((attribute) => {
    const said = isHigh(attribute.stated, stated)
    const shown = isHigh(attribute.derived, derived)
    const threeFactorClass = said ? (shown ? 'performance' : 'basic') : shown ? 'excitement' : 'unimportant'
    return { ...attribute, threeFactorClass }
  })
}
