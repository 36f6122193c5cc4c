import { maskPersonal } from '../../stats/index.ts'
import { stopWordsOf, wordSegmenter } from '../commands/segment-words.ts'
import type { ModuleAnalysis } from '../contract/module-analysis.ts'
import type { OpenAnswers } from '../db/module-answers.ts'

/** No word of any language: what is masked is not counted among the words people use. */
const MASKS = { email: ' … ', number: ' … ', account: ' … ', name: ' … ' }

/** Words that say nothing on their own, of the languages that forms are in. */
export const STOP_WORDS: readonly string[] = [...stopWordsOf('en'), ...stopWordsOf('zh')]

/**
 * Cuts open answers into words, personal data masked first.
 * The language is that of the form, which does not keep anybody from writing another.
 */
export function openAnswerWords() {
  const segmenters = new Map<string, (text: string) => string[]>()
  return ({ language, name, texts }: OpenAnswers, field: string): string[] => {
    const text = texts[field]
    if (typeof text !== 'string') return []
    const segment = segmenters.get(language) ?? wordSegmenter(language)
    segmenters.set(language, segment)
    return segment(maskPersonal(text, { names: namesOf(name), words: MASKS }))
  }
}

/** The whole name, and its parts: people are spoken of by either. */
function namesOf(name: string | null): string[] {
  const whole = name?.trim() ?? ''
  if (whole === '') return []
  return [...new Set([whole, ...whole.split(/\s+/)])]
}

/** Whether a result is made of people's own words. */
export const isOfOpenAnswers = ({ module }: Pick<ModuleAnalysis, 'module'>): boolean =>
  module.feed.startsWith('text.')
