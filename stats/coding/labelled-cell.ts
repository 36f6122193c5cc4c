import { type AnswerKind, NON_ANSWERS } from '../instruments/instrument.ts'
import type { AnswerWords } from './answer-words.ts'
import { foldText } from './fold-text.ts'
import { quoted } from './quoted.ts'
import { readAnswer } from './read-answer.ts'
import { stateMeant } from './state-words.ts'

/** What a number and the words beside it say together, or why they do not; undefined: there are no such two. */
export type Labelled =
  | { readonly value: string | number }
  | { readonly reason: 'disagrees' | 'unknown-label' | 'ambiguous'; readonly message: string }
  | undefined

/** Nothing need stand between a number and Chinese; "0x10" is neither. */
const NUMBER_FIRST = /^[([]?([+-]?\d+(?:[.,]\d+)?)([^\p{L}\p{N}]+|(?=\p{Script=Han}))(.*\p{L}.*)$/u
const NUMBER_LAST = /^(.*\p{L})([^\p{L}\p{N}]+)(\d+)[)\]]?$/u
/** What parts a number from words, where a space or a hyphen may be of a name: "Store 2", "3-Mobile". */
const MARK = /[=:.、()[\]]| - /
const CODE_FIRST = /^([\p{L}\p{N}_.-]+?)\s*[-=:]\s*(.*\p{L}.*)$/u
/** "8分": eight points, no label. */
const UNIT = '分'

/**
 * "5 – Very satisfied", "非常满意(5)", "1 = Yes", "staff: To its staff". The number has to be the point that is worded so. Where
 * answers have no numbers of their own, it is that of another code book, and the words decide; so they do about a number
 * beyond the scale with the words for no answer ("99 = refused"). Beside a choice the number has to be parted by a mark: "Store 2"
 * may be another store.
 */
export function labelledCell(answer: AnswerKind, cell: string, words: AnswerWords): Labelled {
  const folded = foldText(cell)
  const [, first, behind = '', after] = NUMBER_FIRST.exec(folded) ?? []
  const [, before, ahead = '', last] = NUMBER_LAST.exec(folded) ?? []
  if (first !== undefined && after !== undefined)
    return together(answer, { said: first, label: after, isParted: MARK.test(behind) }, words)
  if (last !== undefined && before !== undefined)
    return together(answer, { said: last, label: before, isParted: MARK.test(ahead) }, words)
  const [, code = '', text = ''] = CODE_FIRST.exec(folded) ?? []
  if (!readAnswer(answer, code).ok) return undefined
  return together(answer, { said: code, label: text, isParted: true }, words)
}

interface Beside {
  readonly said: string
  readonly label: string
  readonly isParted: boolean
}

function together(answer: AnswerKind, { said, label, isParted }: Beside, words: AnswerWords): Labelled {
  const own = ownValue(answer, said)
  if (label === UNIT && typeof own === 'number') return { value: own }
  const state = stateMeant(label)
  const found = words.meant(label)
  const meant = found.length === 0 && state !== undefined ? [state] : found
  if (own !== undefined && meant.includes(own)) return { value: own }
  const [value, other] = meant
  if (value === undefined) {
    if (answer.kind !== 'rating') return undefined
    const message = `${quoted(label)} is no label of this scale; write the number alone, or a label of the form`
    return { reason: 'unknown-label', message }
  }
  if (other !== undefined) return { reason: 'ambiguous', message: sameWording(label, meant) }
  const hasNumbers = answer.kind === 'rating' || answer.kind === 'number'
  const isState = NON_ANSWERS.some((state) => state === value)
  const mayHoldNumbers = !hasNumbers && answer.kind !== 'binary'
  if (own === undefined && !isState && mayHoldNumbers && !isParted) return undefined
  if (own === undefined && (isState || !hasNumbers)) return { value }
  const message = `${quoted(said)} and ${quoted(label)} do not agree: those words are ${value}`
  return { reason: 'disagrees', message }
}

/** Two answers that a form words alike can only be told apart by their codes. */
export const sameWording = (text: string, values: readonly (string | number)[]): string =>
  `${quoted(text)} is the wording of ${values.join(' and ')}: write the code that is meant`

function ownValue(answer: AnswerKind, said: string): string | number | undefined {
  const number = Number(said.replace(',', '.'))
  switch (answer.kind) {
    case 'rating':
    case 'number':
      return readAnswer(answer, number).ok ? number : undefined
    case 'binary':
      return said === '1' || said === 'yes' ? 'yes' : said === '0' || said === 'no' ? 'no' : undefined
    default:
      return readAnswer(answer, answer.kind === 'multi-choice' ? [said] : said).ok ? said : undefined
  }
}
