import type { Estimated } from '../core/estimated.ts'
import { type Observations, selectItems } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { quantile } from '../core/quantile.ts'
import {
  type ResampledReceipt,
  type ResampleOptions,
  resampleStatistics,
  withMargin,
} from '../core/resample-statistics.ts'
import { type House, type HouseOptions, houseOfQuality, ranksOf } from './house-of-quality.ts'

export interface CharacteristicRank {
  readonly name: string
  readonly absolute: Estimated
  readonly rank: number
  /** Ranks that the level's middle share of resamples gave. */
  readonly bestRank: number
  readonly worstRank: number
  readonly chanceOfFirst: number
}

export interface HouseRanks {
  readonly sampleSize: number
  /** Mean importance per requirement, in their order. */
  readonly importance: readonly number[]
  readonly characteristics: readonly CharacteristicRank[]
  readonly resamples: ResampledReceipt
}

/**
 * How sure are the ranks? Importance is what respondents said, in columns named as the requirements; they are
 * resampled, and every resample builds the house anew. Item means use the answers there are. Handbook 10.4.
 */
export function houseRanks(
  house: House,
  observations: Observations,
  { resamples = 1000, seed = 1, level = 0.95, ...options }: ResampleOptions & HouseOptions = {},
): Outcome<HouseRanks, 'too-few-answers'> {
  const { values, rows, items, weights } = selectItems(
    observations,
    house.requirements.map(({ name }) => name),
  )
  const meansOf = (counts: Float64Array): number[] =>
    items.map((_, h) => {
      let sum = 0
      let total = 0
      for (let i = 0; i < rows; i++) {
        const value = values[i * items.length + h]!
        if (Number.isNaN(value)) continue
        const weight = counts[i]! * (weights?.[i] ?? 1)
        sum += weight * value
        total += weight
      }
      return sum / total
    })
  const importanceOf = (means: readonly number[]) =>
    houseOfQuality(
      { ...house, requirements: house.requirements.map((row, i) => ({ ...row, importance: means[i]! })) },
      options,
    ).characteristics.map(({ absolute }) => absolute)
  const importance = meansOf(new Float64Array(rows).fill(1))
  if (rows < 2 || !importance.every(Number.isFinite)) return missed('too-few-answers')
  const columns = house.characteristics.length
  const { draws, receipt } = resampleStatistics(
    { rows, size: 2 * columns },
    (counts, into) => {
      const means = meansOf(counts)
      if (!means.every(Number.isFinite)) return false
      const absolute = importanceOf(means)
      into.set(absolute)
      into.set(ranksOf(absolute), columns)
      return true
    },
    { resamples, seed },
  )
  const absolute = importanceOf(importance)
  const ranks = ranksOf(absolute)
  const outside = (1 - level) / 2
  return found({
    sampleSize: rows,
    importance,
    characteristics: house.characteristics.map(({ name }, j) => {
      const sorted = Float64Array.from(draws[columns + j]!).sort()
      const some = sorted.length > 0
      return {
        name,
        absolute: withMargin(absolute[j]!, draws[j]!, level),
        rank: ranks[j]!,
        bestRank: some ? Math.floor(quantile(sorted, outside)) : ranks[j]!,
        worstRank: some ? Math.ceil(quantile(sorted, 1 - outside)) : ranks[j]!,
        chanceOfFirst: some ? sorted.filter((rank) => rank === 1).length / sorted.length : 0,
      }
    }),
    resamples: receipt,
  })
}
