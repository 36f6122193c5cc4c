import { checkObservations, type Observations } from '../core/observations.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'

export const COMPARISONS = ['<', '<=', '=', '!=', '>=', '>'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** An item against a number or against another item. */
export interface Condition {
  readonly item: string
  readonly is: Comparison
  readonly than: number | { readonly item: string }
}

/** Answers that cannot all be meant: broken when every condition holds. Rules are data. */
export interface ConsistencyRule {
  readonly code: string
  readonly when: readonly Condition[]
}

export interface BrokenRule {
  readonly row: number
  readonly code: string
}

/**
 * Every rule that a respondent breaks; a condition on a missing answer does not hold. Examples: minimum > desired;
 * satisfaction >= 9 and return = 1. Throws for unknown items and empty or repeated rules. Handbook 16.1.
 */
export function brokenRules(
  observations: Observations,
  rules: readonly ConsistencyRule[],
): readonly BrokenRule[] {
  checkObservations(observations)
  const columnOf = (code: string, item: string): number => {
    const column = observations.items.indexOf(item)
    if (column < 0) throw new RangeError(`brokenRules: rule "${code}" names unknown item "${item}"`)
    return column
  }
  const compiled = rules.map(({ code, when }, r) => {
    if (rules.findIndex((rule) => rule.code === code) !== r)
      throw new RangeError(`brokenRules: rule "${code}" appears twice`)
    if (when.length === 0) throw new RangeError(`brokenRules: rule "${code}" has no conditions`)
    const conditions = when.map(({ item, is, than }) => {
      if (!COMPARISONS.includes(is)) throw new RangeError(`brokenRules: rule "${code}" compares by "${is}"`)
      if (typeof than === 'number' && !isUsable(than))
        throw new RangeError(`brokenRules: rule "${code}" compares with ${than}, not ${USABLE}`)
      const left = columnOf(code, item)
      return { left, is, than: typeof than === 'number' ? than : { column: columnOf(code, than.item) } }
    })
    return { code, conditions }
  })
  const broken: BrokenRule[] = []
  const width = observations.items.length
  for (let row = 0; row < observations.rows; row++) {
    const at = (column: number) => observations.values[row * width + column]!
    for (const { code, conditions } of compiled) {
      const holds = conditions.every(({ left, is, than }) =>
        compare(at(left), is, typeof than === 'number' ? than : at(than.column)),
      )
      if (holds) broken.push({ row, code })
    }
  }
  return broken
}

function compare(a: number, is: Comparison, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return false
  if (is === '=') return a === b
  if (is === '!=') return a !== b
  if (is === '<') return a < b
  if (is === '<=') return a <= b
  return is === '>' ? a > b : a >= b
}
