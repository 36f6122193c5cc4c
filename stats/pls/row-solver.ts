import { type Covariance, writeCorrelation, writeCovariance } from '../core/covariance.ts'
import { addCrossProduct } from '../core/cross-product.ts'
import type { Layout } from '../core/design.ts'
import type { Observations } from '../core/observations.ts'
import { isAdmissible } from './admissibility.ts'
import type { EstimateSettings } from './options.ts'
import type { PathModel } from './path-model.ts'
import { type PlsPlan, planOf } from './plan.ts'
import { prepareRows } from './prepared-rows.ts'
import { solve } from './solve.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

/** What a model is solved on again and again: treated observations and how their holes are read. Can be cloned. */
export interface RowSource {
  readonly model: PathModel
  readonly observations: Observations
  readonly layout: Layout
  readonly settings: EstimateSettings
}

/** Solves a model on parts of the same rows. Every array is written anew by each call of `solve`. */
export interface RowSolver {
  readonly plan: PlsPlan
  readonly work: Workspace
  /** Means in scale units, standard deviations and covariances of the rows last taken. */
  readonly items: Covariance
  readonly correlation: Float64Array
  /** Weights of the standardised items (p), whatever the input. */
  readonly standard: Float64Array
  /** Takes the rows with `take[i]` = 1; false when they have no solution. */
  solve(take: Float64Array): boolean
  /** False when the last solution corrects common factors into numbers that no population could have. */
  admissible(): boolean
}

/** Prepares the rows once; each part then costs one cross-product and a few rounds on p x p, and allocates nothing. */
export function createRowSolver({ model, observations, layout, settings }: RowSource): RowSolver {
  const p = model.items.length
  const { rows, weights } = observations
  const plan = planOf(model, settings.scheme)
  const work = createWorkspace(plan)
  const { shift, width, design, cross, answered, items, correlation } = prepareRows(observations, layout)
  const standard = new Float64Array(p)
  const rowWeights = new Float64Array(rows)
  const rounds = new Int32Array(1)
  return {
    plan,
    work,
    items,
    correlation,
    standard,
    admissible: () => !plan.factors.includes(true) || isAdmissible(plan, work),
    solve(take) {
      let taken = 0
      for (let i = 0; i < rows; i++) {
        taken += take[i]!
        rowWeights[i] = weights === undefined ? take[i]! : take[i]! * weights[i]!
      }
      if (taken < 3) return false
      cross.fill(0)
      addCrossProduct(design, width, rowWeights, cross)
      if (layout === 'pairwise') countAnswers(design, width, take, answered)
      writeCovariance(cross, { layout, rows: taken, answered }, items)
      for (let h = 0; h < p; h++) {
        if (!(items.spreads[h]! > 0)) return false
        items.means[h]! += shift[h]!
      }
      writeCorrelation(items.covariance, items.spreads, correlation)
      // Two items that nobody answered both.
      if (layout === 'pairwise' && !correlation.every(Number.isFinite)) return false
      const covariances = settings.input === 'covariance'
      const input = covariances ? items.covariance : correlation
      if (solve(plan, input, work, settings, rounds) !== 'converged') return false
      for (let h = 0; h < p; h++) standard[h] = work.weights[h]! * (covariances ? items.spreads[h]! : 1)
      return true
    },
  }
}

/** Rows taken that answered each item; the marks stand after the values in the design. */
function countAnswers(design: Float64Array, width: number, take: Float64Array, answered: Float64Array): void {
  const p = answered.length
  answered.fill(0)
  for (let i = 0; i < take.length; i++) {
    if (take[i] === 0) continue
    for (let h = 0; h < p; h++) answered[h] = answered[h]! + take[i]! * design[i * width + 1 + p + h]!
  }
}
