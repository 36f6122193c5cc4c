import { type Interval, normalInterval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { isUsable } from '../core/usable-number.ts'

export interface StratumMean {
  readonly name: string
  /** Share W of the population, or any number in proportion to it. */
  readonly share: number
  readonly mean: number
  readonly deviation: number
  readonly sampleSize: number
  /** N of the stratum: the finite population correction 1 - n / N is applied when it is there. */
  readonly population?: number
}

export interface StratifiedMean {
  readonly sampleSize: number
  readonly value: number
  readonly standardError: number
  readonly interval: Interval
  /** Variance over that of a simple random sample of the same n: below 1 the strata helped. */
  readonly designEffect?: number
}

/**
 * Population mean from strata: sum W m with variance sum W^2 s^2 / n (1 - f). Every stratum needs two answers.
 * Cochran (1977), ch. 5; handbook 12.5.
 */
export function stratifiedMean(
  strata: readonly StratumMean[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<StratifiedMean, 'no-answers' | 'too-few-answers'> {
  for (const { name, share, mean, deviation, sampleSize, population } of strata) {
    if (
      !(
        share > 0 &&
        deviation >= 0 &&
        sampleSize >= 0 &&
        [share, mean, deviation, sampleSize].every(isUsable)
      )
    )
      throw new RangeError(`stratifiedMean: stratum "${name}" has a number that cannot be`)
    if (population !== undefined && !(population >= sampleSize && isUsable(population)))
      throw new RangeError(`stratifiedMean: stratum "${name}" has more answers than people`)
  }
  if (strata.length === 0) return missed('no-answers')
  const small = strata.find(({ sampleSize }) => sampleSize < 2)
  if (small !== undefined) return missed('too-few-answers', small.name)
  const total = strata.reduce((sum, { share }) => sum + share, 0)
  const shares = strata.map(({ share }) => share / total)
  const value = strata.reduce((sum, { mean }, h) => sum + shares[h]! * mean, 0)
  const variance = strata.reduce((sum, { deviation, sampleSize, population }, h) => {
    const left = population === undefined ? 1 : 1 - sampleSize / population
    return sum + (shares[h]! ** 2 * deviation ** 2 * left) / sampleSize
  }, 0)
  const sampleSize = strata.reduce((sum, stratum) => sum + stratum.sampleSize, 0)
  const standardError = Math.sqrt(variance)
  const whole = strata.reduce(
    (sum, { mean, deviation }, h) => sum + shares[h]! * (deviation ** 2 + (mean - value) ** 2),
    0,
  )
  const base = { sampleSize, value, standardError, interval: normalInterval(value, standardError, level) }
  return found(whole > 0 ? { ...base, designEffect: (variance * sampleSize) / whole } : base)
}
