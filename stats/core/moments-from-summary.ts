import type { Moments } from './moments.ts'
import { isUsable } from './usable-number.ts'

/** What a published table gives: `correlation` p x p, means and standard deviations (divisor n - 1) per item. */
export interface Summary {
  readonly items: readonly string[]
  readonly sampleSize: number
  readonly means: readonly number[]
  readonly spreads: readonly number[]
  readonly correlation: readonly (readonly number[])[]
}

/** The moments of any complete data with these means, standard deviations and correlations. */
export function momentsFromSummary({ items, sampleSize, means, spreads, correlation }: Summary): Moments {
  const p = items.length
  if (means.length !== p || spreads.length !== p || correlation.length !== p) {
    throw new RangeError(`momentsFromSummary: means, spreads and correlation must all have ${p} items`)
  }
  if (!(sampleSize > 0) || ![sampleSize, ...means, ...spreads, ...correlation.flat()].every(isUsable)) {
    throw new RangeError('momentsFromSummary: the sample size or another number is not usable')
  }
  const width = p + 1
  const cross = new Float64Array(width * width)
  cross[0] = sampleSize
  for (let h = 0; h < p; h++) {
    for (let k = h; k < p; k++) {
      cross[(1 + h) * width + 1 + k] = (sampleSize - 1) * correlation[h]![k]! * spreads[h]! * spreads[k]!
    }
  }
  return {
    items,
    layout: 'complete',
    rows: sampleSize,
    weightSquares: sampleSize,
    answered: new Float64Array(p).fill(sampleSize),
    shift: Float64Array.from(means),
    cross,
  }
}
