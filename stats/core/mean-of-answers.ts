import { type MeanTest, meanTest } from './mean-test.ts'
import type { Outcome } from './outcome.ts'

/** meanTest over those who answered: NaN is no answer. `weights` are of all respondents. */
export function meanOfAnswers(
  values: ArrayLike<number>,
  {
    weights,
    level = 0.95,
  }: { readonly weights?: ArrayLike<number> | undefined; readonly level?: number } = {},
): Outcome<MeanTest, 'too-few-answers'> {
  const rows = Array.from({ length: values.length }, (_, i) => i).filter((i) => !Number.isNaN(values[i]))
  return meanTest(
    rows.map((i) => values[i]!),
    { level, ...(weights !== undefined && { weights: rows.map((i) => weights[i]!) }) },
  )
}
