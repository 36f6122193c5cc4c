import { type AnswerKind, NON_ANSWERS, type NonAnswer } from '../instruments/instrument.ts'
import { type AnswerWords, NO_WORDS } from './answer-words.ts'
import type { CodeBook } from './code-book.ts'
import { foldText, foldWording } from './fold-text.ts'
import { labelledCell, sameWording } from './labelled-cell.ts'
import { numbersMeant } from './numbers-meant.ts'
import type { Problem } from './observation.ts'
import { quoted } from './quoted.ts'
import { readAnswer } from './read-answer.ts'
import { splitCell } from './split-cell.ts'
import { isEmptyCell, stateInstead, stateMeant } from './state-words.ts'
import { withoutPercent } from './without-percent.ts'

/** `value` is undefined for an empty cell: then the answer is left out. */
export type Cell =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem }

const YES = new Set(['yes', 'y', '1', 'true', '是', '有'])
const NO = new Set(['no', 'n', '0', 'false', '否', '没有', '沒有'])

/**
 * The raw answer that one text cell of an imported table stands for. `code`: a field or attribute of the book; `words`:
 * its wordings in the form. Codes, wordings and the usual words for no answer are read; a number and its label have to
 * agree. Numbers may carry thousands by comma or space, a decimal comma or full-width digits, and are refused where they
 * could mean two; lists are separated as splitCell says, points written `part=40`.
 */
export function codeCell(book: CodeBook, code: string, text: string, words?: AnswerWords): Cell {
  const answer = answerKindOf(book, code)
  if (answer === undefined) throw new RangeError(`codeCell: the code book has no "${code}"`)
  return codeCellAs(answer, code, text, words)
}

/** How a field, or an attribute (a choice of its values), is answered. */
export function answerKindOf(book: CodeBook, code: string): AnswerKind | undefined {
  const attribute = book.attributes.find((attribute) => attribute.code === code)
  return attribute === undefined
    ? book.fields.find((field) => field.code === code)?.answer
    : { kind: 'choice', choices: attribute.values }
}

/** As `codeCell`, for an answer whose kind is known; `code` is what problems name. */
export function codeCellAs(answer: AnswerKind, code: string, text: string, words = NO_WORDS): Cell {
  const refuse = (reason: string, message: string): Cell => ({
    ok: false,
    problem: { item: code, reason, message: `${code}: ${message}` },
  })
  const cell = plainCell(text)
  const several = answer.kind === 'multi-choice' ? choicesIn(answer, cell, words) : []
  // Before the whole is compared with one choice, for which punctuation does not count.
  if (several.length > 1 && readAnswer(answer, several).ok) return { ok: true, value: several }
  const own = choiceOf(answer, cell)
  if (own !== undefined && isAnswer(answer, own)) return { ok: true, value: rawOf(answer, own) }
  const meant = words.meant(cell)
  if (meant.length > 1) return refuse('ambiguous', sameWording(cell, meant))
  const [worded] = meant
  if (worded !== undefined && isAnswer(answer, worded)) return { ok: true, value: rawOf(answer, worded) }
  const folded = foldText(cell)
  if (isEmptyCell(folded)) return { ok: true, value: undefined }
  const state = answer.kind === 'text' ? stateInstead(cell) : stateMeant(cell)
  if (state !== undefined) return { ok: true, value: state }

  const value = rawAnswer(answer, cell, text, words)
  const reading = readAnswer(answer, value)
  if (reading.ok) return { ok: true, value }
  const labelled = answer.kind === 'text' ? undefined : labelledCell(answer, cell, words)
  if (labelled !== undefined && 'value' in labelled) return { ok: true, value: rawOf(answer, labelled.value) }
  if (labelled !== undefined) return refuse(labelled.reason, labelled.message)
  const message = reading.reason === 'not-a-number' ? twoMeanings(cell) : unknownChoice(answer, value, words)
  return refuse(reading.reason, message ?? reading.message)
}

/** What to write instead, where a comma may group thousands or be a decimal mark: a file does not say which. */
export function twoMeanings(cell: string): string | undefined {
  const doubtful = cell.split(/[|=]/).find((part) => numbersMeant(part).length > 1)
  if (doubtful === undefined) return undefined
  const [thousands, decimal] = numbersMeant(doubtful)
  return `${quoted(doubtful.trim())} may mean ${thousands} or ${decimal}: write it as ${thousands} or as ${decimal}`
}

/** As written, but for the width of its letters and the shape of its minus. */
const plainCell = (text: string) => text.normalize('NFKC').replaceAll('’', "'").replaceAll('−', '-').trim()

function rawAnswer(answer: AnswerKind, cell: string, text: string, words: AnswerWords): unknown {
  const word = cell.toLowerCase()
  switch (answer.kind) {
    case 'rating':
      return numberOr(cell)
    case 'number':
      if (answer.words !== undefined && Object.hasOwn(answer.words, word)) return word
      // What has round figures to tap on is percent.
      return numberOr(answer.offered === undefined ? cell : withoutPercent(cell))
    case 'binary':
      return YES.has(word) ? 'yes' : NO.has(word) ? 'no' : cell
    case 'choice':
      return word
    case 'multi-choice':
      return choicesIn(answer, cell, words)
    case 'text':
      return text
    case 'allocation':
      return allocation(answer, word, words)
  }
}

/** The code itself, also where its punctuation was typed otherwise (25 – 34). */
function choiceOf(answer: AnswerKind, cell: string): string | undefined {
  const codes = codesOf(answer)
  if (codes.length === 0) return undefined
  const word = cell.toLowerCase()
  if (codes.includes(word)) return word
  const folded = foldWording(cell)
  const alike = codes.filter((code) => foldWording(code) === folded)
  return alike.length === 1 ? alike[0] : undefined
}

function codesOf(answer: AnswerKind): readonly string[] {
  if (answer.kind === 'choice' || answer.kind === 'multi-choice') return answer.choices
  return answer.kind === 'allocation' ? answer.parts : []
}

const choicesIn = (answer: AnswerKind, cell: string, words: AnswerWords): readonly unknown[] =>
  splitCell(cell, words).map((part) => partOf(answer, part, words))

/** One choice of several: its code, else what it is the wording of; as it stands when it is neither. */
function partOf(answer: AnswerKind, part: string, words: AnswerWords): unknown {
  const [meant, other] = words.meant(part)
  return choiceOf(answer, part) ?? (other === undefined ? meant : undefined) ?? part.toLowerCase()
}

/** A single choice of those that may be several is a list of one. */
function rawOf(answer: AnswerKind, value: string | number): unknown {
  return answer.kind === 'multi-choice' && !isState(value) ? [value] : value
}

/** Of an allocation a part is none: it lacks its points. */
const isAnswer = (answer: AnswerKind, value: string | number) =>
  isState(value) || readAnswer(answer, rawOf(answer, value)).ok

const isState = (value: unknown): value is NonAnswer => NON_ANSWERS.some((state) => state === value)

/** Names the choice among several that is none, or that two are worded as. */
function unknownChoice(answer: AnswerKind, value: unknown, words: AnswerWords): string | undefined {
  if (answer.kind !== 'multi-choice' || !Array.isArray(value)) return undefined
  const stray = value.find((choice: unknown) => !answer.choices.includes(String(choice)))
  if (stray === undefined) return undefined
  const meant = words.meant(String(stray))
  if (meant.length > 1) return sameWording(String(stray), meant)
  const doubtful = /[;、,]/.test(String(stray)) ? '; separate several by |' : ''
  return `${quoted(stray)} is not one of ${answer.choices.join(', ')}${doubtful}`
}

function numberOr(cell: string): unknown {
  const [number, other] = numbersMeant(cell)
  return number === undefined || other !== undefined ? cell : number
}

function allocation(answer: AnswerKind, word: string, words: AnswerWords): unknown {
  const entries = word.split('|').map((part) => part.split('='))
  if (entries.some((entry) => entry.length !== 2)) return quoted(word)
  const points = entries.map(
    ([part = '', points = '']) =>
      [String(partOf(answer, part.trim(), words)), numberOr(points.trim())] as const,
  )
  // Of two figures for one part the last would be taken.
  return new Set(points.map(([part]) => part)).size < points.length
    ? quoted(word)
    : Object.fromEntries(points)
}
