import type { PlsPlan } from './plan.ts'

/** Every array the kernels write, made once, so that thousands of resamples allocate nothing. */
export interface Workspace {
  /** Outer weights (p) on the items of the input matrix. */
  readonly weights: Float64Array
  readonly next: Float64Array
  /** Correlation of each item with each construct's score: p x J, before division by the item's spread. */
  readonly cross: Float64Array
  readonly loadings: Float64Array
  /** Square roots of the input matrix's diagonal (p). */
  readonly scales: Float64Array
  /** Construct correlations, J x J. */
  readonly correlations: Float64Array
  /** Inner weights, J x J. */
  readonly inner: Float64Array
  /** Path coefficients b[to * J + from]. */
  readonly coefficients: Float64Array
  /** Total effects [from * J + to]. */
  readonly totals: Float64Array
  readonly rSquared: Float64Array
  /** Cholesky factors of mode B blocks, each in its own rows and columns of a p x p matrix. */
  readonly factors: Float64Array
  readonly small: Float64Array
  readonly right: Float64Array
}

export function createWorkspace({ items: p, constructs: j }: PlsPlan): Workspace {
  return {
    weights: new Float64Array(p),
    next: new Float64Array(p),
    cross: new Float64Array(p * j),
    loadings: new Float64Array(p),
    scales: new Float64Array(p),
    correlations: new Float64Array(j * j),
    inner: new Float64Array(j * j),
    coefficients: new Float64Array(j * j),
    totals: new Float64Array(j * j),
    rSquared: new Float64Array(j),
    factors: new Float64Array(p * p),
    small: new Float64Array(j * j),
    right: new Float64Array(j),
  }
}
