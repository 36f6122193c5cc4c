import { found, missed, type Outcome } from '../core/outcome.ts'
import { quantile } from '../core/quantile.ts'
import { checkFinite, summariseGroup } from './group-summary.ts'

export interface Description {
  readonly sampleSize: number
  readonly missing: number
  readonly mean: number
  /** Divisor n - 1. Left out for one answer. */
  readonly standardDeviation?: number
  readonly minimum: number
  readonly lowerQuartile: number
  readonly median: number
  readonly upperQuartile: number
  readonly maximum: number
  /** m3 / m2^1.5 and m4 / m2^2 - 3 with moments over n. Left out when all answers are the same. */
  readonly skewness?: number
  readonly excessKurtosis?: number
  readonly frequencies: readonly { readonly value: number; readonly count: number; readonly share: number }[]
}

/** One variable; NaN is no answer, frequencies for up to `maxFrequencies` different values. Quantiles type 7. Handbook 13. */
export function describeValues(
  values: readonly number[],
  { maxFrequencies = 50 }: { readonly maxFrequencies?: number } = {},
): Outcome<Description, 'no-answers'> {
  const answered = values.filter((value) => !Number.isNaN(value)).map((value) => value + 0)
  checkFinite('describeValues', answered)
  const sampleSize = answered.length
  if (sampleSize === 0) return missed('no-answers')
  const { mean, variance } = summariseGroup(answered)
  const sorted = Float64Array.from(answered).sort()
  const counts = new Map<number, number>()
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1)
  const moment = (power: number) =>
    answered.reduce((sum, value) => sum + ((value - mean) / Math.sqrt(variance)) ** power, 0) / sampleSize
  const second = variance > 0 ? moment(2) : 0
  return found({
    sampleSize,
    missing: values.length - sampleSize,
    mean,
    ...(sampleSize > 1 && { standardDeviation: Math.sqrt(variance) }),
    minimum: sorted[0]!,
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    maximum: sorted[sampleSize - 1]!,
    ...(second > 0 && {
      skewness: moment(3) / second ** 1.5,
      excessKurtosis: moment(4) / second ** 2 - 3,
    }),
    frequencies:
      counts.size > maxFrequencies
        ? []
        : [...counts].map(([value, count]) => ({ value, count, share: count / sampleSize })),
  })
}
