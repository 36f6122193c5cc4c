/** Two-sided p-value of "the truth is 0" read from resamples; `least` is the smallest that so many resamples can show. */
export interface ResampledShare {
  readonly pValue: number
  readonly least: number
}

/**
 * 2 min(share at or below 0, share above 0). A `pValue` below `least` = 2 / B is to be reported as "< 2 / B".
 * Throws when there are no resamples. Handbook 0.7.
 */
export function resampledShare(draws: ArrayLike<number>): ResampledShare {
  if (draws.length === 0) throw new RangeError('resampledShare: there are no resamples')
  const below = Array.from(draws).filter((value) => value <= 0).length / draws.length
  return { pValue: 2 * Math.min(below, 1 - below), least: 2 / draws.length }
}
