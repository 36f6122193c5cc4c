import { isUsable, USABLE } from '../core/usable-number.ts'

/** Each point multiplies, or each point adds. */
export const GROWTH_FORMS = ['compound', 'linear'] as const
export type GrowthForm = (typeof GROWTH_FORMS)[number]

/**
 * Scenario of market value after a change of the index by so many points, at an assumed percent per point.
 * An assumption of the user (the lectures say 3 %), never a result. Handbook 14.
 */
export function marketValueScenario(
  value: number,
  points: number,
  {
    percentPerPoint = 3,
    form = 'compound',
  }: { readonly percentPerPoint?: number; readonly form?: GrowthForm } = {},
): number {
  if (![value, points, percentPerPoint].every(isUsable))
    throw new RangeError(`marketValueScenario: the value, the points or the percent is not ${USABLE}`)
  if (percentPerPoint <= -100) throw new RangeError('marketValueScenario: percentPerPoint must be above -100')
  const growth = percentPerPoint / 100
  const grown = form === 'compound' ? value * (1 + growth) ** points : value * (1 + growth * points)
  if (!Number.isFinite(grown)) throw new RangeError('marketValueScenario: the value grows beyond all numbers')
  return grown
}
