/** One open answer as words (segmented and normalised by the caller), with a score when there is one. */
export interface ScoredText {
  readonly words: readonly string[]
  readonly score?: number
}

export interface WordOptions {
  /** Words that say nothing, in the form the words have. */
  readonly stopWords?: readonly string[]
  /** Words of fewer answers are left out. */
  readonly minimumAnswers?: number
}

/** A word and the answers that hold it, at least once. */
export interface WordAnswers {
  readonly word: string
  /** Positions in the list of answers, rising. */
  readonly answers: readonly number[]
}

/** Words by number of answers, then by code unit. Counting answers, not mentions: one person cannot shout. Handbook 13.2. */
export function wordCounts(
  texts: readonly Pick<ScoredText, 'words'>[],
  { stopWords = [], minimumAnswers = 5 }: WordOptions = {},
): WordAnswers[] {
  if (!(minimumAnswers >= 1))
    throw new RangeError(`wordCounts: the minimum must be at least 1, got ${minimumAnswers}`)
  const stops = new Set(stopWords)
  const answers = new Map<string, number[]>()
  texts.forEach(({ words }, i) => {
    for (const word of new Set(words)) {
      if (word === '' || stops.has(word)) continue
      const list = answers.get(word)
      if (list === undefined) answers.set(word, [i])
      else list.push(i)
    }
  })
  return [...answers]
    .filter(([, list]) => list.length >= minimumAnswers)
    .map(([word, list]) => ({ word, answers: list }))
    .sort((a, b) => b.answers.length - a.answers.length || (a.word < b.word ? -1 : 1))
}
