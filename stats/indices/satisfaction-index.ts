import { isUsable, USABLE } from '../core/usable-number.ts'

/** Mean answer, weight and scale of one item; `weight` is per scale unit (standardised weight over spread). */
export interface IndexItem {
  readonly mean: number
  readonly weight: number
  readonly min: number
  readonly max: number
}

/**
 * ACSI-type index: a weighted mean of items, rescaled so that the scale's ends are 0 and 100:
 * 100 (sum w mean - sum w min) / (sum w max - sum w min).
 * Throws without items, when a scale is empty, or when the weights do not add up to something above 0.
 * Fornell et al. (1996), Journal of Marketing 60(4); handbook 1.5.
 */
export function satisfactionIndex(items: readonly IndexItem[]): number {
  let level = 0
  let range = 0
  for (const { mean, weight, min, max } of items) {
    if (!(max > min)) throw new RangeError(`satisfactionIndex: scale max ${max} must exceed min ${min}`)
    if (![mean, weight, min, max].every(isUsable)) {
      throw new RangeError(`satisfactionIndex: a mean, a weight or a scale is not ${USABLE}`)
    }
    level += weight * (mean - min)
    range += weight * (max - min)
  }
  if (!(range > 0)) throw new RangeError('satisfactionIndex: the weights must add up to something above 0')
  return (100 * level) / range
}
