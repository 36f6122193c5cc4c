import type { Interval } from './interval.ts'
import { found, missed, type Outcome } from './outcome.ts'
import { isUsable } from './usable-number.ts'
import { wilsonInterval } from './wilson.ts'

/** A share 0-1 of a base, with its Wilson interval. */
export interface Share {
  readonly value: number
  readonly base: number
  readonly interval: Interval
}

/** `part` of `base`; an empty base has no share. Throws when the part is not from 0 to the base. */
export function shareOf(part: number, base: number, level = 0.95): Outcome<Share, 'no-answers'> {
  if (!(part >= 0 && part <= base && isUsable(base))) {
    throw new RangeError(`shareOf: ${part} of ${base} is not a share`)
  }
  if (base === 0) return missed('no-answers')
  return found({ value: part / base, base, interval: wilsonInterval(part, base, level) })
}
