import { found, missed, type Outcome } from './outcome.ts'

/** Agreement of two coders beyond what their habits alone would give. */
export interface CohenKappa {
  readonly sampleSize: number
  /** Share on which they agree. */
  readonly observed: number
  /** Share expected from their margins. */
  readonly expected: number
  readonly kappa: number
}

/**
 * From a square table of counts: rows what the first coder said, columns the second. No answer when both always say the
 * same one thing. Throws when the table is not square or a count is not a number from 0. Cohen (1960).
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
): Outcome<CohenKappa, 'no-answers' | 'no-variance'> {
  if (table.some((row) => row.length !== table.length))
    throw new RangeError('cohenKappa: the table is not square')
  const bad = table.flat().find((count) => !(count >= 0 && Number.isFinite(count)))
  if (bad !== undefined) throw new RangeError(`cohenKappa: ${bad} is not a count`)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const total = sum(table.flat())
  if (total === 0) return missed('no-answers')
  const observed = sum(table.map((row, i) => row[i]!)) / total
  const expected = sum(
    table.map((row, i) => (sum(row) / total) * (sum(table.map((other) => other[i]!)) / total)),
  )
  if (expected > 1 - 1e-12) return missed('no-variance')
  return found({ sampleSize: total, observed, expected, kappa: (observed - expected) / (1 - expected) })
}
