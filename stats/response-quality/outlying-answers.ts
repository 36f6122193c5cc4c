import { chiSquareUpper } from '../core/chi-square.ts'
import { completeRows } from '../core/complete-rows.ts'
import { covarianceOf } from '../core/covariance.ts'
import { positiveInverse } from '../core/matrix.ts'
import { momentsOf } from '../core/moments.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'

export interface OutlyingAnswers {
  readonly sampleSize: number
  readonly missing: number
  /** Squared Mahalanobis distance of every row given, null when incomplete. */
  readonly distances: readonly (number | null)[]
  /** Rows with p below the limit. */
  readonly outlying: readonly { readonly row: number; readonly distance: number; readonly p: number }[]
}

/**
 * Mahalanobis distances from the mean of complete respondents, chi-square with as many degrees of freedom as items.
 * A note, not a flag: unusual is not careless. Mahalanobis (1936); handbook 16.1.
 */
export function outlyingAnswers(
  observations: Observations,
  { limit = 0.001 }: { readonly limit?: number } = {},
): Outcome<OutlyingAnswers, 'too-few-answers' | 'constant' | 'collinear'> {
  const { observations: complete, kept, dropped } = completeRows(observations)
  const p = complete.items.length
  if (p === 0) throw new RangeError('outlyingAnswers: there are no items')
  if (complete.rows < p + 2) return missed('too-few-answers')
  const { means, spreads, covariance } = covarianceOf(momentsOf(complete))
  const flat = complete.items.findIndex((_, h) => !(spreads[h]! > 1e-12 * Math.abs(means[h]!)))
  if (flat >= 0) return missed('constant', complete.items[flat]!)
  const correlation = covariance.map((s, at) => s / (spreads[Math.floor(at / p)]! * spreads[at % p]!))
  const inverse = positiveInverse(correlation, p)
  if (inverse === undefined || complete.items.some((_, h) => !(inverse[h * p + h]! < 1e9)))
    return missed('collinear')
  const distances = new Array<number | null>(observations.rows).fill(null)
  const outlying: { row: number; distance: number; p: number }[] = []
  kept.forEach((row, i) => {
    const z = complete.items.map((_, h) => (complete.values[i * p + h]! - means[h]!) / spreads[h]!)
    let distance = 0
    for (let h = 0; h < p; h++) for (let g = 0; g < p; g++) distance += z[h]! * inverse[h * p + g]! * z[g]!
    distances[row] = Math.max(0, distance)
    const chance = chiSquareUpper(distance, p)
    if (chance < limit) outlying.push({ row, distance, p: chance })
  })
  return found({ sampleSize: complete.rows, missing: dropped, distances, outlying })
}
