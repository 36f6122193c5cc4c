import { factorInPlace } from '../core/cholesky.ts'
import { symmetricEigenvalues } from '../core/matrix.ts'
import type { Moments } from '../core/moments.ts'
import { found, type Outcome } from '../core/outcome.ts'
import { impliedCorrelations, STRUCTURES, type Structure } from './implied-correlations.ts'
import { type EstimateOptions, settingsOf } from './options.ts'
import type { PathModel } from './path-model.ts'
import { type SolutionReason, solution } from './solution.ts'

/**
 * Distance of the item correlations from those the model implies. `srmr` below .08 good, below .10 acceptable.
 * `geodesic` (d_G, natural logarithm) is left out when one of the two matrices is not positive definite.
 */
export interface FitMeasures {
  readonly srmr: number
  readonly squared: number
  readonly geodesic?: number
}

/**
 * SRMR, d_ULS and d_G of the model with free construct correlations (saturated) and with those of the paths (estimated).
 * Constructs of kind `factor` imply correlations inside their blocks too. For composites of mode A only the saturated
 * model says something about fit. Dijkstra & Henseler (2015); Henseler et al. (2014); handbook 2.11.
 */
export function modelFit(
  model: PathModel,
  moments: Moments,
  options: EstimateOptions = {},
): Outcome<Readonly<Record<Structure, FitMeasures>>, SolutionReason> {
  const solved = solution(model, moments, settingsOf(options))
  if (!solved.ok) return solved
  const { plan, work, scaling } = solved.value
  const [saturated, estimated] = STRUCTURES.map((structure) =>
    fitMeasures(
      scaling.correlation,
      impliedCorrelations(plan, work, scaling.correlation, structure),
      plan.items,
    ),
  )
  return found({ saturated: saturated!, estimated: estimated! })
}

/** Measures of two p x p correlation matrices: over i >= j for SRMR, half the sum over all cells for d_ULS. */
export function fitMeasures(empirical: Float64Array, implied: Float64Array, p: number): FitMeasures {
  const squared = squaredDistance(empirical, implied)
  const geodesic = geodesicDistance(empirical, implied, p)
  return {
    srmr: Math.sqrt((2 * squared) / (p * (p + 1))),
    squared,
    ...(geodesic === undefined ? {} : { geodesic }),
  }
}

const squaredDistance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + (value - b[at]!) ** 2, 0) / 2

/** Half the sum of squared logarithms of the eigenvalues of S^-1 Sigma: those of L^-1 Sigma L^-T with S = LL'. */
function geodesicDistance(s: Float64Array, sigma: Float64Array, p: number): number | undefined {
  const factor = s.slice()
  if (!factorInPlace(factor, p, p)) return undefined
  const half = forwardSolve(factor, sigma, p)
  const whole = forwardSolve(factor, transpose(half, p), p)
  const values = symmetricEigenvalues(whole, p)
  if (!(values.at(-1)! > 0)) return undefined
  return values.reduce((sum, value) => sum + Math.log(value) ** 2, 0) / 2
}

/** L^-1 B for a lower triangular L, column by column. */
function forwardSolve(factor: Float64Array, b: Float64Array, p: number): Float64Array {
  const x = b.slice()
  for (let i = 0; i < p; i++) {
    for (let c = 0; c < p; c++) {
      let sum = x[i * p + c]!
      for (let k = 0; k < i; k++) sum -= factor[i * p + k]! * x[k * p + c]!
      x[i * p + c] = sum / factor[i * p + i]!
    }
  }
  return x
}

const transpose = (a: Float64Array, p: number): Float64Array =>
  a.map((_, at) => a[(at % p) * p + Math.floor(at / p)]!)
