import type { NonAnswer } from '../instruments/instrument.ts'
import { foldWording } from './fold-text.ts'

/** What files write where nothing was said. */
const EMPTY = new Set(['', 'na', 'n/a', 'nan', 'null', '.', '-', '#n/a'])

export const isEmptyCell = (folded: string): boolean => EMPTY.has(folded)

const WORDS: Readonly<Record<NonAnswer, readonly string[]>> = {
  dont_know: [
    'dont_know',
    "don't know",
    'do not know',
    'dk',
    "can't say",
    'cannot say',
    "don't know / can't say",
    'not sure',
    'unsure',
    'no idea',
    '不知道',
    '不清楚',
    '说不清',
    '說不清',
    '不确定',
    '不確定',
    '不了解',
    '不晓得',
    '不曉得',
    '难说',
    '難說',
  ],
  not_applicable: [
    'not_applicable',
    'not applicable',
    'does not apply',
    "doesn't apply",
    'does not apply to me',
    'inapplicable',
    '不适用',
    '不適用',
    '不涉及',
    '与我无关',
    '與我無關',
  ],
  refused: [
    'refused',
    'refusal',
    'refused to answer',
    'declined to answer',
    'prefer not to say',
    'prefer not to answer',
    'rather not say',
    '拒答',
    '拒绝',
    '拒絕',
    '拒绝回答',
    '拒絕回答',
    '不愿回答',
    '不願回答',
    '不愿意回答',
    '不願意回答',
    '不想回答',
    '不便回答',
    '不愿透露',
    '不願透露',
    '不方便透露',
  ],
}

const STATES: ReadonlyMap<string, NonAnswer> = new Map(
  Object.entries(WORDS).flatMap(([state, words]) =>
    words.map((word) => [foldWording(word), state as NonAnswer] as const),
  ),
)

/** The non-answer that a cell says in words that are usual in English or Chinese, however they are punctuated. */
export const stateMeant = (text: string): NonAnswer | undefined => STATES.get(foldWording(text))

/** Words that are hardly an answer of one's own, as "not sure" or 拒绝 may be. */
const PLAIN = new Set(
  [
    ...[
      'dont_know',
      "don't know",
      'dk',
      '不知道',
      'not_applicable',
      'not applicable',
      'does not apply to me',
    ],
    ...['不适用', '不適用', 'refused', 'prefer not to say', '不愿回答', '不願回答'],
  ].map(foldWording),
)

/** The same of an answer in words, which only the plainest are instead of. */
export const stateInstead = (text: string): NonAnswer | undefined =>
  PLAIN.has(foldWording(text)) ? stateMeant(text) : undefined
