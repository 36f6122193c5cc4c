import { quantile } from '../core/quantile.ts'
import { checkWeights } from './design-effect.ts'

/** Weights may not leave this range, in multiples of their median. */
export interface TrimRange {
  readonly low: number
  readonly high: number
}

export const TRIM_RANGE: TrimRange = { low: 0.3, high: 3 }

export interface TrimmedWeights {
  readonly weights: readonly number[]
  /** How many weights were moved to a limit. */
  readonly trimmed: number
}

/** Weights pulled to 0.3 to 3 times their median, in the order given. Handbook 12.6. */
export function trimWeights(weights: readonly number[], range: TrimRange = TRIM_RANGE): TrimmedWeights {
  checkWeights('trimWeights', weights)
  if (!(range.low >= 0 && range.low <= 1 && range.high >= 1))
    throw new RangeError(`trimWeights: the range ${range.low} to ${range.high} must hold 1`)
  if (weights.length === 0) return { weights: [], trimmed: 0 }
  const median = quantile(Float64Array.from(weights).sort(), 0.5)
  const within = weights.map((weight) => Math.min(Math.max(weight, range.low * median), range.high * median))
  return { weights: within, trimmed: within.filter((weight, i) => weight !== weights[i]).length }
}
