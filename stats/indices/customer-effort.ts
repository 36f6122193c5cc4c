import { summariseCounts, totalOf } from '../core/counts.ts'
import { type Interval, studentInterval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'

/** Agreement 1-7 that a request was easy to settle. Shares are 0-1. */
export interface CustomerEffort {
  readonly sampleSize: number
  readonly mean: number
  readonly standardError: number
  readonly interval: Interval
  /** Share of 5, 6 and 7. */
  readonly topThree: number
  /** Easy (6-7) less hard (1-3) answers in percent of answers, -100 to 100. */
  readonly netEasy: number
}

/** From counts of the answers 1 to 7. Dixon, Freeman & Toman (2010); handbook 6.5. */
export function customerEffort(
  counts: readonly number[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<CustomerEffort, 'too-few-answers'> {
  if (counts.length !== 7) throw new RangeError(`customerEffort: expected 7 counts, got ${counts.length}`)
  if (totalOf(counts) < 2) return missed('too-few-answers')
  const { sampleSize, mean, variance } = summariseCounts(counts, 1)
  const standardError = Math.sqrt(variance / sampleSize)
  return found({
    sampleSize,
    mean,
    standardError,
    interval: studentInterval(mean, standardError, { level, df: sampleSize - 1 }),
    topThree: totalOf(counts.slice(4)) / sampleSize,
    netEasy: (100 * (totalOf(counts.slice(5)) - totalOf(counts.slice(0, 3)))) / sampleSize,
  })
}
