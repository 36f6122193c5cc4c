import type { PathAnalysis } from '../../stats/pls/path-analysis.ts'
import type { Interval, Words } from './words.ts'

/** What +5 points of a driver bring on the target, as published satisfaction reports read impacts (handbook 1.7). */
export const STEP = 5

export interface Driver {
  readonly construct: string
  /** Points on the target's index for +5 points here. */
  readonly gain: number
  readonly interval?: Interval
}

/** Everything that leads to the target, strongest first. */
export function rankDrivers({ totalEffects }: PathAnalysis, target: string): readonly Driver[] {
  return totalEffects
    .filter(({ to }) => to === target)
    .flatMap(({ from, impact }) =>
      impact === undefined
        ? []
        : [{ construct: from, gain: STEP * impact.value, ...stepped(impact.interval) }],
    )
    .sort((a, b) => b.gain - a.gain)
}

/** "Quality, by far" only when its interval lies above the next one's; nothing at all when all may be nothing. */
export function driversVerdict(
  drivers: readonly Driver[],
  titleOf: (name: string) => string,
  words: Words,
): string {
  const [first, second] = drivers
  if (first === undefined) return words.t('drivers.none')
  const said = { first: titleOf(first.construct), gain: words.change(first.gain) }
  if (first.interval === undefined) return words.t('drivers.noMargin', said)
  if (drivers.every(({ interval }) => interval === undefined || includesZero(interval)))
    return words.t('drivers.unsure')
  const margin = words.margin(first.interval)
  if (second?.interval === undefined) return words.t('drivers.only', { ...said, margin })
  if (first.interval.low > second.interval.high) return words.t('drivers.clear', { ...said, margin })
  return words.t('drivers.close', { ...said, margin, second: titleOf(second.construct) })
}

export const includesZero = ({ low, high }: Interval): boolean => low <= 0 && high >= 0

const stepped = (interval: Interval | undefined) =>
  interval === undefined ? {} : { interval: { low: STEP * interval.low, high: STEP * interval.high } }
