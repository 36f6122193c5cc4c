import { summariseCounts, totalOf } from '../core/counts.ts'
import type { Interval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { wilsonInterval } from '../core/wilson.ts'

/** CSAT: the share of satisfied answers (the two best of five), shares 0-1. */
export interface TopBox {
  readonly sampleSize: number
  readonly topTwo: number
  readonly interval: Interval
  readonly topOne: number
  readonly bottomTwo: number
  readonly mean: number
}

/** From counts of the answers 1 to 5, Wilson interval. Handbook 6.3. */
export function topBox(
  counts: readonly number[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<TopBox, 'no-answers'> {
  if (counts.length !== 5) throw new RangeError(`topBox: expected 5 counts, got ${counts.length}`)
  const sampleSize = totalOf(counts)
  if (sampleSize === 0) return missed('no-answers')
  const satisfied = counts[3]! + counts[4]!
  return found({
    sampleSize,
    topTwo: satisfied / sampleSize,
    interval: wilsonInterval(satisfied, sampleSize, level),
    topOne: counts[4]! / sampleSize,
    bottomTwo: (counts[0]! + counts[1]!) / sampleSize,
    mean: summariseCounts(counts, 1).mean,
  })
}
