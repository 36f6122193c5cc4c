import { seeded, uniform } from '../core/random.ts'

/** Sampled Shapley values with the standard error that sampling adds. */
export interface SampledShapley {
  readonly rSquared: number
  readonly lmg: readonly number[]
  readonly monteCarloError: readonly number[]
}

/** `count` orders of p drivers; the same seed gives the same orders. */
export function sampleOrders(drivers: number, count: number, seed: number): number[][] {
  return Array.from({ length: count }, (_, draw) => {
    const random = seeded(seed, { stream: 0x5a, draw })
    const order = Array.from({ length: drivers }, (_, k) => k)
    for (let k = drivers - 1; k > 0; k--) {
      const other = Math.floor(uniform(random) * (k + 1))
      const held = order[k]!
      order[k] = order[other]!
      order[other] = held
    }
    return order
  })
}

/**
 * Average increment of each driver over the given orders: Shapley values without all subsets, for many drivers.
 * `correlations` as in subsetRSquared. Each order is one Cholesky factorisation with the outcome as last row.
 * Castro, Gomez & Tejada (2009).
 */
export function sampledShapley(
  correlations: Float64Array,
  orders: readonly (readonly number[])[],
): SampledShapley {
  const drivers = orders[0]?.length ?? 0
  const sums = new Float64Array(drivers)
  const squares = new Float64Array(drivers)
  const increments = new Float64Array(drivers)
  const factor = new Float64Array((drivers + 1) * (drivers + 1))
  for (const order of orders) {
    incrementsInOrder(correlations, order, factor, increments)
    order.forEach((k, position) => {
      sums[k]! += increments[position]!
      squares[k]! += increments[position]! ** 2
    })
  }
  const count = orders.length
  const lmg = Array.from(sums, (sum) => sum / count)
  return {
    rSquared: lmg.reduce((sum, value) => sum + value, 0),
    lmg,
    monteCarloError: lmg.map((mean, k) =>
      Math.sqrt(Math.max(0, squares[k]! / count - mean ** 2) / Math.max(1, count - 1)),
    ),
  }
}

function incrementsInOrder(
  correlations: Float64Array,
  order: readonly number[],
  factor: Float64Array,
  into: Float64Array,
): void {
  const p = order.length
  const size = p + 1
  for (let i = 0; i <= p; i++) {
    const row = i === p ? 0 : order[i]! + 1
    for (let j = 0; j <= Math.min(i, p - 1); j++) {
      let sum = correlations[row * size + order[j]! + 1]!
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!
      if (i === j) factor[i * size + i] = sum > 1e-12 ? Math.sqrt(sum) : 0
      else factor[i * size + j] = factor[j * size + j]! > 0 ? sum / factor[j * size + j]! : 0
    }
  }
  // The outcome's row of the factor holds its part correlations: their squares are the increments of R^2.
  for (let j = 0; j < p; j++) into[j] = factor[p * size + j]! ** 2
}
