import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { missed, type Outcome } from '../core/outcome.ts'

/**
 * Cross-validated predictive ability test: is the mean loss of the model below that of a benchmark? Losses are one per
 * respondent; the value is the mean difference (below 0: the model predicts better) with a paired t test.
 * Liengaard et al. (2021), Sharma et al. (2022); handbook 2.13. Throws when the two are not of the same respondents.
 */
export function cvpat(
  model: readonly number[],
  benchmark: readonly number[],
  { weights, level = 0.95 }: { readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<MeanTest, 'too-few-answers'> {
  if (model.length !== benchmark.length) {
    throw new RangeError(`cvpat: ${model.length} losses of the model, ${benchmark.length} of the benchmark`)
  }
  const differences = model.map((loss, i) => loss - benchmark[i]!)
  if (!differences.every(Number.isFinite)) return missed('too-few-answers')
  return meanTest(differences, { ...(weights === undefined ? {} : { weights }), level })
}
