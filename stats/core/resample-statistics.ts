import type { Estimated } from './estimated.ts'
import { type Interval, percentileInterval } from './interval.ts'
import { GENERATOR, seeded } from './random.ts'
import { drawCounts } from './resample.ts'

export interface ResampleOptions {
  readonly resamples?: number
  readonly seed?: number
  readonly level?: number
  readonly stream?: number
}

/** Draws that had a solution, how many had none, and what is needed to repeat them. */
export interface ResampledStatistics {
  /** draws[s][b]: statistic s in the b-th draw with a solution. */
  readonly draws: readonly Float64Array[]
  readonly receipt: ResampledReceipt
}

export interface ResampledReceipt {
  readonly count: number
  readonly failed: number
  readonly seed: number
  readonly generator: string
}

/**
 * `size` statistics in every resample of n rows. `statistic` is handed how often each row was drawn and writes its
 * numbers into `into`; false (or a number that is not finite) means that this resample has no solution. Handbook 0.7.
 */
export function resampleStatistics(
  { rows, size }: { readonly rows: number; readonly size: number },
  statistic: (counts: Float64Array, into: Float64Array) => boolean,
  { resamples = 2000, seed = 1, stream = 0 }: ResampleOptions = {},
): ResampledStatistics {
  if (!Number.isSafeInteger(resamples) || resamples < 1) {
    throw new RangeError(`resampleStatistics: resamples must be a whole number above 0, got ${resamples}`)
  }
  const draws = Array.from({ length: size }, () => new Float64Array(resamples))
  const counts = new Float64Array(rows)
  const into = new Float64Array(size)
  let kept = 0
  for (let draw = 0; draw < resamples; draw++) {
    drawCounts(seeded(seed, { stream, draw }), counts)
    if (!statistic(counts, into) || !into.every(Number.isFinite)) continue
    for (let s = 0; s < size; s++) draws[s]![kept] = into[s]!
    kept++
  }
  return {
    draws: draws.map((values) => values.subarray(0, kept)),
    receipt: { count: resamples, failed: resamples - kept, seed, generator: GENERATOR },
  }
}

/** The estimate with the standard deviation and percentile interval of its draws; no margin below 20 draws. */
export const withMargin = (value: number, draws: Float64Array, level = 0.95): Estimated =>
  withInterval(value, draws, (sorted) => percentileInterval(sorted, level))

/** The same with limits that `read` finds in the draws in ascending order. */
export function withInterval(
  value: number,
  draws: Float64Array,
  read: (sorted: Float64Array) => Interval,
): Estimated {
  const count = draws.length
  if (count < 20) return { value }
  let mean = 0
  for (const draw of draws) mean += draw / count
  let squares = 0
  for (const draw of draws) squares += (draw - mean) ** 2
  const sorted = Float64Array.from(draws).sort()
  return {
    value,
    standardError: Math.sqrt(squares / (count - 1)),
    interval: read(sorted),
  }
}
