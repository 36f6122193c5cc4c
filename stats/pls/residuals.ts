import { factorInPlace, solveInPlace } from '../core/cholesky.ts'

/**
 * What a least-squares regression (with constant, by `weights`) of each of `targets` on all of `regressors` leaves over.
 * Undefined when the regressors are collinear.
 */
export function leastSquaresResiduals(
  regressors: readonly Float64Array[],
  targets: readonly Float64Array[],
  weights?: Float64Array,
): Float64Array[] | undefined {
  const rows = targets[0]?.length ?? 0
  const design = [new Float64Array(rows).fill(1), ...regressors]
  const width = design.length
  const dot = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, i) => sum + value * b[i]! * (weights?.[i] ?? 1), 0)
  const factor = Float64Array.from(design.flatMap((a) => design.map((b) => dot(a, b))))
  if (!factorInPlace(factor, width, width)) return undefined
  return targets.map((target) => {
    const b = Float64Array.from(design, (column) => dot(column, target))
    solveInPlace(factor, width, width, b)
    return target.map((value, i) => value - design.reduce((sum, column, k) => sum + b[k]! * column[i]!, 0))
  })
}
