import { disattenuate } from './disattenuate.ts'
import { type IterationEnd, iterate, regressOnCauses, relate, type Stopping } from './iterate.ts'
import type { PlsPlan } from './plan.ts'
import type { Workspace } from './workspace.ts'

/**
 * The whole solution on S (p x p) into the workspace: weights with settled signs, cross-correlations, loadings,
 * construct correlations, path coefficients, R2 and total effects. Nothing is written when the end is not `converged`.
 */
export function solve(
  plan: PlsPlan,
  s: Float64Array,
  work: Workspace,
  stopping: Stopping,
  rounds: Int32Array,
): IterationEnd {
  const end = iterate(plan, s, work, stopping, rounds)
  if (end !== 'converged') return end
  relate(plan, s, work.weights, work)
  settleSigns(plan, work)
  relate(plan, s, work.weights, work)
  const { items: p, constructs, starts } = plan
  for (let h = 0; h < p; h++) work.scales[h] = Math.sqrt(s[h * p + h]!)
  for (let j = 0; j < constructs; j++) {
    for (let h = starts[j]!; h < starts[j + 1]!; h++) {
      work.loadings[h] = work.cross[h * constructs + j]! / work.scales[h]!
    }
  }
  return conclude(plan, work)
}

/** What follows from weights, loadings and construct correlations: the correction of common factors, then the paths. */
export function conclude(plan: PlsPlan, work: Workspace): IterationEnd {
  if (!plan.factors.includes(true)) return regress(plan, work) ? 'converged' : 'collinear'
  return disattenuate(plan, work) && regress(plan, work) ? 'converged' : 'inadmissible'
}

/** A block points the way of its anchor item, or of most of its loadings. Handbook 2.2, signs. */
function settleSigns({ constructs, starts, anchors }: PlsPlan, { cross, weights }: Workspace): void {
  for (let j = 0; j < constructs; j++) {
    let votes = 0
    for (let h = starts[j]!; h < starts[j + 1]!; h++) votes += Math.sign(cross[h * constructs + j]!)
    if (anchors[j]! >= 0) votes = cross[anchors[j]! * constructs + j]!
    if (votes >= 0) continue
    for (let h = starts[j]!; h < starts[j + 1]!; h++) weights[h] = -weights[h]!
  }
}

/** Path coefficients, R2 and total effects: T_st = sum over causes q of t of T_sq b_tq, along the causal order. */
function regress(plan: PlsPlan, work: Workspace): boolean {
  const { constructs, causes, causalOrder } = plan
  const { coefficients, correlations, rSquared, right, totals } = work
  coefficients.fill(0)
  totals.fill(0)
  for (const t of causalOrder) {
    totals[t * constructs + t] = 1
    const from = causes[t]!
    if (from.length === 0) continue
    if (!regressOnCauses(plan, work, t)) return false
    let explained = 0
    for (let a = 0; a < from.length; a++) {
      const b = right[a]!
      const q = from[a]!
      coefficients[t * constructs + q] = b
      explained += b * correlations[q * constructs + t]!
      for (let s = 0; s < constructs; s++) totals[s * constructs + t]! += totals[s * constructs + q]! * b
    }
    rSquared[t] = explained
  }
  return true
}
