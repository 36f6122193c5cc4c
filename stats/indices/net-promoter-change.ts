import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'

/** 100 for a promoter (9-10), -100 for a detractor (0-6), else 0: their mean is the score. */
export function netPromoterPoints(answer: number): number {
  if (!Number.isInteger(answer) || answer < 0 || answer > 10) {
    throw new RangeError(`netPromoterPoints: ${answer} is not an answer from 0 to 10`)
  }
  if (answer >= 9) return 100
  return answer <= 6 ? -100 : 0
}

/** Change of the score of the same people between two waves: later less earlier, paired t test. Handbook 6.4. */
export function netPromoterChange(
  pairs: readonly { readonly before: number; readonly after: number }[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<MeanTest, 'too-few-pairs'> {
  const changes = pairs.map(({ before, after }) => netPromoterPoints(after) - netPromoterPoints(before))
  const tested = meanTest(changes, { level })
  return tested.ok ? found(tested.value) : missed('too-few-pairs')
}
