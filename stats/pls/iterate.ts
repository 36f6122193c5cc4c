import { factorInPlace, solveInPlace } from '../core/cholesky.ts'
import { product, squareInverse, submatrix } from '../core/matrix.ts'
import type { PlsPlan } from './plan.ts'
import type { Workspace } from './workspace.ts'

export const ITERATION_ENDS = ['converged', 'not-converged', 'collinear', 'inadmissible'] as const
export type IterationEnd = (typeof ITERATION_ENDS)[number]

export interface Stopping {
  readonly tolerance: number
  readonly maxIterations: number
}

/**
 * The PLS algorithm on a symmetric matrix S (p x p, row-major: correlations or covariances). All blocks move together:
 *   C_ij = w_i' S_ij w_j;  inner weights e by scheme;  c_j = sum_k e_jk S_jk w_k;  mode A v = c, B v = S_jj^-1 c, unit v = 1;
 *   v normalised to v' S_jj v = 1;  until no weight moves by the tolerance or more.
 * Starts at 1 for every item. Leaves weights in the workspace; `rounds[0]` receives the number of rounds.
 * `collinear`: a regression had no unique answer. Lohmoeller (1989), ch. 2; handbook 2.2.
 */
export function iterate(
  plan: PlsPlan,
  s: Float64Array,
  work: Workspace,
  { tolerance, maxIterations }: Stopping,
  rounds: Int32Array,
): IterationEnd {
  const { items: p, constructs } = plan
  if (!factorBlocks(plan, s, work)) return 'collinear'
  let { weights, next } = work
  weights.fill(1)
  for (let j = 0; j < constructs; j++) if (!normalise(plan, s, weights, j)) return 'collinear'
  for (let round = 1; round <= maxIterations; round++) {
    rounds[0] = round
    if (!playRound(plan, s, work, weights, next)) return 'collinear'
    let change = 0
    for (let h = 0; h < p; h++) {
      const moved = Math.abs(Math.abs(next[h]!) - Math.abs(weights[h]!))
      if (moved > change) change = moved
    }
    const swap = weights
    weights = next
    next = swap
    if (change < tolerance) {
      if (weights !== work.weights) work.weights.set(weights)
      return 'converged'
    }
  }
  return 'not-converged'
}

/** One round from given weights to the next; false when a regression has no unique answer. */
export function playRound(
  plan: PlsPlan,
  s: Float64Array,
  work: Workspace,
  weights: Float64Array,
  next: Float64Array,
): boolean {
  relate(plan, s, weights, work)
  return weighInner(plan, work) && weighOuter(plan, s, work, next)
}

/** cross = S W (p x J) and correlations C = W' S W. */
export function relate(plan: PlsPlan, s: Float64Array, weights: Float64Array, work: Workspace): void {
  const { items: p, constructs, starts } = plan
  const { cross, correlations } = work
  for (let h = 0; h < p; h++) {
    const row = h * p
    for (let k = 0; k < constructs; k++) {
      let sum = 0
      for (let g = starts[k]!; g < starts[k + 1]!; g++) sum += s[row + g]! * weights[g]!
      cross[h * constructs + k] = sum
    }
  }
  for (let j = 0; j < constructs; j++) {
    for (let k = j; k < constructs; k++) {
      let sum = 0
      for (let h = starts[j]!; h < starts[j + 1]!; h++) sum += weights[h]! * cross[h * constructs + k]!
      correlations[j * constructs + k] = sum
      correlations[k * constructs + j] = sum
    }
    correlations[j * constructs + j] = 1
  }
}

/** Solves the regression of construct `target` on its causes into work.right; false when they are collinear. */
export function regressOnCauses(plan: PlsPlan, work: Workspace, target: number): boolean {
  const { constructs } = plan
  const causes = plan.causes[target]!
  const { correlations, small, right } = work
  const size = causes.length
  if (size === 1) {
    right[0] = correlations[causes[0]! * constructs + target]!
    return true
  }
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) small[a * size + b] = correlations[causes[a]! * constructs + causes[b]!]!
    right[a] = correlations[causes[a]! * constructs + target]!
  }
  if (factorInPlace(small, size, size)) {
    solveInPlace(small, size, size, right)
    return true
  }
  return plan.factors.includes(true) && regressAnyway(plan, work, causes)
}

/** Corrected correlations need not be those of anything: the equations are solved all the same, the status says so. */
function regressAnyway({ constructs }: PlsPlan, work: Workspace, causes: Int32Array): boolean {
  const own = Array.from(causes)
  const inverse = squareInverse(submatrix(work.correlations, constructs, own), own.length)
  if (inverse === undefined) return false
  work.right.set(product(inverse, work.right.slice(0, own.length), own.length))
  return true
}

function factorBlocks(
  { items: p, starts, modes }: PlsPlan,
  s: Float64Array,
  { factors }: Workspace,
): boolean {
  for (let j = 0; j < modes.length; j++) {
    if (modes[j] !== 'B') continue
    const from = starts[j]!
    const size = starts[j + 1]! - from
    for (let a = from; a < from + size; a++) {
      for (let b = from; b <= a; b++) factors[a * p + b] = s[a * p + b]!
    }
    if (!factorInPlace(factors.subarray(from * p + from), size, p)) return false
  }
  return true
}

/** Inner weights of the scheme from the construct correlations in the workspace. */
export function weighInner(plan: PlsPlan, work: Workspace): boolean {
  const { constructs, scheme, causes, effects } = plan
  const { inner, correlations, right } = work
  inner.fill(0)
  for (let j = 0; j < constructs; j++) {
    const row = j * constructs
    for (const k of effects[j]!) {
      const c = correlations[row + k]!
      inner[row + k] = scheme === 'centroid' ? Math.sign(c) : c
    }
    const predecessors = causes[j]!
    if (scheme === 'path' && predecessors.length > 0) {
      if (!regressOnCauses(plan, work, j)) return false
      for (let a = 0; a < predecessors.length; a++) inner[row + predecessors[a]!] = right[a]!
      continue
    }
    for (const k of predecessors) {
      const c = correlations[row + k]!
      inner[row + k] = scheme === 'centroid' ? Math.sign(c) : c
    }
  }
  return true
}

function weighOuter(plan: PlsPlan, s: Float64Array, work: Workspace, next: Float64Array): boolean {
  const { items: p, constructs, starts, modes } = plan
  const { inner, cross, factors } = work
  for (let j = 0; j < constructs; j++) {
    const from = starts[j]!
    const to = starts[j + 1]!
    for (let h = from; h < to; h++) {
      let sum = 1
      if (modes[j] !== 'unit') {
        sum = 0
        for (let k = 0; k < constructs; k++) sum += inner[j * constructs + k]! * cross[h * constructs + k]!
      }
      next[h] = sum
    }
    if (modes[j] === 'B') solveInPlace(factors.subarray(from * p + from), to - from, p, next, from)
    if (!normalise(plan, s, next, j)) return false
  }
  return true
}

/** Scales block j's weights to a score of variance 1; false when the score does not vary. */
function normalise({ items: p, starts }: PlsPlan, s: Float64Array, v: Float64Array, j: number): boolean {
  const from = starts[j]!
  const to = starts[j + 1]!
  let square = 0
  for (let h = from; h < to; h++) {
    let sum = 0
    for (let g = from; g < to; g++) sum += s[h * p + g]! * v[g]!
    square += v[h]! * sum
  }
  if (!(square > 0)) return false
  const scale = 1 / Math.sqrt(square)
  for (let h = from; h < to; h++) v[h] = v[h]! * scale
  return true
}
