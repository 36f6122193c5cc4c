import { checkUsable } from './usable-number.ts'

/** How far a number of respondents carries: not shown, shown without ranking, indicative, normal. Handbook 0.8. */
export const BASE_SIZES = ['suppressed', 'small-base', 'indicative', 'normal'] as const
export type BaseSize = (typeof BASE_SIZES)[number]

/** Smallest n of each mark. */
export interface BaseLimits {
  readonly smallBase: number
  readonly indicative: number
  readonly normal: number
}

export const BASE_LIMITS: BaseLimits = { smallBase: 10, indicative: 30, normal: 100 }

/** The mark of n respondents: below 10 suppressed, below 30 small base, below 100 indicative, unless configured. */
export function baseSize(sampleSize: number, limits: BaseLimits = BASE_LIMITS): BaseSize {
  checkUsable('baseSize', { sampleSize })
  if (sampleSize < limits.smallBase) return 'suppressed'
  if (sampleSize < limits.indicative) return 'small-base'
  return sampleSize < limits.normal ? 'indicative' : 'normal'
}
