import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'

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
