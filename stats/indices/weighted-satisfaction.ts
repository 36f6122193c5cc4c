import { FROM_ZERO, isFromZero, isUsable, USABLE } from '../core/usable-number.ts'

/** One attribute: how important, how satisfied (mean answers). */
export interface RatedAttribute {
  readonly importance: number
  readonly satisfaction: number
}

/** The weighted mean in scale units and its two customary displays; say which one is shown. */
export interface WeightedSatisfaction {
  readonly weights: readonly number[]
  readonly weightedMean: number
  /** weightedMean / max x 100. */
  readonly percentOfMaximum: number
  /** (weightedMean - min) / (max - min) x 100. */
  readonly indexScore: number
}

/** CSI = sum v x / sum v with importance v and satisfaction x. Throws when the importances do not add up above 0. */
export function weightedSatisfaction(
  attributes: readonly RatedAttribute[],
  { min, max }: { readonly min: number; readonly max: number },
): WeightedSatisfaction {
  if (!(max > min)) throw new RangeError('weightedSatisfaction: scale max must exceed min')
  if (
    attributes.some(({ importance, satisfaction }) => !(isFromZero(importance) && isUsable(satisfaction)))
  ) {
    throw new RangeError(
      `weightedSatisfaction: an importance is not ${FROM_ZERO}, or a satisfaction not ${USABLE}`,
    )
  }
  const total = attributes.reduce((sum, { importance }) => sum + importance, 0)
  if (!(total > 0))
    throw new RangeError('weightedSatisfaction: the importances must add up to something above 0')
  const weights = attributes.map(({ importance }) => importance / total)
  const weightedMean = attributes.reduce((sum, { satisfaction }, h) => sum + weights[h]! * satisfaction, 0)
  return {
    weights,
    weightedMean,
    percentOfMaximum: (100 * weightedMean) / max,
    indexScore: (100 * (weightedMean - min)) / (max - min),
  }
}
