import { completeRows } from '../core/complete-rows.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { GENERATOR, seeded } from '../core/random.ts'
import { squaredDistance } from './distances.ts'
import { type LloydRun, lloydRun } from './lloyd-run.ts'

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
  let best: LloydRun | undefined
  for (let start = 0; start < starts; start++) {
    const run = lloydRun(complete, clusters, seeded(seed, { draw: start }), maxIterations)
    if (best === undefined || run.within < best.within * (1 - 1e-12)) best = run
  }
  return found(report(observations.rows, complete, kept, dropped, best!, { count: starts, seed }))
}

function report(
  rows: number,
  { values, items, weights }: Observations,
  kept: readonly number[],
  missing: number,
  { labels, centres, within }: LloydRun,
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
