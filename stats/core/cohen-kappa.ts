import { type Interval, normalInterval } from './interval.ts'
import { found, missed, type Outcome } from './outcome.ts'
import { isFromZero } from './usable-number.ts'

/** Agreement of two coders beyond what their habits alone would give. */
export interface CohenKappa {
  readonly sampleSize: number
  /** Share on which they agree. */
  readonly observed: number
  /** Share expected from their margins. */
  readonly expected: number
  readonly kappa: number
  readonly standardError: number
  readonly interval: Interval
}

/**
 * From a square table of counts: rows what the first coder said, columns the second. No answer when both always say the
 * same one thing. Throws when the table is not square or a count is not a number from 0. Cohen (1960);
 * large-sample error of Fleiss, Cohen & Everitt (1969). Handbook 13.2.
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<CohenKappa, 'no-answers' | 'no-variance'> {
  if (table.some((row) => row.length !== table.length))
    throw new RangeError('cohenKappa: the table is not square')
  const bad = table.flat().find((count) => !isFromZero(count))
  if (bad !== undefined) throw new RangeError(`cohenKappa: ${bad} is not a count`)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const total = sum(table.flat())
  if (total === 0) return missed('no-answers')
  const shares = table.map((row) => row.map((count) => count / total))
  const rows = shares.map(sum)
  const columns = shares.map((_, i) => sum(shares.map((row) => row[i]!)))
  const observed = sum(shares.map((row, i) => row[i]!))
  const expected = sum(rows.map((share, i) => share * columns[i]!))
  if (expected > 1 - 1e-12) return missed('no-variance')
  const kappa = (observed - expected) / (1 - expected)
  const agreed = sum(shares.map((row, i) => row[i]! * (1 - (rows[i]! + columns[i]!) * (1 - kappa)) ** 2))
  const apart = sum(
    shares.flatMap((row, i) => row.map((share, j) => (i === j ? 0 : share * (columns[i]! + rows[j]!) ** 2))),
  )
  const variance = agreed + (1 - kappa) ** 2 * apart - (kappa - expected * (1 - kappa)) ** 2
  const standardError = Math.sqrt(Math.max(0, variance) / total) / (1 - expected)
  const { low, high, ...interval } = normalInterval(kappa, standardError, level)
  return found({
    sampleSize: total,
    observed,
    expected,
    kappa,
    standardError,
    interval: { ...interval, low: Math.max(-1, low), high: Math.min(1, high) },
  })
}
