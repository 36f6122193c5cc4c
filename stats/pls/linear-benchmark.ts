import { factorInPlace, solveInPlace } from '../core/cholesky.ts'
import type { Covariance } from '../core/covariance.ts'

/**
 * Regression of some items on others from training moments: coefficients of standardised items, `predictors` per target.
 * Undefined when the predictors determine each other in the training rows (or are as many as these).
 */
export function linearBenchmark(
  correlation: Float64Array,
  { predictors, targets }: { readonly predictors: readonly number[]; readonly targets: readonly number[] },
): Float64Array[] | undefined {
  const p = Math.sqrt(correlation.length)
  const size = predictors.length
  const factor = new Float64Array(size * size)
  predictors.forEach((g, a) => {
    for (let b = 0; b <= a; b++) factor[a * size + b] = correlation[g * p + predictors[b]!]!
  })
  if (!factorInPlace(factor, size, size)) return undefined
  return targets.map((target) => {
    const right = Float64Array.from(predictors, (g) => correlation[g * p + target]!)
    solveInPlace(factor, size, size, right)
    return right
  })
}

/** mean + spread x sum of coefficients x standardised predictors of one row; a missing predictor counts as its mean. */
export function predictLinear(
  coefficients: Float64Array,
  predictors: readonly number[],
  { row, target, items }: { readonly row: Float64Array; readonly target: number; readonly items: Covariance },
): number {
  let sum = 0
  predictors.forEach((g, a) => {
    const value = row[g]!
    if (!Number.isNaN(value)) sum += (coefficients[a]! * (value - items.means[g]!)) / items.spreads[g]!
  })
  return items.means[target]! + items.spreads[target]! * sum
}
