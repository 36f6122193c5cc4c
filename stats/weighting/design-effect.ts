import { found, missed, type Outcome } from '../core/outcome.ts'
import { ABOVE_ZERO, isAboveZero } from '../core/usable-number.ts'

/** What unequal weights cost. */
export interface DesignEffect {
  readonly sampleSize: number
  /** n sum w^2 / (sum w)^2, at least 1: the factor on the variance of a mean. */
  readonly designEffect: number
  readonly effectiveSize: number
  readonly smallest: number
  readonly largest: number
}

/** Kish's approximate design effect of weights above 0. Kish (1965); handbook 0.5. */
export function designEffect(weights: readonly number[]): Outcome<DesignEffect, 'no-answers'> {
  checkWeights('designEffect', weights)
  if (weights.length === 0) return missed('no-answers')
  const largest = weights.reduce((a, b) => Math.max(a, b))
  const smallest = weights.reduce((a, b) => Math.min(a, b))
  // In units of the largest, so that no square overflows or vanishes.
  const sum = weights.reduce((total, weight) => total + weight / largest, 0)
  const squares = weights.reduce((total, weight) => total + (weight / largest) ** 2, 0)
  const effectiveSize = Math.min(weights.length, sum ** 2 / squares)
  return found({
    sampleSize: weights.length,
    designEffect: weights.length / effectiveSize,
    effectiveSize,
    smallest,
    largest,
  })
}

/** Throws when a weight is not a usable number above 0. */
export function checkWeights(where: string, weights: readonly number[]): void {
  const bad = weights.findIndex((weight) => !isAboveZero(weight))
  if (bad >= 0) throw new RangeError(`${where}: the weight of row ${bad} is not ${ABOVE_ZERO}`)
}
