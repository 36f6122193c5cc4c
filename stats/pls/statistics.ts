import type { PlsPlan } from './plan.ts'

/**
 * Where each statistic of one solution stands in a row of numbers. Estimates and resamples are measured by the same
 * kernel into the same positions, so a resample cannot mean something else than the estimate.
 */
export interface StatisticPositions {
  readonly weights: number
  readonly loadings: number
  readonly coefficients: number
  readonly directImpacts: number
  readonly totalEffects: number
  readonly impacts: number
  readonly rSquared: number
  readonly index: number
  readonly alpha: number
  readonly rhoA: number
  readonly rhoC: number
  readonly ave: number
  /** One per pair of constructs j < k. */
  readonly htmt: number
  readonly htmt2: number
  readonly width: number
}

export function positionsOf(plan: PlsPlan): StatisticPositions {
  let next = 0
  const take = (count: number): number => {
    const start = next
    next += count
    return start
  }
  return {
    weights: take(plan.items),
    loadings: take(plan.items),
    coefficients: take(plan.paths.length),
    directImpacts: take(plan.paths.length),
    totalEffects: take(plan.effectPairs.length),
    impacts: take(plan.effectPairs.length),
    rSquared: take(plan.endogenous.length),
    index: take(plan.constructs),
    alpha: take(plan.constructs),
    rhoA: take(plan.constructs),
    rhoC: take(plan.constructs),
    ave: take(plan.constructs),
    htmt: take((plan.constructs * (plan.constructs - 1)) / 2),
    htmt2: take((plan.constructs * (plan.constructs - 1)) / 2),
    width: next,
  }
}
