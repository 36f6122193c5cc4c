import { positiveInverse, product } from '../core/matrix.ts'

export const ROTATIONS = ['none', 'varimax', 'promax'] as const
export type Rotation = (typeof ROTATIONS)[number]

export interface Rotated {
  /** Pattern, row-major p x m. */
  readonly loadings: Float64Array
  /** Correlations of the factors, row-major m x m. */
  readonly factorCorrelation: Float64Array
}

/**
 * Varimax with Kaiser's normalisation: every pair of factors is turned by the angle that maximises the variance of squared
 * loadings, until no angle exceeds `tolerance`. Full convergence: R stops earlier and differs in the third decimal.
 * Kaiser (1958); handbook 13.
 */
export function varimax(
  loadings: Float64Array,
  factors: number,
  { tolerance = 1e-10 }: { readonly tolerance?: number } = {},
): Rotated {
  const rows = loadings.length / factors
  const lengths = Float64Array.from({ length: rows }, (_, h) => {
    const length = Math.hypot(...loadings.subarray(h * factors, (h + 1) * factors))
    return length > 0 ? length : 1
  })
  const turned = loadings.map((value, at) => value / lengths[Math.floor(at / factors)]!)
  for (let round = 0; round < 1000; round++) {
    let largest = 0
    for (let j = 0; j < factors; j++)
      for (let k = j + 1; k < factors; k++) {
        const angle = pairAngle(turned, factors, j, k)
        largest = Math.max(largest, Math.abs(angle))
        turnPair(turned, factors, [j, k], angle)
      }
    if (largest < tolerance) break
  }
  const back = turned.map((value, at) => value * lengths[Math.floor(at / factors)]!)
  return { loadings: back, factorCorrelation: identity(factors) }
}

/**
 * Promax: varimax loadings raised to `power` with their signs are the target of an oblique rotation.
 * Hendrickson & White (1964); handbook 13. Undefined when the target determines no rotation.
 */
export function promax(loadings: Float64Array, factors: number, { power = 4 } = {}): Rotated | undefined {
  const rows = loadings.length / factors
  const { loadings: straight } = varimax(loadings, factors)
  const target = straight.map((value) => value * Math.abs(value) ** (power - 1))
  const transposed = new Float64Array(straight.length)
  for (let h = 0; h < rows; h++)
    for (let k = 0; k < factors; k++) transposed[k * rows + h] = straight[h * factors + k]!
  const inverse = positiveInverse(product(transposed, straight, rows), factors)
  if (inverse === undefined) return undefined
  const turn = product(inverse, product(transposed, target, rows), factors)
  const cross = new Float64Array(factors * factors)
  for (let j = 0; j < factors; j++)
    for (let k = 0; k < factors; k++)
      for (let i = 0; i < factors; i++)
        cross[j * factors + k]! += turn[i * factors + j]! * turn[i * factors + k]!
  const spread = positiveInverse(cross, factors)
  if (spread === undefined) return undefined
  const scaled = turn.map((value, at) => value * Math.sqrt(spread[(at % factors) * (factors + 1)]!))
  const into = product(straight, scaled, factors)
  // With U the scaled turn, the factors correlate (U'U)^-1, which has a unit diagonal by construction.
  const factorCorrelation = spread.map(
    (value, at) =>
      value /
      Math.sqrt(spread[Math.floor(at / factors) * (factors + 1)]! * spread[(at % factors) * (factors + 1)]!),
  )
  return { loadings: into, factorCorrelation }
}

/** Factors in the order of their explained variance, each with a positive sum of loadings. */
export function tidyFactors({ loadings, factorCorrelation }: Rotated, factors: number): Rotated {
  const rows = loadings.length / factors
  const column = (k: number) => Array.from({ length: rows }, (_, h) => loadings[h * factors + k]!)
  const strength = Array.from({ length: factors }, (_, k) => column(k).reduce((sum, v) => sum + v * v, 0))
  const order = strength.map((_, k) => k).sort((a, b) => strength[b]! - strength[a]! || a - b)
  const signs = order.map((k) => (column(k).reduce((sum, v) => sum + v, 0) < 0 ? -1 : 1))
  return {
    loadings: loadings.map((_, at) => {
      const to = at % factors
      return 0 + signs[to]! * loadings[at - to + order[to]!]!
    }),
    factorCorrelation: factorCorrelation.map((_, at) => {
      const i = Math.floor(at / factors)
      const j = at % factors
      // Adding 0 keeps -0 out of the results.
      return 0 + signs[i]! * signs[j]! * factorCorrelation[order[i]! * factors + order[j]!]!
    }),
  }
}

const identity = (size: number): Float64Array =>
  Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0))

function pairAngle(x: Float64Array, factors: number, j: number, k: number): number {
  const rows = x.length / factors
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let h = 0; h < rows; h++) {
    const one = x[h * factors + j]!
    const two = x[h * factors + k]!
    const u = one * one - two * two
    const v = 2 * one * two
    a += u
    b += v
    c += u * u - v * v
    d += 2 * u * v
  }
  const top = d - (2 * a * b) / rows
  const bottom = c - (a * a - b * b) / rows
  return top === 0 && bottom === 0 ? 0 : Math.atan2(top, bottom) / 4
}

function turnPair(x: Float64Array, factors: number, [j, k]: readonly [number, number], angle: number): void {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  for (let at = 0; at < x.length; at += factors) {
    const one = x[at + j]!
    const two = x[at + k]!
    x[at + j] = one * cos + two * sin
    x[at + k] = two * cos - one * sin
  }
}
