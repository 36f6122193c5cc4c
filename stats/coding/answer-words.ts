import { foldText, foldWording } from './fold-text.ts'

/** One choice, point of a scale, part or non-answer, and how the form words it in each of its languages. */
export interface Wording {
  readonly value: string | number
  readonly texts: readonly string[]
}

/** By the field or attribute whose answers are worded so. */
export type Wordings = ReadonlyMap<string, readonly Wording[]>

/** The wordings of one question, to be looked up by what a cell says. */
export interface AnswerWords {
  /** The values that a text is the wording of: none, one, or several that are worded alike. */
  readonly meant: (text: string) => readonly (string | number)[]
  /** Whether a mark stands in one of the wordings, and so cannot separate them. */
  readonly holds: (mark: string) => boolean
}

/** Wordings as written go before those that are alike but for their punctuation. */
export function answerWords(wordings: readonly Wording[] = []): AnswerWords {
  const written = lookup(wordings, foldText)
  const alike = lookup(wordings, foldWording)
  const texts = wordings.flatMap(({ texts }) => texts.map(foldText))
  return {
    meant: (text) => written.get(foldText(text)) ?? alike.get(foldWording(text)) ?? [],
    holds: (mark) => texts.some((text) => text.includes(mark)),
  }
}

export const NO_WORDS: AnswerWords = answerWords()

function lookup(wordings: readonly Wording[], fold: (text: string) => string) {
  const found = new Map<string, readonly (string | number)[]>()
  for (const { value, texts } of wordings) {
    for (const text of new Set(texts.map(fold))) {
      const before = found.get(text) ?? []
      if (text !== '' && !before.includes(value)) found.set(text, [...before, value])
    }
  }
  return found
}
