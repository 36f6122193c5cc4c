import { completeRows } from '../core/complete-rows.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { GENERATOR, type Random, seeded, uniform } from '../core/random.ts'
import { squaredDistance } from './distances.ts'

export interface KMeans {
  readonly sampleSize: number
  readonly missing: number
  readonly items: readonly string[]
  /** In the order of the first item's centre, then the second's. */
  readonly clusters: readonly {
    readonly size: number
    /** Share of the weights, 0-1. */
    readonly share: number
    readonly centre: readonly number[]
    readonly within: number
  }[]
  /** assignments[i]: cluster of row i of the given observations, null when it is incomplete. */
  readonly assignments: readonly (number | null)[]
  readonly within: number
  readonly total: number
  readonly starts: { readonly count: number; readonly seed: number; readonly generator: string }
}

export interface KMeansOptions {
  readonly starts?: number
  readonly seed?: number
  readonly maxIterations?: number
}

export type ClusterReason = 'too-few-answers' | 'too-few-different'

/**
 * k groups with the least (weighted) sum of squares about their centres: best of `starts` runs of Lloyd's steps from
 * k-means++ seeds, followed by single moves that still help. Standardise items of different scales first.
 * Lloyd (1982), Hartigan & Wong (1979), Arthur & Vassilvitskii (2007); handbook 13.
 */
export function kMeans(
  observations: Observations,
  clusters: number,
  { starts = 25, seed = 1, maxIterations = 200 }: KMeansOptions = {},
): Outcome<KMeans, ClusterReason> {
  if (!Number.isSafeInteger(clusters) || clusters < 1)
    throw new RangeError(`kMeans: the number of clusters must be a whole number above 0, got ${clusters}`)
  if (!Number.isSafeInteger(starts) || starts < 1)
    throw new RangeError(`kMeans: starts must be a whole number above 0, got ${starts}`)
  const { observations: complete, kept, dropped } = completeRows(observations)
  if (complete.items.length === 0) throw new RangeError('kMeans: there are no items')
  if (complete.rows < clusters || complete.rows < 2) return missed('too-few-answers')
  const p = complete.items.length
  const different = new Set(kept.map((_, i) => complete.values.subarray(i * p, (i + 1) * p).join()))
  if (different.size < clusters) return missed('too-few-different')
  let best: Run | undefined
  for (let start = 0; start < starts; start++) {
    const run = oneRun(complete, clusters, seeded(seed, { draw: start }), maxIterations)
    if (best === undefined || run.within < best.within * (1 - 1e-12)) best = run
  }
  return found(report(observations.rows, complete, kept, dropped, best!, { count: starts, seed }))
}

interface Run {
  readonly labels: Int32Array
  readonly centres: Float64Array
  readonly within: number
}

function oneRun(data: Observations, k: number, random: Random, maxIterations: number): Run {
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

function report(
  rows: number,
  { values, items, weights }: Observations,
  kept: readonly number[],
  missing: number,
  { labels, centres, within }: Run,
  starts: { readonly count: number; readonly seed: number },
): KMeans {
  const p = items.length
  const centreOf = (c: number) => Array.from(centres.subarray(c * p, (c + 1) * p))
  const order = Array.from({ length: centres.length / p }, (_, c) => c).sort((a, b) => {
    const h = items.findIndex((_, at) => centres[a * p + at] !== centres[b * p + at])
    return h < 0 ? a - b : centres[a * p + h]! - centres[b * p + h]!
  })
  const place = order.map((_, c) => order.indexOf(c))
  const weightOf = (i: number) => weights?.[i] ?? 1
  const sum = kept.reduce((total, _, i) => total + weightOf(i), 0)
  const mean = items.map(
    (_, h) => kept.reduce((total, _, i) => total + weightOf(i) * values[i * p + h]!, 0) / sum,
  )
  const assignments = new Array<number | null>(rows).fill(null)
  kept.forEach((row, i) => {
    assignments[row] = place[labels[i]!]!
  })
  const total = kept.reduce(
    (squares, _, i) => squares + weightOf(i) * squaredDistance(values, i * p, Float64Array.from(mean), 0, p),
    0,
  )
  return {
    sampleSize: kept.length,
    missing,
    items,
    clusters: order.map((c) => {
      const members = kept.flatMap((_, i) => (labels[i] === c ? [i] : []))
      return {
        size: members.length,
        share: members.reduce((part, i) => part + weightOf(i), 0) / sum,
        centre: centreOf(c),
        within: members.reduce(
          (squares, i) => squares + weightOf(i) * squaredDistance(values, i * p, centres, c * p, p),
          0,
        ),
      }
    }),
    assignments,
    within,
    total,
    starts: { ...starts, generator: GENERATOR },
  }
}
