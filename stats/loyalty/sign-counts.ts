import { type MeanTest, meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { type Share, shareOf } from '../core/share.ts'

export interface SignCounts {
  readonly sampleSize: number
  /** How many signs one shows. */
  readonly mean: MeanTest
  /** By number of signs shown, from none to all. */
  readonly levels: readonly { readonly signs: number; readonly count: number; readonly share: Share }[]
  /** Those who show so many signs or more: with six of eight, customer evangelists. */
  readonly enough?: Share
  readonly signs: readonly { readonly name: string; readonly share: Share }[]
}

/**
 * How many signs of loyalty the respondents show: the level 0 to 4 of the four signs, and the share of evangelists.
 * `rows[i][k]`: respondent i shows sign k. Throws when a row has not one entry per sign. Handbook 8.6.
 */
export function signCounts(
  names: readonly string[],
  rows: readonly (readonly boolean[])[],
  { atLeast, level = 0.95 }: { readonly atLeast?: number; readonly level?: number } = {},
): Outcome<SignCounts, 'too-few-answers'> {
  if (names.length === 0) throw new RangeError('signCounts: there are no signs')
  if (rows.some((row) => row.length !== names.length)) {
    throw new RangeError(`signCounts: a respondent has not an answer to each of the ${names.length} signs`)
  }
  if (atLeast !== undefined && !(Number.isSafeInteger(atLeast) && atLeast >= 1 && atLeast <= names.length)) {
    throw new RangeError(`signCounts: atLeast must be from 1 to ${names.length}, got ${atLeast}`)
  }
  const counts = rows.map((row) => row.filter(Boolean).length)
  const mean = meanTest(counts, { level })
  if (!mean.ok) return missed('too-few-answers')
  const share = (part: number): Share => {
    const outcome = shareOf(part, rows.length, level)
    if (!outcome.ok) throw new RangeError(`signCounts: ${outcome.reason}`)
    return outcome.value
  }
  return found({
    sampleSize: rows.length,
    mean: mean.value,
    levels: Array.from({ length: names.length + 1 }, (_, signs) => {
      const count = counts.filter((one) => one === signs).length
      return { signs, count, share: share(count) }
    }),
    ...(atLeast !== undefined && { enough: share(counts.filter((one) => one >= atLeast).length) }),
    signs: names.map((name, k) => ({ name, share: share(rows.filter((row) => row[k]).length) })),
  })
}
