import { isFromZero } from './usable-number.ts'

/** Answers counted per scale point: the number of answers, their mean and variance (divisor n - 1). */
export interface CountSummary {
  readonly sampleSize: number
  readonly mean: number
  readonly variance: number
}

/** Summary of counts, where counts[i] people answered `first` + i. Needs at least one answer. */
export function summariseCounts(counts: readonly number[], first: number): CountSummary {
  const sampleSize = totalOf(counts)
  const mean = counts.reduce((sum, count, i) => sum + count * (first + i), 0) / sampleSize
  const squares = counts.reduce((sum, count, i) => sum + count * (first + i - mean) ** 2, 0)
  return { sampleSize, mean, variance: sampleSize > 1 ? squares / (sampleSize - 1) : 0 }
}

/** Throws when a count is not a number from 0. */
export function totalOf(counts: readonly number[]): number {
  const bad = counts.find((count) => !isFromZero(count))
  if (bad !== undefined) throw new RangeError(`counts: ${bad} is not a number of people`)
  return counts.reduce((sum, count) => sum + count, 0)
}
