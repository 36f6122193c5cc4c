import type { PairDifference } from './compare-pairs.ts'

/** The ranks a brand can hold when only what the tests tell apart counts; 1 is best. */
export interface RankInterval {
  readonly name: string
  readonly best: number
  readonly worst: number
}

/**
 * Best rank = 1 + number of brands significantly better, worst = k - number significantly worse, by Holm's p-values.
 * Handbook 12.2; Mogstad et al. (2024).
 */
export function rankIntervals(
  names: readonly string[],
  pairs: readonly PairDifference[],
  { level = 0.95 }: { readonly level?: number } = {},
): RankInterval[] {
  const apart = pairs.filter(({ pHolm }) => pHolm < 1 - level)
  return names.map((name) => {
    const better = apart.filter(({ first, second, difference }) =>
      difference > 0 ? second === name : first === name,
    )
    const worse = apart.filter(({ first, second, difference }) =>
      difference > 0 ? first === name : second === name,
    )
    return { name, best: 1 + better.length, worst: names.length - worse.length }
  })
}
