import { benjaminiHochberg } from '../core/benjamini-hochberg.ts'
import { differenceOf } from '../core/difference.ts'
import { holm } from '../core/holm.ts'
import type { Interval } from '../core/interval.ts'
import { meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'
import { type ScoredText, type WordOptions, wordCounts } from './word-counts.ts'

/** Mean score of the answers with the word less that of the answers without it. */
export interface ScoredWord {
  readonly word: string
  readonly answers: number
  /** Share 0-1 of the scored answers with words. */
  readonly share: number
  readonly mean: number
  readonly difference: number
  readonly standardError: number
  readonly interval: Interval
  readonly p: number
  /** Adjusted over all words of the table. */
  readonly pHolm: number
  readonly pBh: number
}

export interface ScoredWords {
  /** Answers with a score and at least one word. */
  readonly sampleSize: number
  readonly missing: number
  readonly mean: number
  /** Lowest difference first: the head goes with dissatisfaction, the tail with satisfaction. */
  readonly words: readonly ScoredWord[]
}

/**
 * Words that go with low or high scores: Welch's t of answers with and without the word, Holm and Benjamini-Hochberg over
 * all words frequent enough. Going with is not causing. Throws when a score is not usable. Handbook 12.1, 13.2.
 */
export function scoredWords(
  texts: readonly ScoredText[],
  { level = 0.95, ...options }: WordOptions & { readonly level?: number } = {},
): Outcome<ScoredWords, 'too-few-answers' | 'no-words'> {
  const bad = texts.findIndex(({ score }) => score !== undefined && !isUsable(score))
  if (bad >= 0) throw new RangeError(`scoredWords: the score of answer ${bad} is not ${USABLE}`)
  const used = texts.filter(({ words, score }) => score !== undefined && words.length > 0)
  const all = meanTest(
    used.map(({ score }) => score!),
    { level },
  )
  if (!all.ok) return missed('too-few-answers')
  const counted = wordCounts(used, options)
  const rows = counted.flatMap(({ word, answers }) => {
    const holds = new Set(answers)
    const summary = (inside: boolean) => {
      const scores = used.flatMap(({ score }, i) => (holds.has(i) === inside ? [score!] : []))
      const tested = meanTest(scores, { level })
      return tested.ok ? tested.value : undefined
    }
    const withWord = summary(true)
    const without = summary(false)
    if (withWord === undefined || without === undefined) return []
    const tested = differenceOf(withWord, without, { level })
    if (!tested.ok) return []
    const { difference, standardError, interval, p } = tested.value
    const share = answers.length / used.length
    return [
      { word, answers: answers.length, share, mean: withWord.value, difference, standardError, interval, p },
    ]
  })
  if (rows.length === 0) return missed('no-words')
  const byHolm = holm(rows.map(({ p }) => p))
  const byBh = benjaminiHochberg(rows.map(({ p }) => p))
  return found({
    sampleSize: used.length,
    missing: texts.length - used.length,
    mean: all.value.value,
    words: rows
      .map((row, k) => ({ ...row, pHolm: byHolm[k]!, pBh: byBh[k]! }))
      .sort((a, b) => a.difference - b.difference || (a.word < b.word ? -1 : 1)),
  })
}
