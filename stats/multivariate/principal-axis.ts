import { positiveInverse } from '../core/matrix.ts'
import { symmetricEigen } from '../core/symmetric-eigen.ts'
import type { Extraction } from './maximum-likelihood.ts'

/**
 * Iterated principal axes of a correlation matrix (row-major p x p): communalities on the diagonal, first factors, new
 * communalities, until none moves by more than 1e-8. A communality of 1 (Heywood case) is held there. Thurstone (1947).
 */
export function principalAxis(
  correlation: Float64Array,
  { size, factors }: { readonly size: number; readonly factors: number },
  {
    tolerance = 1e-8,
    maxIterations = 2000,
  }: { readonly tolerance?: number; readonly maxIterations?: number } = {},
): Extraction {
  const communalities = squaredMultiple(correlation, size)
  const loadings = new Float64Array(size * factors)
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const reduced = correlation.slice()
    for (let h = 0; h < size; h++) reduced[h * size + h] = communalities[h]!
    const { values, vectors } = symmetricEigen(reduced, size)
    let moved = 0
    for (let h = 0; h < size; h++) {
      let communality = 0
      for (let k = 0; k < factors; k++) {
        loadings[h * factors + k] = vectors[h * size + k]! * Math.sqrt(Math.max(0, values[k]!))
        communality += loadings[h * factors + k]! ** 2
      }
      const held = Math.min(1, communality)
      moved = Math.max(moved, Math.abs(held - communalities[h]!))
      communalities[h] = held
    }
    if (moved < tolerance)
      return { converged: true, iterations, loadings, uniquenesses: communalities.map((value) => 1 - value) }
  }
  const uniquenesses = communalities.map((value) => 1 - value)
  return { converged: false, iterations: maxIterations, loadings, uniquenesses }
}

/** R squared of each item on all others; the largest correlation where they determine each other. */
export function squaredMultiple(correlation: Float64Array, size: number): Float64Array {
  const inverse = positiveInverse(correlation, size)
  return Float64Array.from({ length: size }, (_, h) => {
    const share = inverse === undefined ? Number.NaN : 1 - 1 / inverse[h * size + h]!
    if (share >= 0 && share <= 1) return share
    let largest = 0
    for (let g = 0; g < size; g++)
      if (g !== h) largest = Math.max(largest, Math.abs(correlation[h * size + g]!))
    return largest
  })
}
