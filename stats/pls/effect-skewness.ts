import { product } from '../core/matrix.ts'
import type { PlsPlan } from './plan.ts'

/**
 * Skewness of the estimate of every total effect. Paths are about normal, but products of them lean away from 0. The effect
 * of s on t is a polynomial of the paths; with its gradient g and x = V g, V the paths' covariances,
 *   third cumulant = 3 x' (second derivatives) x = 6 (M X M X M)_ts,   skewness = third cumulant / (g' V g)^1.5,
 * M the total effects and 1 on the diagonal, X the x in the places of their paths. 0 where there is only a path.
 * `effects`: one per pair of the plan; `covariance`: paths x paths. Hall (1992), 2.4; MacKinnon et al. (2004).
 */
export function effectSkewness(
  { constructs: size, paths, effectPairs }: PlsPlan,
  effects: ArrayLike<number>,
  covariance: Float64Array,
): number[] {
  const totals = new Float64Array(size * size)
  for (let j = 0; j < size; j++) totals[j * size + j] = 1
  effectPairs.forEach(({ from, to }, e) => {
    totals[to * size + from] = effects[e]!
  })
  return effectPairs.map(({ from, to }) => {
    const gradient = paths.map((path) => totals[to * size + path.to]! * totals[path.from * size + from]!)
    const shift = product(covariance, Float64Array.from(gradient), paths.length)
    const variance = gradient.reduce((sum, slope, e) => sum + slope * shift[e]!, 0)
    if (!(variance > 0)) return 0
    const placed = new Float64Array(size * size)
    paths.forEach((path, e) => {
      placed[path.to * size + path.from] = shift[e]!
    })
    const once = product(product(totals, placed, size), totals, size)
    const twice = product(product(once, placed, size), totals, size)
    return (6 * twice[to * size + from]!) / variance ** 1.5
  })
}
