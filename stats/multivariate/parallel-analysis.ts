import { normalQuantile } from '../core/normal.ts'
import { quantile } from '../core/quantile.ts'
import { GENERATOR, seeded, uniform } from '../core/random.ts'
import { symmetricEigen } from '../core/symmetric-eigen.ts'
import { isUsable } from '../core/usable-number.ts'

export interface ParallelAnalysis {
  /** Components whose eigenvalue exceeds what unrelated items give, counted until the first that does not. */
  readonly factors: number
  readonly eigenvalues: readonly number[]
  /** The `percentile` of each eigenvalue over random data of the same size. */
  readonly thresholds: readonly number[]
  readonly draws: { readonly count: number; readonly seed: number; readonly generator: string }
}

/**
 * Number of factors: eigenvalues of the correlations (row-major p x p) against those of n x p independent normal numbers.
 * Horn (1965), with the .95 percentile of Glorfeld (1995); handbook 13.
 */
export function parallelAnalysis(
  correlation: Float64Array,
  sampleSize: number,
  { draws = 100, percentile = 0.95, seed = 1 }: { draws?: number; percentile?: number; seed?: number } = {},
): ParallelAnalysis {
  const p = Math.round(Math.sqrt(correlation.length))
  if (p * p !== correlation.length || p === 0 || !correlation.every(isUsable))
    throw new RangeError('parallelAnalysis: the correlations are not a square matrix of numbers')
  const n = Math.floor(sampleSize)
  if (!Number.isSafeInteger(n)) throw new RangeError(`parallelAnalysis: ${sampleSize} is no sample size`)
  if (!(n > p)) throw new RangeError(`parallelAnalysis: ${sampleSize} respondents are too few for ${p} items`)
  if (!Number.isSafeInteger(draws) || draws < 1)
    throw new RangeError(`parallelAnalysis: draws must be a whole number above 0, got ${draws}`)
  const random = Array.from({ length: draws }, (_, draw) => randomEigenvalues(n, p, seed, draw))
  const eigenvalues = symmetricEigen(correlation, p).values
  const thresholds = eigenvalues.map((_, k) =>
    quantile(Float64Array.from(random, (values) => values[k]!).sort(), percentile),
  )
  const end = eigenvalues.findIndex((value, k) => value <= thresholds[k]!)
  return {
    factors: end < 0 ? p : end,
    eigenvalues,
    thresholds,
    draws: { count: draws, seed, generator: GENERATOR },
  }
}

/** The cross-product of n x p normal numbers, drawn by Bartlett's decomposition: p(p + 1)/2 numbers, whatever n is. */
function randomEigenvalues(n: number, p: number, seed: number, draw: number): readonly number[] {
  const random = seeded(seed, { draw })
  const normal = () => normalQuantile(uniform(random))
  const lower = new Float64Array(p * p)
  for (let i = 0; i < p; i++) {
    // Wilson and Hilferty's cube for the chi-square of n - 1 - i degrees of freedom.
    const df = n - 1 - i
    const cube = 1 - 2 / (9 * df) + normal() * Math.sqrt(2 / (9 * df))
    lower[i * p + i] = Math.sqrt(df * Math.max(1e-3, cube) ** 3)
    for (let j = 0; j < i; j++) lower[i * p + j] = normal()
  }
  const cross = new Float64Array(p * p)
  for (let i = 0; i < p; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k <= j; k++) sum += lower[i * p + k]! * lower[j * p + k]!
      cross[i * p + j] = sum
      cross[j * p + i] = sum
    }
  return symmetricEigen(
    cross.map(
      (value, at) => value / Math.sqrt(cross[Math.floor(at / p) * (p + 1)]! * cross[(at % p) * (p + 1)]!),
    ),
    p,
  ).values
}
