import type { Observations } from '../core/observations.ts'
import type { RowSolver } from './row-solver.ts'

/**
 * Scores of every construct (n x J, row-major) by the solution in the solver: sum of w (x - m) / s, mean 0 and variance 1
 * over the rows it was solved on. A missing answer counts as the item's mean. Handbook 2.5.
 */
export function constructScores(
  { plan, items, standard }: Pick<RowSolver, 'plan' | 'items' | 'standard'>,
  { rows, values }: Observations,
): Float64Array {
  const { constructs, starts, items: p } = plan
  const scores = new Float64Array(rows * constructs)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < constructs; j++) {
      let score = 0
      for (let h = starts[j]!; h < starts[j + 1]!; h++) {
        const value = values[i * p + h]!
        if (!Number.isNaN(value)) score += (standard[h]! * (value - items.means[h]!)) / items.spreads[h]!
      }
      scores[i * constructs + j] = score
    }
  }
  return scores
}
