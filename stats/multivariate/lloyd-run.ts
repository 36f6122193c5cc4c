import type { Observations } from '../core/observations.ts'
import { type Random, uniform } from '../core/random.ts'
import { squaredDistance } from './distances.ts'

/** One run: the cluster of each row, the centres (row-major) and the weighted sum of squares about them. */
export interface LloydRun {
  readonly labels: Int32Array
  readonly centres: Float64Array
  readonly within: number
}

/** Lloyd's steps from k-means++ seeds until nothing moves, not even single rows. Needs k different rows. */
export function lloydRun(data: Observations, k: number, random: Random, maxIterations: number): LloydRun {
  const { values, rows, items } = data
  const p = items.length
  const centres = spreadSeeds(data, k, random)
  const labels = new Int32Array(rows).fill(-1)
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let moved = 0
    for (let i = 0; i < rows; i++) {
      let nearest = 0
      let least = Number.POSITIVE_INFINITY
      for (let c = 0; c < k; c++) {
        const distance = squaredDistance(values, i * p, centres, c * p, p)
        if (distance < least) {
          least = distance
          nearest = c
        }
      }
      if (labels[i] !== nearest) moved++
      labels[i] = nearest
    }
    refillEmpty(data, labels, centres, k)
    writeCentres(data, labels, centres)
    if (moved === 0 && !singleMoves(data, labels, centres, k)) break
  }
  let within = 0
  for (let i = 0; i < rows; i++)
    within += (data.weights?.[i] ?? 1) * squaredDistance(values, i * p, centres, labels[i]! * p, p)
  return { labels, centres, within }
}

/** k-means++: each further seed is drawn with a chance in proportion to its squared distance from the seeds so far. */
function spreadSeeds(
  { values, rows, items, weights }: Observations,
  k: number,
  random: Random,
): Float64Array {
  const p = items.length
  const centres = new Float64Array(k * p)
  const nearest = new Float64Array(rows).fill(1)
  for (let c = 0; c < k; c++) {
    let total = 0
    for (let i = 0; i < rows; i++) total += nearest[i]! * (weights?.[i] ?? 1)
    let left = uniform(random) * total
    let chosen = rows - 1
    for (let i = 0; i < rows; i++) {
      left -= nearest[i]! * (weights?.[i] ?? 1)
      if (left <= 0 && nearest[i]! > 0) {
        chosen = i
        break
      }
    }
    centres.set(values.subarray(chosen * p, (chosen + 1) * p), c * p)
    for (let i = 0; i < rows; i++) {
      const distance = squaredDistance(values, i * p, centres, c * p, p)
      nearest[i] = c === 0 ? distance : Math.min(nearest[i]!, distance)
    }
  }
  return centres
}

function writeCentres(
  { values, rows, items, weights }: Observations,
  labels: Int32Array,
  centres: Float64Array,
): void {
  const p = items.length
  const sums = new Float64Array(centres.length / p)
  centres.fill(0)
  for (let i = 0; i < rows; i++) {
    const weight = weights?.[i] ?? 1
    sums[labels[i]!]! += weight
    for (let h = 0; h < p; h++) centres[labels[i]! * p + h]! += weight * values[i * p + h]!
  }
  for (let at = 0; at < centres.length; at++) centres[at]! /= sums[Math.floor(at / p)]!
}

/** A cluster nobody is nearest to takes the row farthest from its own centre among clusters of several rows. */
function refillEmpty(data: Observations, labels: Int32Array, centres: Float64Array, k: number): void {
  const p = data.items.length
  const sizes = new Array<number>(k).fill(0)
  for (const label of labels) sizes[label]! += 1
  for (let c = 0; c < k; c++) {
    if (sizes[c]! > 0) continue
    let farthest = -1
    let most = -1
    for (let i = 0; i < data.rows; i++) {
      if (sizes[labels[i]!]! < 2) continue
      const distance = squaredDistance(data.values, i * p, centres, labels[i]! * p, p)
      if (distance > most) {
        most = distance
        farthest = i
      }
    }
    sizes[labels[farthest]!]! -= 1
    labels[farthest] = c
    sizes[c] = 1
    centres.set(data.values.subarray(farthest * p, (farthest + 1) * p), c * p)
  }
}

/** Moves single rows while that lowers the sum of squares, centres following; says whether any moved. */
function singleMoves(data: Observations, labels: Int32Array, centres: Float64Array, k: number): boolean {
  const { values, rows, items } = data
  const p = items.length
  const sums = new Float64Array(k)
  for (let i = 0; i < rows; i++) sums[labels[i]!]! += data.weights?.[i] ?? 1
  let any = false
  for (let i = 0; i < rows; i++) {
    const own = labels[i]!
    const weight = data.weights?.[i] ?? 1
    if (!(sums[own]! > weight * (1 + 1e-9))) continue
    const gain = (sums[own]! / (sums[own]! - weight)) * squaredDistance(values, i * p, centres, own * p, p)
    let to = own
    let least = gain * (1 - 1e-9)
    for (let c = 0; c < k; c++) {
      if (c === own) continue
      const cost = (sums[c]! / (sums[c]! + weight)) * squaredDistance(values, i * p, centres, c * p, p)
      if (cost < least) {
        least = cost
        to = c
      }
    }
    if (to === own) continue
    labels[i] = to
    sums[own]! -= weight
    sums[to]! += weight
    writeCentres(data, labels, centres)
    any = true
  }
  return any
}
