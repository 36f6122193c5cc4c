import { meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { ABOVE_ZERO, isAboveZero, isUsable, USABLE } from '../core/usable-number.ts'
import { type WelchAnova, welchAnova } from '../core/welch-anova.ts'
import { comparePairs, type NamedScore, type PairDifference } from './compare-pairs.ts'

/** The answers of one brand, with sampling weights when there are any. */
export interface NamedAnswers {
  readonly name: string
  readonly values: readonly number[]
  readonly weights?: readonly number[]
}

export interface ComparedMeans {
  readonly scores: readonly NamedScore[]
  /** Groups with fewer than two answers: not compared. */
  readonly leftOut: readonly string[]
  /** Left out when a group has no variance. */
  readonly omnibus?: WelchAnova
  readonly pairs: readonly PairDifference[]
}

/**
 * Weighted means per group, Welch's omnibus test, then all pairs with Holm and Benjamini-Hochberg. Degrees of freedom
 * use the effective number of answers (sum w)^2 / sum w^2. Throws when a name appears twice. Handbook 0.5, 12.1.
 */
export function compareMeans(
  groups: readonly NamedAnswers[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<ComparedMeans, 'too-few-groups'> {
  const twice = groups.find(({ name }, i) => groups.findIndex((other) => other.name === name) !== i)
  if (twice !== undefined) throw new RangeError(`compareMeans: group "${twice.name}" appears twice`)
  const scores: NamedScore[] = []
  const leftOut: string[] = []
  for (const { name, values, weights } of groups) {
    checkAnswers(name, values, weights)
    const tested = meanTest(values, { level, ...(weights !== undefined && { weights }) })
    if (!tested.ok) leftOut.push(name)
    else {
      const { value, standardError } = tested.value
      scores.push({ name, value, standardError, sampleSize: kish(weights) ?? values.length })
    }
  }
  if (scores.length < 2) return missed('too-few-groups')
  const omnibus = welchAnova(scores.map((score) => ({ ...score, sampleSize: score.sampleSize! })))
  return found({
    scores,
    leftOut,
    ...(omnibus.ok && { omnibus: omnibus.value }),
    pairs: comparePairs(scores, { level }),
  })
}

function checkAnswers(name: string, values: readonly number[], weights: readonly number[] | undefined): void {
  if (!values.every(isUsable)) throw new RangeError(`compareMeans: an answer of "${name}" is not ${USABLE}`)
  if (weights !== undefined && !weights.every(isAboveZero)) {
    throw new RangeError(`compareMeans: a weight of "${name}" is not ${ABOVE_ZERO}`)
  }
}

function kish(weights: readonly number[] | undefined): number | undefined {
  if (weights === undefined) return undefined
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0)
}
