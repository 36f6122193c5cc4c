import { benjaminiHochberg } from '../core/benjamini-hochberg.ts'
import { type Difference, differenceOf, type Score } from '../core/difference.ts'
import { holm } from '../core/holm.ts'

/** One row of a league table before ranking. */
export interface NamedScore extends Score {
  readonly name: string
}

/** first - second; `pHolm` (family-wise error) and `pBh` (false discoveries) are adjusted over all pairs of the table. */
export interface PairDifference extends Difference {
  readonly first: string
  readonly second: string
  readonly pHolm: number
  readonly pBh: number
}

/**
 * All pairs in the order given, adjusted as one family. Pairs without variance are left out of the family.
 * Handbook 12.1.
 */
export function comparePairs(
  scores: readonly NamedScore[],
  { level = 0.95 }: { readonly level?: number } = {},
): PairDifference[] {
  const pairs = scores.flatMap((first, i) =>
    scores.slice(i + 1).flatMap((second) => {
      const tested = differenceOf(first, second, { level })
      return tested.ok ? [{ first: first.name, second: second.name, ...tested.value }] : []
    }),
  )
  const pValues = pairs.map(({ p }) => p)
  const byHolm = holm(pValues)
  const byBh = benjaminiHochberg(pValues)
  return pairs.map((pair, i) => ({ ...pair, pHolm: byHolm[i]!, pBh: byBh[i]! }))
}
