import { holm } from '../core/holm.ts'
import { normalShare } from '../core/normal.ts'
import type { CountTable } from './count-table.ts'

/** Share of `row` in column `first` less that in `second`. */
export interface ColumnComparison {
  readonly row: string
  readonly first: string
  readonly second: string
  readonly difference: number
  readonly z: number
  readonly p: number
  /** Adjusted over all pairs of columns of this row. */
  readonly pHolm: number
}

/**
 * In each row, every pair of columns: z test of two shares with the pooled variance. Pairs without variance (both none or
 * both all) are left out. Counts are what people are worth. Handbook 13, 12.1.
 */
export function columnTests({ rows, columns, counts }: CountTable): ColumnComparison[] {
  const sizes = columns.map((_, c) => counts.reduce((sum, row) => sum + row[c]!, 0))
  return rows.flatMap((row, r) => {
    const pairs = columns.flatMap((first, a) =>
      columns.slice(a + 1).flatMap((second, k) => {
        const b = a + 1 + k
        const pooled = (counts[r]![a]! + counts[r]![b]!) / (sizes[a]! + sizes[b]!)
        const variance = pooled * (1 - pooled) * (1 / sizes[a]! + 1 / sizes[b]!)
        if (!(variance > 1e-300)) return []
        const difference = counts[r]![a]! / sizes[a]! - counts[r]![b]! / sizes[b]!
        const z = difference / Math.sqrt(variance)
        return [{ row, first, second, difference, z, p: 2 * normalShare(-Math.abs(z)) }]
      }),
    )
    const adjusted = holm(pairs.map(({ p }) => p))
    return pairs.map((pair, k) => ({ ...pair, pHolm: adjusted[k]! }))
  })
}
