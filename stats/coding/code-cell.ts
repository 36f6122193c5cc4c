import type { AnswerKind, NonAnswer } from '../instruments/instrument.ts'
import type { CodeBook } from './code-book.ts'
import { numbersMeant } from './numbers-meant.ts'
import type { Problem } from './observation.ts'
import { quoted } from './quoted.ts'
import { readAnswer } from './read-answer.ts'

/** `value` is undefined for an empty cell: then the answer is left out. */
export type Cell =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem }

const EMPTY = new Set(['', 'na', 'n/a', 'nan', 'null', '.', '-', '#n/a'])

const STATE_WORDS: ReadonlyMap<string, NonAnswer> = new Map([
  ['dont_know', 'dont_know'],
  ["don't know", 'dont_know'],
  ['dont know', 'dont_know'],
  ['dk', 'dont_know'],
  ['不知道', 'dont_know'],
  ['not_applicable', 'not_applicable'],
  ['does not apply to me', 'not_applicable'],
  ['not applicable', 'not_applicable'],
  ['不适用', 'not_applicable'],
  ['不適用', 'not_applicable'],
  ['refused', 'refused'],
  ['prefer not to say', 'refused'],
  ['不愿回答', 'refused'],
  ['不願回答', 'refused'],
])

const YES = new Set(['yes', 'y', '1', 'true', '是', '有'])
const NO = new Set(['no', 'n', '0', 'false', '否', '没有', '沒有'])

/**
 * The raw answer that one text cell of an imported table stands for. `code`: a field or attribute of the book.
 * Numbers may carry thousands by comma or space, a decimal comma or full-width digits, and are refused where they could
 * mean two; lists are separated by `|`, points written `part=40`.
 */
export function codeCell(book: CodeBook, code: string, text: string): Cell {
  const answer = answerKindOf(book, code)
  if (answer === undefined) throw new RangeError(`codeCell: the code book has no "${code}"`)
  return codeCellAs(answer, code, text)
}

/** How a field, or an attribute (a choice of its values), is answered. */
export function answerKindOf(book: CodeBook, code: string): AnswerKind | undefined {
  const attribute = book.attributes.find((attribute) => attribute.code === code)
  return attribute === undefined
    ? book.fields.find((field) => field.code === code)?.answer
    : { kind: 'choice', choices: attribute.values }
}

/** As `codeCell`, for an answer whose kind is known; `code` is what problems name. */
export function codeCellAs(answer: AnswerKind, code: string, text: string): Cell {
  const cell = plainCell(text)
  const word = cell.toLowerCase()
  if (EMPTY.has(word)) return { ok: true, value: undefined }
  const state = STATE_WORDS.get(word)
  if (state !== undefined) return { ok: true, value: state }

  const value = rawAnswer(answer, cell, text)
  const reading = readAnswer(answer, value)
  if (reading.ok) return { ok: true, value }
  const message = (reading.reason === 'not-a-number' && twoMeanings(cell)) || reading.message
  return { ok: false, problem: { item: code, reason: reading.reason, message: `${code}: ${message}` } }
}

/** What to write instead, where a comma may group thousands or be a decimal mark: a file does not say which. */
export function twoMeanings(cell: string): string | undefined {
  const doubtful = cell.split(/[|=]/).find((part) => numbersMeant(part).length > 1)
  if (doubtful === undefined) return undefined
  const [thousands, decimal] = numbersMeant(doubtful)
  return `${quoted(doubtful.trim())} may mean ${thousands} or ${decimal}: write it as ${thousands} or as ${decimal}`
}

const plainCell = (text: string) => text.normalize('NFKC').replaceAll('’', "'").trim()

function rawAnswer(answer: AnswerKind, cell: string, text: string): unknown {
  const word = cell.toLowerCase()
  switch (answer.kind) {
    case 'rating':
      return numberOr(cell)
    case 'number':
      return answer.words !== undefined && Object.hasOwn(answer.words, word) ? word : numberOr(cell)
    case 'binary':
      return YES.has(word) ? 'yes' : NO.has(word) ? 'no' : cell
    case 'choice':
      return word
    case 'multi-choice':
      return word.split('|').map((choice) => choice.trim())
    case 'text':
      return text
    case 'allocation':
      return allocation(word)
  }
}

function numberOr(cell: string): unknown {
  const [number, other] = numbersMeant(cell)
  return number === undefined || other !== undefined ? cell : number
}

function allocation(word: string): unknown {
  const entries = word.split('|').map((part) => part.split('='))
  if (entries.some((entry) => entry.length !== 2)) return quoted(word)
  return Object.fromEntries(entries.map(([part = '', points = '']) => [part.trim(), numberOr(points.trim())]))
}
