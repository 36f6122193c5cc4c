import { completeRows } from '../core/complete-rows.ts'
import { correlationOf, covarianceOf } from '../core/covariance.ts'
import { momentsOf } from '../core/moments.ts'
import { effectiveSize, type Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { symmetricEigen } from '../core/symmetric-eigen.ts'

export interface PrincipalComponents {
  readonly sampleSize: number
  readonly missing: number
  readonly items: readonly string[]
  /** Variance of each component, largest first, adding to the number of items. */
  readonly eigenvalues: readonly number[]
  readonly deviations: readonly number[]
  readonly proportions: readonly number[]
  /** vectors[h][k]: weight of standardised item h in component k; the largest of a component is positive. */
  readonly vectors: readonly (readonly number[])[]
  /** loadings[h][k]: correlation of item h with component k. */
  readonly loadings: readonly (readonly number[])[]
  /** scores[i][k] of complete respondent i; `rows[i]` is the row it came from. */
  readonly scores: readonly (readonly number[])[]
  readonly rows: readonly number[]
}

export type ItemsReason = 'too-few-answers' | 'too-few-items' | 'constant'

/** Principal components of the correlation matrix; incomplete respondents are dropped. Hotelling (1933); handbook 13. */
export function principalComponents(
  observations: Observations,
  { components }: { readonly components?: number } = {},
): Outcome<PrincipalComponents, ItemsReason> {
  const summary = correlationSummary(observations)
  if (!summary.ok) return summary
  const { complete, rows, missing, means, spreads, correlation } = summary.value
  const p = complete.items.length
  const kept = components ?? p
  if (!Number.isSafeInteger(kept) || kept < 1 || kept > p)
    throw new RangeError(`principalComponents: cannot keep ${kept} of ${p} components`)
  const eigen = symmetricEigen(correlation, p)
  const eigenvalues = eigen.values.slice(0, kept).map((value) => Math.max(0, value))
  const vectors = complete.items.map((_, h) => eigenvalues.map((_, k) => eigen.vectors[h * p + k]!))
  const scores = rows.map((_, i) =>
    eigenvalues.map((_, k) =>
      vectors.reduce(
        (sum, row, h) => sum + (row[k]! * (complete.values[i * p + h]! - means[h]!)) / spreads[h]!,
        0,
      ),
    ),
  )
  return found({
    sampleSize: complete.rows,
    missing,
    items: complete.items,
    eigenvalues,
    deviations: eigenvalues.map(Math.sqrt),
    proportions: eigenvalues.map((value) => value / p),
    vectors,
    loadings: vectors.map((row) => row.map((value, k) => 0 + value * Math.sqrt(eigenvalues[k]!))),
    scores,
    rows,
  })
}

export interface CorrelationSummary {
  readonly complete: Observations
  readonly rows: readonly number[]
  readonly missing: number
  /** n, or what the weighted respondents are worth. */
  readonly effectiveSize: number
  readonly means: Float64Array
  readonly spreads: Float64Array
  readonly correlation: Float64Array
}

/** Correlations of complete respondents; at least two items and three respondents, none constant. */
export function correlationSummary(observations: Observations): Outcome<CorrelationSummary, ItemsReason> {
  const { observations: complete, kept, dropped } = completeRows(observations)
  if (complete.items.length < 2) return missed('too-few-items')
  if (complete.rows < 3) return missed('too-few-answers')
  const covariance = covarianceOf(momentsOf(complete))
  const flat = complete.items.findIndex(
    (_, h) =>
      !(covariance.spreads[h]! > 1e-12 * Math.abs(covariance.means[h]!)) || covariance.spreads[h] === 0,
  )
  if (flat >= 0) return missed('constant', complete.items[flat]!)
  const correlation = correlationOf(covariance)
  const { means, spreads } = covariance
  return found({
    complete,
    rows: kept,
    missing: dropped,
    effectiveSize: effectiveSize(complete),
    means,
    spreads,
    correlation,
  })
}
