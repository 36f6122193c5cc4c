import { type DemoRespondent, respondentsOf } from './draw-respondent.ts'
import { CELLS } from './model.ts'

export type { DemoRespondent } from './draw-respondent.ts'

/** The seed of the demo everybody sees. */
export const DEMO_SEED = 20_261_122

export interface DemoSample {
  readonly seed?: number
  /** In all; the same number for every brand in every wave. */
  readonly count?: number
}

/**
 * The respondents of the demo, in the order in which they answered. The same seed gives the same people for ever;
 * a larger count adds people among them. Throws when `count` does not share out evenly among the 12 brands and waves.
 */
export function demoRespondents({ seed = DEMO_SEED, count = 6000 }: DemoSample = {}): DemoRespondent[] {
  const each = count / CELLS.length
  if (!Number.isInteger(each) || each < 1) {
    throw new RangeError(`demoRespondents: count must be a multiple of ${CELLS.length}, got ${count}`)
  }
  return CELLS.flatMap((cell) => {
    const draw = respondentsOf(cell, seed)
    return Array.from({ length: each }, (_, number) => draw(number))
  }).toSorted((a, b) => a.wave - b.wave || a.day - b.day || a.secondOfDay - b.secondOfDay)
}
