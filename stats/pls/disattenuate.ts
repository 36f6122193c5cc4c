import type { PlsPlan } from './plan.ts'
import type { Workspace } from './workspace.ts'

/**
 * Consistent PLS: makes the workspace's construct correlations C_ij / sqrt(rho_i rho_j) and the loadings of every common
 * factor w sqrt(rho) / w'w, with rho = rho_A of the block and 1 for composites and single items. False when a block's
 * rho_A is not above 0, so that there is nothing to divide by. Dijkstra & Henseler (2015); handbook 2.12.
 */
export function disattenuate(plan: PlsPlan, work: Workspace): boolean {
  const { constructs, starts, factors } = plan
  const { weights, loadings, scales, correlations } = work
  for (let j = 0; j < constructs; j++) {
    if (!factors[j]) continue
    const from = starts[j]!
    const to = starts[j + 1]!
    let squares = 0
    let fourths = 0
    for (let h = from; h < to; h++) {
      const square = (weights[h]! * scales[h]!) ** 2
      squares += square
      fourths += square * square
    }
    const rho = rhoA(squares, fourths)
    if (!(rho > 0)) return false
    const root = Math.sqrt(rho)
    for (let h = from; h < to; h++) loadings[h] = (weights[h]! * scales[h]! * root) / squares
    for (let k = 0; k < constructs; k++) {
      if (k === j) continue
      correlations[j * constructs + k]! /= root
      correlations[k * constructs + j]! /= root
    }
  }
  return true
}

/** Reliability of a score with w'Rw = 1 from w'w and the sum of w^4: (w'w)^2 (1 - w'w) / ((w'w)^2 - sum w^4). */
export const rhoA = (squares: number, fourths: number): number =>
  (squares * squares * (1 - squares)) / (squares * squares - fourths)
