import { found, missed, type Outcome } from '../core/outcome.ts'
import { quantile } from '../core/quantile.ts'
import { ABOVE_ZERO, isAboveZero } from '../core/usable-number.ts'

export interface TimeCheck {
  /** Median of the group over this time: 2 is twice as fast as the middle. */
  readonly relativeSpeed: number
  /** Below `fastShare` of the median. */
  readonly tooFast: boolean
  /** Relative speed above `speedLimit`. */
  readonly aboveSpeedLimit: boolean
  /** Above `slowTimes` the median: set aside from time statistics only. */
  readonly verySlow: boolean
}

export interface ResponseTimes {
  readonly sampleSize: number
  readonly missing: number
  /** In the unit of the times. */
  readonly median: number
  /** One per respondent in the order given, null without a time. */
  readonly checks: readonly (TimeCheck | null)[]
}

/** Times above 0 of completes on the same path, in any unit; NaN is no time. Leiner (2019); handbook 16.1. */
export function responseTimes(
  times: readonly number[],
  {
    fastShare = 0.4,
    speedLimit = 2,
    slowTimes = 5,
  }: { readonly fastShare?: number; readonly speedLimit?: number; readonly slowTimes?: number } = {},
): Outcome<ResponseTimes, 'no-answers'> {
  const bad = times.findIndex((time) => !Number.isNaN(time) && !isAboveZero(time))
  if (bad >= 0) throw new RangeError(`responseTimes: time ${bad} is not ${ABOVE_ZERO}`)
  const sorted = Float64Array.from(times.filter((time) => !Number.isNaN(time))).sort()
  if (sorted.length === 0) return missed('no-answers')
  const median = quantile(sorted, 0.5)
  const checks = times.map((time): TimeCheck | null => {
    if (Number.isNaN(time)) return null
    const relativeSpeed = Math.min(Number.MAX_VALUE, median / time)
    return {
      relativeSpeed,
      tooFast: time < fastShare * median,
      aboveSpeedLimit: relativeSpeed > speedLimit,
      verySlow: time > slowTimes * median,
    }
  })
  return found({ sampleSize: sorted.length, missing: times.length - sorted.length, median, checks })
}

/**
 * Leiner's relative speed index over pages: median of the page over the respondent's time, each page at most 3, then the
 * mean. `pages[i]` are the page times of respondent i, NaN for pages not seen; null when no page was.
 */
export function relativeSpeedIndex(
  pages: readonly (readonly number[])[],
  { cap = 3 }: { readonly cap?: number } = {},
): readonly (number | null)[] {
  const width = pages[0]?.length ?? 0
  if (pages.some((row) => row.length !== width))
    throw new RangeError('relativeSpeedIndex: the respondents differ in the number of pages')
  const medians = Array.from({ length: width }, (_, page) => {
    const seen = Float64Array.from(pages, (row) => row[page]!)
      .filter((time) => !Number.isNaN(time))
      .sort()
    if (!seen.every((time) => isAboveZero(time)))
      throw new RangeError(`relativeSpeedIndex: a time of page ${page} is not ${ABOVE_ZERO}`)
    return seen.length === 0 ? Number.NaN : quantile(seen, 0.5)
  })
  return pages.map((row) => {
    const speeds = row.flatMap((time, page) =>
      Number.isNaN(time) ? [] : [Math.min(cap, medians[page]! / time)],
    )
    return speeds.length === 0 ? null : speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length
  })
}
