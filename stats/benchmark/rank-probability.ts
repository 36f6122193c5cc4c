import { found, missed, type Outcome } from '../core/outcome.ts'
import { GENERATOR, seeded, streamOf } from '../core/random.ts'
import { drawCounts } from '../core/resample.ts'
import { ABOVE_ZERO, isAboveZero, isUsable, USABLE } from '../core/usable-number.ts'
import type { NamedAnswers } from './compare-means.ts'

export interface RankProbability {
  readonly name: string
  readonly mean: number
  /** Share of resamples in which the brand came first; ties are shared out. */
  readonly first: number
  /** shares[r]: share of resamples with rank r + 1, ties on the better rank. */
  readonly shares: readonly number[]
}

export interface RankProbabilities {
  readonly brands: readonly RankProbability[]
  readonly resamples: { readonly count: number; readonly seed: number; readonly generator: string }
}

/**
 * How sure is the first place? Respondents are resampled inside each brand, whose stream of random numbers hangs on its
 * name, so the order of the brands does not matter. Highest mean is rank 1. Handbook 12.2.
 */
export function rankProbabilities(
  brands: readonly NamedAnswers[],
  { resamples = 2000, seed = 1 }: { readonly resamples?: number; readonly seed?: number } = {},
): Outcome<RankProbabilities, 'too-few-groups' | 'too-few-answers'> {
  const twice = brands.find(({ name }, i) => brands.findIndex((other) => other.name === name) !== i)
  if (twice !== undefined) throw new RangeError(`rankProbabilities: brand "${twice.name}" appears twice`)
  if (!Number.isSafeInteger(resamples) || resamples < 1) {
    throw new RangeError(`rankProbabilities: resamples must be a whole number above 0, got ${resamples}`)
  }
  brands.forEach(({ name, values, weights }) => {
    if (!values.every(isUsable)) {
      throw new RangeError(`rankProbabilities: an answer of "${name}" is not ${USABLE}`)
    }
    if (weights !== undefined && (weights.length !== values.length || !weights.every(isAboveZero))) {
      throw new RangeError(
        `rankProbabilities: the weights of "${name}" are not one per answer, each ${ABOVE_ZERO}`,
      )
    }
  })
  if (brands.length < 2) return missed('too-few-groups')
  const small = brands.find(({ values }) => values.length < 2)
  if (small !== undefined) return missed('too-few-answers', small.name)
  const ranks = brands.map(() => new Array<number>(brands.length).fill(0))
  const first = brands.map(() => 0)
  const counts = brands.map(({ values }) => new Float64Array(values.length))
  const streams = brands.map(({ name }) => streamOf(name))
  for (let draw = 0; draw < resamples; draw++) {
    const means = brands.map((brand, b) => {
      drawCounts(seeded(seed, { stream: streams[b]!, draw }), counts[b]!)
      return meanOf(brand, counts[b]!)
    })
    const best = Math.max(...means)
    const winners = means.filter((mean) => mean === best).length
    means.forEach((mean, b) => {
      ranks[b]![means.filter((other) => other > mean).length]! += 1
      if (mean === best) first[b]! += 1 / winners
    })
  }
  return found({
    brands: brands.map((brand, b) => ({
      name: brand.name,
      mean: meanOf(brand, new Float64Array(brand.values.length).fill(1)),
      first: first[b]! / resamples,
      shares: ranks[b]!.map((count) => count / resamples),
    })),
    resamples: { count: resamples, seed, generator: GENERATOR },
  })
}

function meanOf({ values, weights }: NamedAnswers, counts: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const weight = counts[i]! * (weights?.[i] ?? 1)
    sum += weight * values[i]!
    total += weight
  }
  return sum / total
}
