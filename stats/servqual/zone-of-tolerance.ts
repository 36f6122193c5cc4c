import type { Estimated } from '../core/estimated.ts'
import type { Interval } from '../core/interval.ts'
import { kishSize } from '../core/kish-size.ts'
import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { checkObservations, type Observations, selectItems } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { ratioOfMeans } from '../core/ratio-of-means.ts'
import { wilsonInterval } from '../core/wilson.ts'

/** The three columns of a dimension or item: the least accepted, the level wished for, the level delivered. */
export interface ToleranceItem {
  readonly name: string
  readonly minimum: string
  readonly desired: string
  readonly perceived: string
}

export const TOLERANCE_ZONES = ['inadequate', 'adequate', 'superior'] as const
export type ToleranceZone = (typeof TOLERANCE_ZONES)[number]

export interface ToleranceResult {
  readonly name: string
  readonly sampleSize: number
  readonly missing: number
  /** Respondents whose minimum is above what they desire: left out. */
  readonly inconsistent: number
  readonly minimum: MeanTest
  readonly desired: MeanTest
  readonly perceived: MeanTest
  /** Measure of service adequacy, perceived - minimum. */
  readonly adequacy: MeanTest
  /** Measure of service superiority, perceived - desired. */
  readonly superiority: MeanTest
  readonly width: number
  /** (perceived - minimum) / (desired - minimum) of the means: 0 at the minimum, 1 at the desired level. */
  readonly position?: Estimated
  readonly below: Share
  readonly within: Share
  readonly above: Share
  readonly zone: ToleranceZone
}

interface Share {
  readonly value: number
  readonly interval: Interval
}

/**
 * Where perception stands in the zone of tolerance, one result per item. Intervals of means are t, of shares Wilson.
 * Throws when a column is missing. Parasuraman, Zeithaml & Berry (1994); handbook 3.4.
 */
export function zoneOfTolerance(
  observations: Observations,
  items: readonly ToleranceItem[],
  { level = 0.95 }: { readonly level?: number } = {},
): { readonly name: string; readonly result: Outcome<ToleranceResult, 'too-few-answers'> }[] {
  checkObservations(observations)
  return items.map((item) => ({ name: item.name, result: one(observations, item, level) }))
}

function one(
  observations: Observations,
  { name, minimum, desired, perceived }: ToleranceItem,
  level: number,
): Outcome<ToleranceResult, 'too-few-answers'> {
  const { values, rows, weights: all } = selectItems(observations, [minimum, desired, perceived])
  const answered = Array.from({ length: rows }, (_, i) => i).filter(
    (i) => !values.subarray(3 * i, 3 * i + 3).some(Number.isNaN),
  )
  const used = answered.filter((i) => values[3 * i]! <= values[3 * i + 1]!)
  if (used.length < 2) return missed('too-few-answers', name)
  const weights = used.map((i) => all?.[i] ?? 1)
  const column = (h: number) => used.map((i) => values[3 * i + h]!)
  const [least, wish, got] = [column(0), column(1), column(2)]
  const test = (numbers: readonly number[]): MeanTest => {
    const tested = meanTest(numbers, { weights, level })
    if (!tested.ok) throw new RangeError(`zoneOfTolerance: ${tested.reason}`)
    return tested.value
  }
  const fromLeast = got.map((value, i) => value - least[i]!)
  const fromWish = got.map((value, i) => value - wish[i]!)
  const widths = wish.map((value, i) => value - least[i]!)
  const adequacy = test(fromLeast)
  const superiority = test(fromWish)
  const position = ratioOfMeans(fromLeast, widths, { weights, level })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const size = kishSize(weights)
  const share = (is: (i: number) => boolean): Share => {
    const part = weights.reduce((sum, weight, i) => sum + (is(i) ? weight : 0), 0)
    const value = Math.min(1, part / total)
    return { value, interval: wilsonInterval(value * size, size, level) }
  }
  return found({
    name,
    sampleSize: used.length,
    missing: rows - answered.length,
    inconsistent: answered.length - used.length,
    minimum: test(least),
    desired: test(wish),
    perceived: test(got),
    adequacy,
    superiority,
    width: test(widths).value,
    ...(position.ok && {
      position: {
        value: position.value.value,
        standardError: position.value.standardError,
        interval: position.value.interval,
      },
    }),
    below: share((i) => fromLeast[i]! < 0),
    within: share((i) => fromLeast[i]! >= 0 && fromWish[i]! <= 0),
    above: share((i) => fromWish[i]! > 0),
    zone: adequacy.value < 0 ? 'inadequate' : superiority.value > 0 ? 'superior' : 'adequate',
  })
}
