import { chiSquareUpper } from '../core/chi-square.ts'
import { homogeneity } from '../core/homogeneity.ts'
import { type Notice, notice } from '../core/notice.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { isFromZero } from '../core/usable-number.ts'
import { type ColumnComparison, columnTests } from './column-tests.ts'
import type { CountTable } from './count-table.ts'
import { fisherExact } from './fisher-exact.ts'
import { shuffledTableP } from './shuffled-table.ts'

export interface CrosstabCell {
  readonly count: number
  readonly expected: number
  /** Shares 0-1 of the row, the column and all. */
  readonly rowShare: number
  readonly columnShare: number
  readonly share: number
  /** (o - e) / sqrt(e). */
  readonly pearsonResidual: number
  /** (o - e) / sqrt(e (1 - row share) (1 - column share)): standard normal without association. Haberman (1973). */
  readonly adjustedResidual: number
}

export interface Crosstab {
  readonly sampleSize: number
  readonly effectiveSize: number
  /** Categories somebody chose; empty ones are left out. */
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly cells: readonly (readonly CrosstabCell[])[]
  readonly chiSquare: number
  readonly df: number
  readonly p: number
  readonly cramersV: number
  /** Only for 2 x 2; `p` of Fisher only for whole unweighted counts, the odds ratio only without empty cells. */
  readonly twoByTwo?: {
    readonly phi: number
    readonly yates: number
    readonly pYates: number
    readonly pFisher?: number
    readonly oddsRatio?: number
  }
  /** Seeded Monte-Carlo p-value, when more than a fifth of the expected counts of a larger table are below 5. */
  readonly pMonteCarlo?: { readonly p: number; readonly draws: number; readonly seed: number }
  readonly columnTests: readonly ColumnComparison[]
  readonly warnings: readonly Notice<'small-expected'>[]
}

export interface CrosstabOptions {
  /** People the counts are worth when they are sums of weights: tests are scaled to it. */
  readonly effectiveSize?: number
  readonly sampleSize?: number
  readonly draws?: number
  readonly seed?: number
}

/**
 * Pearson's chi-square without correction, Cramer's V, residuals, column proportions compared pairwise (Holm within each
 * row). Throws when the table is ragged or holds anything but numbers from 0. Pearson (1900); handbook 13.
 */
export function crosstab(
  { rows, columns, counts }: CountTable,
  { effectiveSize, sampleSize, draws = 2000, seed = 1 }: CrosstabOptions = {},
): Outcome<Crosstab, 'nothing-to-compare'> {
  if (counts.length !== rows.length || counts.some((row) => row.length !== columns.length))
    throw new RangeError('crosstab: the counts do not fit the names')
  const bad = counts.flat().find((count) => !isFromZero(count))
  if (bad !== undefined) throw new RangeError(`crosstab: ${bad} is not a count`)
  const total = counts.flat().reduce((sum, count) => sum + count, 0)
  const size = effectiveSize ?? total
  if (!isFromZero(size))
    throw new RangeError(`crosstab: the effective size must be a number from 0, got ${size}`)
  if (!(total > 0 && size > 0)) return missed('nothing-to-compare')
  const keptRows = rows.map((_, r) => r).filter((r) => counts[r]!.some((count) => count > 0))
  const keptColumns = columns.map((_, c) => c).filter((c) => counts.some((row) => row[c]! > 0))
  const scale = size / total
  const worth = keptRows.map((r) => keptColumns.map((c) => counts[r]![c]! * scale))
  const tested = homogeneity(worth)
  if (!tested.ok) return tested
  const rowSums = worth.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columnSums = keptColumns.map((_, c) => worth.reduce((sum, row) => sum + row[c]!, 0))
  const cells = worth.map((row, r) =>
    row.map((count, c): CrosstabCell => {
      const expected = (rowSums[r]! * columnSums[c]!) / size
      const pearsonResidual = (count - expected) / Math.sqrt(expected)
      // From the other rows and columns: 1 less a share that is nearly 1 would be 0.
      const open = (sumBut(rowSums, r) / size) * (sumBut(columnSums, c) / size)
      return {
        count: counts[keptRows[r]!]![keptColumns[c]!]!,
        expected: expected / scale,
        rowShare: count / rowSums[r]!,
        columnShare: count / columnSums[c]!,
        share: count / size,
        pearsonResidual,
        adjustedResidual: pearsonResidual / Math.sqrt(open),
      }
    }),
  )
  const sparse = sparseShare(rowSums, columnSums, size) > 0.2
  const whole =
    effectiveSize === undefined && counts.flat().every(Number.isSafeInteger) && total <= EXACT_UP_TO
  const { statistic, df, p, cramersV } = tested.value
  const kept = { rows: keptRows.map((r) => rows[r]!), columns: keptColumns.map((c) => columns[c]!) }
  const isTwoByTwo = keptRows.length === 2 && keptColumns.length === 2
  return found({
    sampleSize: sampleSize ?? total,
    effectiveSize: size,
    ...kept,
    cells,
    chiSquare: statistic,
    df,
    p,
    cramersV,
    ...(isTwoByTwo && { twoByTwo: twoByTwo(worth, size, whole) }),
    ...(!isTwoByTwo &&
      sparse &&
      whole &&
      total <= DEALT_UP_TO && { pMonteCarlo: { p: shuffledTableP(worth, { draws, seed }), draws, seed } }),
    columnTests: columnTests({ ...kept, counts: worth }),
    warnings: sparse ? [notice('small-expected')] : [],
  })
}

const sumBut = (sums: readonly number[], but: number): number =>
  sums.reduce((sum, other, at) => (at === but ? sum : sum + other), 0)

/** People up to whom Fisher's test is worth its enumeration; beyond, chi-square says the same. */
const EXACT_UP_TO = 1_000_000
/** People up to whom the table is dealt anew at random. */
const DEALT_UP_TO = 20_000

function sparseShare(rowSums: readonly number[], columnSums: readonly number[], size: number): number {
  const small = rowSums.flatMap((row) => columnSums.filter((column) => (row * column) / size < 5))
  return small.length / (rowSums.length * columnSums.length)
}

function twoByTwo(worth: readonly (readonly number[])[], size: number, whole: boolean) {
  const [a, b, c, d] = worth.flat() as [number, number, number, number]
  const margins = Math.sqrt(a + b) * Math.sqrt(c + d) * Math.sqrt(a + c) * Math.sqrt(b + d)
  const cross = a * d - b * c
  const yates = size * (Math.max(0, Math.abs(cross) - size / 2) / margins) ** 2
  const oddsRatio = (a * d) / (b * c)
  return {
    phi: cross / margins,
    yates,
    pYates: chiSquareUpper(yates, 1),
    ...(whole && { pFisher: fisherExact(worth) }),
    ...(a * b * c * d > 0 && Number.isFinite(oddsRatio) && { oddsRatio }),
  }
}
