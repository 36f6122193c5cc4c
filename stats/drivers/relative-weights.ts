import { symmetricEigen } from '../core/matrix.ts'

/** Johnson's weights with the two tables they come from. */
export interface RelativeWeights {
  /** One per driver, sum to R^2. */
  readonly weights: readonly number[]
  /** Symmetric root of the drivers' correlations: p rows. */
  readonly lambda: readonly (readonly number[])[]
  /** Coefficients of the outcome on the orthogonal stand-ins of the drivers. */
  readonly betaOnStandIns: readonly number[]
}

/**
 * Johnson's relative weights: the drivers are replaced by their closest orthogonal stand-ins.
 * `correlations` is (p + 1) x (p + 1), row-major, the outcome first; undefined when a driver is determined by the others.
 * Johnson (2000), Multivariate Behavioral Research 35; handbook 7.3.
 */
export function relativeWeights(correlations: Float64Array, drivers: number): RelativeWeights | undefined {
  const size = drivers + 1
  const among = new Float64Array(drivers * drivers)
  for (let i = 0; i < drivers; i++) {
    for (let j = 0; j < drivers; j++) among[i * drivers + j] = correlations[(i + 1) * size + j + 1]!
  }
  if (!correlations.every(Number.isFinite)) return undefined
  const { values, vectors } = symmetricEigen(among, drivers)
  if (values.some((value) => !(value > 1e-10))) return undefined
  const mix = (power: number) =>
    Array.from({ length: drivers }, (_, i) =>
      Array.from({ length: drivers }, (_, j) =>
        values.reduce(
          (sum, value, m) => sum + vectors[i * drivers + m]! * value ** power * vectors[j * drivers + m]!,
          0,
        ),
      ),
    )
  const lambda = mix(0.5)
  const betaOnStandIns = mix(-0.5).map((row) => row.reduce((sum, x, j) => sum + x * correlations[j + 1]!, 0))
  const weights = lambda.map((row) => row.reduce((sum, x, m) => sum + x ** 2 * betaOnStandIns[m]! ** 2, 0))
  return { weights, lambda, betaOnStandIns }
}
