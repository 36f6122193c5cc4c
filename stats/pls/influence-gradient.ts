import { product, squareInverse, submatrix } from '../core/matrix.ts'
import { constructPairs } from './heterotrait.ts'
import { type FeaturePositions, featurePositions } from './influence-features.ts'
import { playRound, weighInner } from './iterate.ts'
import type { PlsPlan } from './plan.ts'
import type { Workspace } from './workspace.ts'

/** Step of the central differences; errors of 1e-12 / step are far below what a standard error needs. */
const STEP = 1e-6

/** How far weights, loadings and construct correlations move per unit of each feature: rows x features. */
export interface BaseGradient {
  readonly features: FeaturePositions
  readonly weights: Float64Array
  readonly loadings: Float64Array
  readonly pairs: Float64Array
}

/**
 * Implicit differentiation of the weights' fixed point a = N(F(a, S)): da = (I - dF/da)^-1 (dF/dS), where
 *   mode A: dv_h = inner_h + sum de_jk X_hk - v_h square_h;  B: dv = S_jj^-1 (inner + sum de X - kappa own);  unit: -v square / 2;
 *   normalised to variance 1 again; de follows from the pairs. Weights are those of the items before standardising anew.
 * The workspace holds the solution on `input` before any correction (cross, correlations, inner). Undefined when I - dF/da
 * has no inverse.
 */
export function baseGradient(
  plan: PlsPlan,
  work: Workspace,
  input: Float64Array,
  { standardised }: { readonly standardised: boolean },
): BaseGradient | undefined {
  const { items: p, constructs, starts } = plan
  const features = featurePositions(plan)
  const { width } = features
  const { weights, cross, scales } = work
  const spread = squareInverse(leftover(plan, work, input), p)
  if (spread === undefined) return undefined
  const inner = innerGradient(plan, work)
  const direct = new Float64Array(p * width)
  for (let j = 0; j < constructs; j++) directChange(plan, work, { input, inner, standardised, j, direct })
  const moved = product(spread, direct, p)

  const loadings = new Float64Array(p * width)
  const pairs = new Float64Array(constructPairs(constructs).length * width)
  const add = (into: Float64Array, row: number, by: number, from: number) => {
    for (let f = 0; f < width; f++) into[row * width + f]! += by * moved[from * width + f]!
  }
  for (let j = 0; j < constructs; j++) {
    for (let h = starts[j]!; h < starts[j + 1]!; h++) {
      for (let g = starts[j]!; g < starts[j + 1]!; g++) add(loadings, h, input[h * p + g]! / scales[h]!, g)
      loadings[h * width + features.own + h]! += 1 / scales[h]!
      loadings[h * width + features.square + h]! -= work.loadings[h]! / 2
    }
  }
  constructPairs(constructs).forEach(([j, k], pair) => {
    pairs[pair * width + features.pairs + pair]! += 1
    for (let h = starts[j]!; h < starts[j + 1]!; h++) add(pairs, pair, cross[h * constructs + k]!, h)
    for (let h = starts[k]!; h < starts[k + 1]!; h++) add(pairs, pair, cross[h * constructs + j]!, h)
  })
  if (standardised) {
    for (let h = 0; h < p; h++) moved[h * width + features.square + h]! += weights[h]! / 2
  }
  return { features, weights: moved, loadings, pairs }
}

/** I - dF/da, one round about the solution by central differences. */
function leftover(plan: PlsPlan, work: Workspace, input: Float64Array): Float64Array {
  const { items: p } = plan
  const at = work.weights.slice()
  const up = new Float64Array(p)
  const down = new Float64Array(p)
  const into = new Float64Array(p * p)
  for (let g = 0; g < p; g++) {
    at[g] = work.weights[g]! + STEP
    playRound(plan, input, work, at, up)
    at[g] = work.weights[g]! - STEP
    playRound(plan, input, work, at, down)
    at[g] = work.weights[g]!
    for (let h = 0; h < p; h++) into[h * p + g] = (h === g ? 1 : 0) - (up[h]! - down[h]!) / (2 * STEP)
  }
  // The workspace is left as the solution has it.
  playRound(plan, input, work, at, up)
  return into
}

/** Inner weights per construct correlation: one J x J matrix for each pair j < k. */
function innerGradient(plan: PlsPlan, work: Workspace): Float64Array[] {
  const { constructs } = plan
  const set = (j: number, k: number, value: number) => {
    work.correlations[j * constructs + k] = value
    work.correlations[k * constructs + j] = value
  }
  const gradients = constructPairs(constructs).map(([j, k]) => {
    const c = work.correlations[j * constructs + k]!
    set(j, k, c + STEP)
    weighInner(plan, work)
    const up = work.inner.slice()
    set(j, k, c - STEP)
    weighInner(plan, work)
    set(j, k, c)
    return up.map((value, e) => (value - work.inner[e]!) / (2 * STEP))
  })
  weighInner(plan, work)
  return gradients
}

interface Block {
  readonly input: Float64Array
  readonly inner: readonly Float64Array[]
  readonly standardised: boolean
  readonly j: number
  readonly direct: Float64Array
}

/** What block j's new weights gain directly from the features, the old weights held. */
function directChange(
  plan: PlsPlan,
  work: Workspace,
  { input, inner, standardised, j, direct }: Block,
): void {
  const { items: p, constructs, starts, modes } = plan
  const { weights, cross } = work
  const at = featurePositions(plan)
  const { width } = at
  const from = starts[j]!
  const size = starts[j + 1]! - from
  const mode = modes[j]!
  const target = Float64Array.from({ length: size }, (_, h) => {
    let sum = 0
    for (let k = 0; k < constructs; k++)
      sum += work.inner[j * constructs + k]! * cross[(from + h) * constructs + k]!
    return mode === 'unit' ? 1 : sum
  })
  const own = Array.from({ length: size }, (_, h) => from + h)
  const inverse = mode === 'B' ? squareInverse(submatrix(input, p, own), size)! : undefined
  const value = inverse === undefined ? target : product(inverse, target, size)
  const length = value.reduce((sum, v, h) => sum + v * cross[(from + h) * constructs + j]!, 0)
  let change = new Float64Array(size * width)
  for (let h = 0; h < size; h++) {
    const row = h * width
    if (mode !== 'unit') {
      change[row + at.inner + from + h]! += 1
      inner.forEach((gradient, pair) => {
        for (let k = 0; k < constructs; k++)
          change[row + at.pairs + pair]! +=
            gradient[j * constructs + k]! * cross[(from + h) * constructs + k]!
      })
    }
    if (mode === 'B') change[row + at.own + from + h]! -= length
    else if (standardised) change[row + at.square + from + h]! -= value[h]! * (mode === 'unit' ? 0.5 : 1)
  }
  if (inverse !== undefined) change = Float64Array.from(product(inverse, change, size))
  for (let f = 0; f < width; f++) {
    let along = 0
    for (let h = 0; h < size; h++) along += cross[(from + h) * constructs + j]! * change[h * width + f]!
    for (let h = 0; h < size; h++) {
      direct[(from + h) * width + f] = (change[h * width + f]! - weights[from + h]! * along) / length
    }
  }
  for (let h = 0; h < size; h++) {
    for (let g = 0; g < size; g++)
      direct[(from + h) * width + at.own + from + g]! -= 0.5 * weights[from + h]! * weights[from + g]!
  }
}
