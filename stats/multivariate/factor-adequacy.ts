import { chiSquareUpper } from '../core/chi-square.ts'
import { positiveInverse } from '../core/matrix.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { symmetricEigen } from '../core/symmetric-eigen.ts'
import { isUsable } from '../core/usable-number.ts'

/** Are these correlations worth a factor analysis? */
export interface FactorAdequacy {
  /** Kaiser-Meyer-Olkin measure, 0-1; below .6 do not. */
  readonly kmo: number
  /** The same for each item. */
  readonly byItem: readonly number[]
  /** Bartlett's test that all items are unrelated. */
  readonly bartlett: { readonly statistic: number; readonly df: number; readonly p: number }
}

/** From a p x p correlation matrix (row-major) of n respondents. Kaiser (1970), Bartlett (1950); handbook 13. */
export function factorAdequacy(
  correlation: Float64Array,
  sampleSize: number,
): Outcome<FactorAdequacy, 'collinear' | 'too-few-answers' | 'too-few-items'> {
  const p = Math.round(Math.sqrt(correlation.length))
  if (p * p !== correlation.length || !correlation.every(isUsable))
    throw new RangeError('factorAdequacy: the correlations are not a square matrix of numbers')
  if (!isUsable(sampleSize)) throw new RangeError(`factorAdequacy: ${sampleSize} is no sample size`)
  if (p < 2) return missed('too-few-items')
  if (!(sampleSize > p)) return missed('too-few-answers')
  const { values } = symmetricEigen(correlation, p)
  const inverse = positiveInverse(correlation, p)
  if (inverse === undefined || !(values[p - 1]! > 1e-12)) return missed('collinear')
  const ofItem = Array.from({ length: p }, (_, i) => {
    let r = 0
    let partial = 0
    for (let j = 0; j < p; j++) {
      if (j === i) continue
      r += correlation[i * p + j]! ** 2
      partial += inverse[i * p + j]! ** 2 / (inverse[i * p + i]! * inverse[j * p + j]!)
    }
    return { r, partial }
  })
  const r = ofItem.reduce((sum, item) => sum + item.r, 0)
  const partial = ofItem.reduce((sum, item) => sum + item.partial, 0)
  const logDeterminant = values.reduce((sum, value) => sum + Math.log(value), 0)
  const statistic = Math.max(0, -(sampleSize - 1 - (2 * p + 5) / 6) * logDeterminant)
  const df = (p * (p - 1)) / 2
  const share = (a: number, b: number) => (a + b > 0 ? a / (a + b) : 0.5)
  return found({
    kmo: share(r, partial),
    byItem: ofItem.map((item) => share(item.r, item.partial)),
    bartlett: { statistic, df, p: chiSquareUpper(statistic, df) },
  })
}
