import { positiveInverse, submatrix } from '../core/matrix.ts'
import type { PlsPlan } from './plan.ts'

/**
 * OLS standard errors of the path coefficients, one per path, taking the scores as given:
 * SE(b_k) = sqrt([C_PP^-1]_kk (1 - R2) / (n - K - 1)). Undefined where n leaves no degree of freedom.
 * Reproduces plspm's published ones; handbook 2.6.
 */
export function pathStandardErrors(
  plan: PlsPlan,
  correlations: Float64Array,
  rSquared: Float64Array,
  rows: number,
): (number | undefined)[] {
  return plan.paths.map(({ from, to }) => {
    const causes = Array.from(plan.causes[to]!)
    const free = rows - causes.length - 1
    const inverse = positiveInverse(submatrix(correlations, plan.constructs, causes), causes.length)
    if (free <= 0 || inverse === undefined) return undefined
    const k = causes.indexOf(from)
    return Math.sqrt((inverse[k * causes.length + k]! * Math.max(0, 1 - rSquared[to]!)) / free)
  })
}
