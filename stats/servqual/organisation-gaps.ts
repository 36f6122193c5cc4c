import { type Difference, differenceOf } from '../core/difference.ts'
import { holm } from '../core/holm.ts'
import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'

/** What customers expect and what managers believe they expect, on the same scale. */
export interface BeliefAnswers {
  readonly name: string
  readonly customers: readonly number[]
  readonly managers: readonly number[]
}

/** Customers' mean less managers' mean; `pHolm` is adjusted over all items that could be tested. */
export interface BeliefGap extends Difference {
  readonly name: string
  readonly pHolm: number
}

/**
 * Gap 1, management perception: Welch's t per item. Items with fewer than two answers on a side, or without any
 * variance, are left out. Zeithaml, Berry & Parasuraman (1988); handbook 3.4.
 */
export function beliefGaps(
  items: readonly BeliefAnswers[],
  { level = 0.95 }: { readonly level?: number } = {},
): BeliefGap[] {
  const gaps = items.flatMap(({ name, customers, managers }) => {
    const expected = meanTest(customers, { level })
    const believed = meanTest(managers, { level })
    if (!expected.ok || !believed.ok) return []
    const difference = differenceOf(expected.value, believed.value, { level })
    return difference.ok ? [{ name, ...difference.value }] : []
  })
  const adjusted = holm(gaps.map(({ p }) => p))
  return gaps.map((gap, i) => ({ ...gap, pHolm: adjusted[i]! }))
}

/**
 * Gaps 2, 3 and 4 (standards, delivery, communication): how far the mean of an employee form stays below the top of its
 * scale, 7 unless told. The margin is that of the mean; there is no test, the top is not a hypothesis.
 */
export function shortfall(
  answers: readonly number[],
  { top = 7, level = 0.95 }: { readonly top?: number; readonly level?: number } = {},
): Outcome<Omit<MeanTest, 'statistic' | 'p'>, 'too-few-answers'> {
  const above = answers.find((answer) => !(answer <= top))
  if (above !== undefined) throw new RangeError(`shortfall: ${above} is above the scale's top ${top}`)
  const tested = meanTest(
    answers.map((answer) => top - answer),
    { level },
  )
  if (!tested.ok) return missed('too-few-answers')
  const { statistic, p, ...gap } = tested.value
  return found(gap)
}
