import { fUpper } from './f-upper.ts'
import { found, missed, type Outcome } from './outcome.ts'
import { isUsable } from './usable-number.ts'

/** One group's mean, the standard error of that mean, and its n (the effective one when weighted). */
export interface GroupMean {
  readonly value: number
  readonly standardError: number
  readonly sampleSize: number
}

export interface WelchAnova {
  readonly groups: number
  readonly f: number
  readonly df1: number
  readonly df2: number
  readonly p: number
}

/**
 * Do k independent means differ, whatever their variances? Needs two groups of two with some variance each.
 * Throws when a number is not usable or an error negative. Welch (1951); handbook 12.1, 13.
 */
export function welchAnova(
  groups: readonly GroupMean[],
): Outcome<WelchAnova, 'too-few-groups' | 'too-few-answers' | 'no-variance'> {
  groups.forEach(({ value, standardError, sampleSize }, i) => {
    if (![value, standardError, sampleSize].every(isUsable) || standardError < 0) {
      throw new RangeError(`welchAnova: group ${i} is not a mean with an error and a size`)
    }
  })
  const k = groups.length
  if (k < 2) return missed('too-few-groups')
  if (groups.some(({ sampleSize }) => !(sampleSize > 1))) return missed('too-few-answers')
  const weights = groups.map(({ standardError }) => 1 / standardError ** 2)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!Number.isFinite(total) || !(total > 0)) return missed('no-variance')
  const centre = groups.reduce((sum, { value }, i) => sum + weights[i]! * value, 0) / total
  const between = groups.reduce((sum, { value }, i) => sum + weights[i]! * (value - centre) ** 2, 0) / (k - 1)
  const spread = groups.reduce(
    (sum, { sampleSize }, i) => sum + (1 - weights[i]! / total) ** 2 / (sampleSize - 1),
    0,
  )
  const f = between / (1 + (2 * (k - 2) * spread) / (k ** 2 - 1))
  const df2 = (k ** 2 - 1) / (3 * spread)
  if (!Number.isFinite(f)) return missed('no-variance')
  return found({ groups: k, f, df1: k - 1, df2, p: fUpper(f, k - 1, df2) })
}
