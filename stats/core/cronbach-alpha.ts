import { found, missed, type Outcome } from './outcome.ts'
import { isUsable, USABLE } from './usable-number.ts'

/**
 * Cronbach's alpha of k items, k / (k - 1) (1 - sum of item variances / variance of the sum), over `rows` without gaps.
 * May be negative. Cronbach (1951).
 */
export function cronbachAlpha(
  rows: readonly (readonly number[])[],
): Outcome<number, 'too-few-answers' | 'one-item-only' | 'no-variance'> {
  const items = rows[0]?.length ?? 0
  if (rows.some((row) => row.length !== items))
    throw new RangeError('cronbachAlpha: the rows differ in length')
  if (!rows.every((row) => row.every(isUsable)))
    throw new RangeError(`cronbachAlpha: an answer is not ${USABLE}`)
  if (rows.length < 2) return missed('too-few-answers')
  if (items < 2) return missed('one-item-only')
  const variance = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  }
  const whole = variance(rows.map((row) => row.reduce((sum, value) => sum + value, 0)))
  const parts = Array.from({ length: items }, (_, h) => variance(rows.map((row) => row[h]!)))
  const sumOfParts = parts.reduce((sum, part) => sum + part, 0)
  if (!(whole > 1e-12 * Math.max(1, sumOfParts))) return missed('no-variance')
  return found((items / (items - 1)) * (1 - sumOfParts / whole))
}
