import { found, missed, type Outcome } from '../core/outcome.ts'
import { type Share, shareOf } from '../core/share.ts'
import { type ScoredText, type WordOptions, wordCounts } from './word-counts.ts'

export interface FrequentWord {
  readonly word: string
  readonly answers: number
  /** Of the answers that hold any word. */
  readonly share: Share
}

export interface FrequentWords {
  /** Answers with at least one word. */
  readonly sampleSize: number
  readonly missing: number
  /** In most answers first. */
  readonly words: readonly FrequentWord[]
}

/** What people talk about: the words that most answers hold, with Wilson intervals. Handbook 13.2. */
export function frequentWords(
  texts: readonly Pick<ScoredText, 'words'>[],
  {
    level = 0.95,
    wordsShown = 50,
    ...options
  }: WordOptions & { readonly level?: number; readonly wordsShown?: number } = {},
): Outcome<FrequentWords, 'no-words'> {
  if (!Number.isSafeInteger(wordsShown) || wordsShown < 1)
    throw new RangeError(`frequentWords: wordsShown must be a whole number above 0, got ${wordsShown}`)
  const used = texts.filter(({ words }) => words.length > 0)
  const counted = wordCounts(used, options).slice(0, wordsShown)
  if (counted.length === 0) return missed('no-words')
  return found({
    sampleSize: used.length,
    missing: texts.length - used.length,
    words: counted.flatMap(({ word, answers }) => {
      const share = shareOf(answers.length, used.length, level)
      return share.ok ? [{ word, answers: answers.length, share: share.value }] : []
    }),
  })
}
