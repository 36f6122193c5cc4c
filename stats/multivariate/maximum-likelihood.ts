import { factorInPlace, solveInPlace } from '../core/cholesky.ts'
import { submatrix } from '../core/matrix.ts'
import { symmetricEigen } from '../core/symmetric-eigen.ts'

/** Loadings (row-major p x m) and uniquenesses (p) of an extraction. */
export interface Extraction {
  readonly converged: boolean
  readonly iterations: number
  readonly loadings: Float64Array
  readonly uniquenesses: Float64Array
}

/**
 * Maximum-likelihood factors of a correlation matrix (row-major p x p), profiled over uniquenesses from .005 to 1, by
 * scoring on the logs of the uniquenesses: the second derivatives are replaced by their value where the model fits.
 * Jöreskog (1967), Lawley &
 * Maxwell (1971); handbook 13.
 */
export function maximumLikelihood(
  correlation: Float64Array,
  shape: { readonly size: number; readonly factors: number },
  start: Float64Array,
): Extraction {
  const { size, factors } = shape
  const logs = start.map((value) => Math.log(Math.min(1, Math.max(LOWEST, value))))
  let state = evaluate(correlation, size, factors, logs)
  for (let iterations = 1; iterations <= 500; iterations++) {
    const { gradient, curvature } = state
    // Uniquenesses held at a bound by the gradient do not move.
    const free = Array.from(logs.keys()).filter(
      (h) => !(logs[h]! <= LOG_LOWEST && gradient[h]! > 0) && !(logs[h]! >= 0 && gradient[h]! < 0),
    )
    const slope = free.reduce((most, h) => Math.max(most, Math.abs(gradient[h]!)), 0)
    if (slope < 1e-9) return finished(state, logs, shape, { iterations, converged: true })
    const step = scoringStep(curvature, gradient, size, free)
    let moved = false
    for (let length = 1; length > 1e-8; length /= 2) {
      const tried = logs.map((value, h) => Math.min(0, Math.max(LOG_LOWEST, value + length * step[h]!)))
      const next = evaluate(correlation, size, factors, tried)
      if (next.value <= state.value + 1e-15) {
        moved = tried.some((value, h) => Math.abs(value - logs[h]!) > 1e-13)
        logs.set(tried)
        state = next
        break
      }
    }
    if (!moved) return finished(state, logs, shape, { iterations, converged: slope < 1e-6 })
  }
  return finished(state, logs, shape, { iterations: 500, converged: false })
}

const LOWEST = 0.005
const LOG_LOWEST = Math.log(LOWEST)

interface State {
  readonly value: number
  readonly gradient: Float64Array
  readonly curvature: Float64Array
  readonly values: readonly number[]
  readonly vectors: Float64Array
}

/** f = sum over the p - m smallest eigenvalues t of S* = D^-1/2 R D^-1/2 of t - log t - 1, in the logs of D. */
function evaluate(correlation: Float64Array, size: number, factors: number, logs: Float64Array): State {
  const scaled = correlation.map(
    (r, at) => r * Math.exp(-(logs[Math.floor(at / size)]! + logs[at % size]!) / 2),
  )
  const { values, vectors } = symmetricEigen(scaled, size)
  let value = 0
  for (let k = factors; k < size; k++) {
    const t = Math.max(1e-300, values[k]!)
    value += t - Math.log(t) - 1
  }
  const gradient = new Float64Array(size)
  const curvature = new Float64Array(size * size)
  const at = (h: number, k: number) => vectors[h * size + k]!
  for (let h = 0; h < size; h++)
    for (let k = factors; k < size; k++) gradient[h]! += at(h, k) ** 2 * (1 - values[k]!)
  for (let h = 0; h < size; h++)
    for (let g = 0; g < size; g++) {
      let share = 0
      for (let k = factors; k < size; k++) share += at(h, k) * at(g, k)
      curvature[h * size + g] = share ** 2
    }
  return { value, gradient, curvature, values, vectors }
}

/** Downhill in the free logs; the gradient itself when the curvature cannot be inverted. */
function scoringStep(
  curvature: Float64Array,
  gradient: Float64Array,
  size: number,
  free: readonly number[],
): Float64Array {
  const width = free.length
  const matrix = submatrix(curvature, size, free)
  for (let i = 0; i < width; i++) matrix[i * width + i]! += 1e-6
  const right = Float64Array.from(free, (h) => -gradient[h]!)
  if (factorInPlace(matrix, width, width)) solveInPlace(matrix, width, width, right)
  const step = new Float64Array(size)
  free.forEach((h, i) => {
    step[h] = Math.max(-1, Math.min(1, right[i]!))
  })
  return step
}

/** Loadings D^1/2 v sqrt(theta - 1) of the m largest eigenvalues. */
function finished(
  { values, vectors }: State,
  logs: Float64Array,
  { size, factors }: { readonly size: number; readonly factors: number },
  outcome: { readonly iterations: number; readonly converged: boolean },
): Extraction {
  const loadings = new Float64Array(size * factors)
  for (let h = 0; h < size; h++)
    for (let k = 0; k < factors; k++) {
      const length = Math.sqrt(Math.max(0, values[k]! - 1))
      loadings[h * factors + k] = Math.exp(logs[h]! / 2) * vectors[h * size + k]! * length
    }
  return { ...outcome, loadings, uniquenesses: logs.map(Math.exp) }
}
