import type { Interval } from './interval.ts'

/** How sure we are of a number: its standard error and, when there is one, its interval. */
export interface Margin {
  readonly standardError: number
  readonly interval?: Interval
}

/** A number with its margin; without margin when none was asked for. */
export interface Estimated extends Partial<Margin> {
  readonly value: number
}
