import { GENERATOR } from '../core/random.ts'
import { shuffle } from './folds.ts'
import type { GroupJob } from './group-job.ts'
import { createGroupStatistics } from './group-statistics.ts'
import type { PlsDraws } from './resample-pls.ts'

/** How a permutation test was made. */
export interface PermutationReceipt {
  readonly count: number
  readonly failed: number
  readonly seed: number
  readonly stream: number
  readonly generator: string
}

/**
 * Statistics of the rows with group labels dealt out anew, permutations `from` to `to` - 1. Each is seeded by its own
 * number, so any split into chunks gives the same; put together by mergeDraws. One without solution is NaN throughout.
 */
export function permuteGroups(job: GroupJob, { from, to }: { from: number; to: number }): PlsDraws {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to)) {
    throw new RangeError(`permuteGroups: permutations ${from} to ${to} are not a range of whole numbers`)
  }
  const { positions, write } = createGroupStatistics(job)
  const statistics = new Float64Array((to - from) * positions.width)
  const labels = new Int32Array(job.labels.length)
  for (let draw = from; draw < to; draw++) {
    labels.set(job.labels)
    shuffle(labels, { seed: job.seed, stream: job.stream, draw })
    write(labels, statistics, (draw - from) * positions.width)
  }
  return { from, to, width: positions.width, statistics }
}

/** One statistic in every permutation that has a solution. */
export function permuted({ width, statistics }: PlsDraws, read: (row: Float64Array) => number): Float64Array {
  const values: number[] = []
  for (let at = 0; at < statistics.length; at += width) {
    const value = read(statistics.subarray(at, at + width))
    if (Number.isFinite(value)) values.push(value)
  }
  return Float64Array.from(values)
}

/**
 * Share of permutations at least as extreme, the observed division counted as one of them, so that no p is 0.
 * Phipson & Smyth (2010). A hair's breadth below the observed value counts as equal: it differs by rounding only.
 */
export function permutationP(
  values: Float64Array,
  observed: number,
  far: 'high' | 'low' | 'both' = 'both',
): number {
  const size = (value: number) => (far === 'both' ? Math.abs(value) : far === 'low' ? -value : value)
  const limit = size(observed) - 1e-12 * Math.max(1, Math.abs(observed))
  let extreme = 1
  for (const value of values) if (size(value) >= limit) extreme++
  return extreme / (values.length + 1)
}

export function permutationReceipt({ seed, stream }: GroupJob, draws: PlsDraws): PermutationReceipt {
  const count = draws.to - draws.from
  return {
    count,
    failed: count - permuted(draws, (row) => row[row.length - 1]!).length,
    seed,
    stream,
    generator: GENERATOR,
  }
}

/** The number of permutations asked for. Throws on one that cannot be. */
export function checkPermutations(permutations: number): number {
  if (!(Number.isSafeInteger(permutations) && permutations >= 1 && permutations <= 1_000_000)) {
    throw new RangeError(
      `compareGroups: permutations must be a whole number from 1 to 1000000, got ${permutations}`,
    )
  }
  return permutations
}
