import { chiSquareUpper } from './chi-square.ts'
import { found, missed, type Outcome } from './outcome.ts'
import { isFromZero } from './usable-number.ts'

/** Pearson's chi-square of a table of counts, with the smallest expected count (below 5: take it with care). */
export interface Homogeneity {
  readonly statistic: number
  readonly df: number
  readonly p: number
  readonly smallestExpected: number
  /** Cramer's V, 0 to 1. */
  readonly cramersV: number
}

/**
 * Do the rows share one distribution over the columns? Empty rows and columns are left out of the table.
 * Throws when a count is not a number from 0 or the rows differ in length. Handbook 4.4, 4.6.
 */
export function homogeneity(
  table: readonly (readonly number[])[],
): Outcome<Homogeneity, 'nothing-to-compare'> {
  const width = table[0]?.length ?? 0
  if (table.some((row) => row.length !== width))
    throw new RangeError('homogeneity: the rows differ in length')
  const bad = table.flat().find((count) => !isFromZero(count))
  if (bad !== undefined) throw new RangeError(`homogeneity: ${bad} is not a count`)
  const rowSums = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columnSums = Array.from({ length: width }, (_, j) => table.reduce((sum, row) => sum + row[j]!, 0))
  const rows = rowSums.filter((sum) => sum > 0).length
  const columns = columnSums.filter((sum) => sum > 0).length
  if (rows < 2 || columns < 2) return missed('nothing-to-compare')
  const total = rowSums.reduce((sum, count) => sum + count, 0)
  let statistic = 0
  let smallestExpected = total
  table.forEach((row, i) => {
    row.forEach((count, j) => {
      const expected = (rowSums[i]! * columnSums[j]!) / total
      if (expected === 0) return
      statistic += (count - expected) ** 2 / expected
      smallestExpected = Math.min(smallestExpected, expected)
    })
  })
  const df = (rows - 1) * (columns - 1)
  const cramersV = Math.min(1, Math.sqrt(statistic / (total * Math.min(rows - 1, columns - 1))))
  return found({ statistic, df, p: chiSquareUpper(statistic, df), smallestExpected, cramersV })
}
