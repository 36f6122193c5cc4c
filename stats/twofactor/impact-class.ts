import { checkUsable } from '../core/usable-number.ts'

/** By asymmetry of impact, from only delighting to only annoying. */
export const IMPACT_CLASSES = ['delighter', 'satisfier', 'hybrid', 'dissatisfier', 'frustrator'] as const
export type ImpactClass = (typeof IMPACT_CLASSES)[number]

/** By which of the two coefficients is significant. */
export const THREE_FACTOR_CLASSES = ['basic', 'excitement', 'performance', 'unimportant'] as const
export type ThreeFactorClass = (typeof THREE_FACTOR_CLASSES)[number]

/** Cuts at .1 and .4 on either side; they vary across papers. Mikulic & Prebezac (2008); handbook 5.4. */
export function impactClass(
  asymmetry: number,
  { hybrid = 0.1, strong = 0.4 }: { readonly hybrid?: number; readonly strong?: number } = {},
): ImpactClass {
  checkUsable('impactClass', { asymmetry })
  if (!(hybrid >= 0 && strong >= hybrid))
    throw new RangeError('impactClass: cuts must be 0 <= hybrid <= strong')
  if (asymmetry > strong) return 'delighter'
  if (asymmetry > hybrid) return 'satisfier'
  if (asymmetry >= -hybrid) return 'hybrid'
  return asymmetry >= -strong ? 'dissatisfier' : 'frustrator'
}

/** Only poor performance matters: basic; only excellent: excitement. Brandt (1988), Matzler & Sauerwein (2002). */
export function threeFactorClass(penaltyMatters: boolean, rewardMatters: boolean): ThreeFactorClass {
  if (penaltyMatters) return rewardMatters ? 'performance' : 'basic'
  return rewardMatters ? 'excitement' : 'unimportant'
}
