import { type MeanTest, meanOf } from '../core/mean-test.ts'
import { missed, type Outcome } from '../core/outcome.ts'
import { ABOVE_ZERO, isAboveZero, LARGEST_NUMBER } from '../core/usable-number.ts'

/**
 * Cross-validated predictive ability test: is the mean loss of the model below that of a benchmark? Losses are one per
 * respondent; the value is the mean difference (below 0: the model predicts better) with a paired t test.
 * Liengaard et al. (2021), Sharma et al. (2022); handbook 2.13. Throws when the two are not of the same respondents.
 */
export function cvpat(
  model: readonly number[],
  benchmark: readonly number[],
  { weights, level = 0.95 }: { readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<MeanTest, 'too-few-answers' | 'unusable-loss'> {
  if (model.length !== benchmark.length) {
    throw new RangeError(`cvpat: ${model.length} losses of the model, ${benchmark.length} of the benchmark`)
  }
  if (weights !== undefined && !(weights.length === model.length && weights.every(isAboveZero))) {
    throw new RangeError(`cvpat: the weights are not one per respondent, each ${ABOVE_ZERO}`)
  }
  const differences = model.map((loss, i) => loss - benchmark[i]!)
  // Losses are squares of answers; a training sample without spread predicts beyond them.
  if (!differences.every((loss) => Math.abs(loss) <= LARGEST_NUMBER ** 2)) return missed('unusable-loss')
  return meanOf(differences, { ...(weights === undefined ? {} : { weights }), level })
}
