import { NON_ANSWERS, type NonAnswer, type SignedBranches } from '../instruments/instrument.ts'
import type { Wordings } from './answer-words.ts'
import type { CodeBook } from './code-book.ts'
import type { Cell } from './code-cell.ts'
import { loopedKey } from './code-loop.ts'
import { readerOf } from './column-reader.ts'
import type { ImportTarget } from './import-targets.ts'
import { scoreBranch } from './score-branch.ts'

/** A cell that cannot be taken: the place of its column, and why. */
export interface CellProblem {
  readonly place: number
  readonly reason: string
  readonly message: string
}

export interface CodedRow {
  /** Raw answers as the form itself would have given them. */
  readonly answers: Readonly<Record<string, unknown>>
  readonly problems: readonly CellProblem[]
}

/** `brand`: key of the brand that columns naming none are about, in forms that go through several. */
export type CodeRow = (cells: readonly string[], brand?: string) => CodedRow

export interface RowOptions {
  /** How the form words its answers: cells may say them instead of codes. */
  readonly wordings?: Wordings
  /** What the cells of a column stand for in a code of their own: the text to read instead. */
  readonly recode?: (place: number, text: string) => string
}

/**
 * Prepares the columns of an imported table once (null: left out); the function it returns turns the cells of one row
 * into raw answers. Choices and points given part by part are put together; a derived score is taken back to the
 * answer it is made of.
 */
export function compileRow(
  book: CodeBook,
  targets: readonly (ImportTarget | null)[],
  { wordings = new Map(), recode = (_, text) => text }: RowOptions = {},
): CodeRow {
  const columns = targets.flatMap((target, place) =>
    target === null ? [] : [{ target, place, readCell: readerOf(target, wordings) }],
  )
  // Scores last: which answer they stand for depends on the others.
  const ordered = columns.toSorted((a, b) => ORDER[a.target.kind] - ORDER[b.target.kind])
  const looped = new Set(book.loop?.fields ?? [])
  return (cells, brand) => {
    const answers: Record<string, unknown> = {}
    const problems: CellProblem[] = []
    const whole = new Set<string>()
    const unsaid = new Map<string, NonAnswer | undefined>()
    for (const { target, place, readCell } of ordered) {
      const about = target.brand ?? brand
      const keyOf = (code: string) =>
        about !== undefined && looped.has(code) ? loopedKey(code, about) : code
      const cell = readCell(recode(place, cells[place] ?? ''))
      const given = readColumn(target, cell, { book, answerTo: (code) => answers[keyOf(code)] })
      if (target.kind === 'part') noteUnsaid(unsaid, keyOf(target.of), cell)
      if (given === undefined) continue
      const problem = 'problem' in given ? given.problem : put(answers, whole, keyOf(given.code), given)
      if (problem !== undefined) {
        problems.push({ place, ...problem, message: `${target.code}: ${problem.message}` })
      }
    }
    for (const [key, state] of unsaid) {
      if (state !== undefined && !Object.hasOwn(answers, key)) answers[key] = state
    }
    return { answers, problems }
  }
}

const ORDER = { whole: 0, part: 1, scored: 2, percent: 2 } as const

interface Fault {
  readonly reason: string
  readonly message: string
}

/** A whole answer, one part of an answer, or why it is none; undefined when the cell says nothing. */
type Given =
  | { readonly code: string; readonly value: unknown }
  | { readonly code: string; readonly part: string; readonly said: number | boolean }
  | { readonly problem: Fault }
  | undefined

interface Around {
  readonly book: CodeBook
  readonly answerTo: (code: string) => unknown
}

function readColumn(target: ImportTarget, cell: Cell, { book, answerTo }: Around): Given {
  // The problem's message without the code that is put before it: the column's own goes there.
  if (!cell.ok) return { problem: { ...cell.problem, message: cell.problem.message.replace(/^: /, '') } }
  const { value } = cell
  if (value === undefined) return undefined
  switch (target.kind) {
    case 'whole':
      return { code: target.of, value }
    case 'part':
      // Words for non-answers say nothing about a single part: whole columns say them, or all parts alike.
      if (typeof value !== 'number' && typeof value !== 'boolean') return undefined
      return { code: target.of, part: target.part, said: value }
    case 'scored':
    case 'percent': {
      const { rule } = target
      const signed = target.kind === 'scored' && typeof value === 'number' ? signedOf(rule, value) : value
      const branch = scoreBranch(book, rule, signed as number | NonAnswer, answerTo)
      if (!branch.ok) return { problem: branch }
      return branch.item === undefined ? undefined : { code: branch.item, value: branch.value }
    }
  }
}

/** Where every part of an answer says the same non-answer, that is what was said of the whole. */
function noteUnsaid(unsaid: Map<string, NonAnswer | undefined>, key: string, cell: Cell): void {
  const state = cell.ok ? NON_ANSWERS.find((state) => state === cell.value) : undefined
  unsaid.set(key, unsaid.has(key) && unsaid.get(key) !== state ? undefined : state)
}

/** Handbook 1.3 the other way round: 1 to 10 back to -25 to 25 percent. */
function signedOf({ range, scale }: SignedBranches, score: number): number {
  return range.min + ((range.max - range.min) * (score - scale.min)) / (scale.max - scale.min)
}

/** Puts an answer, or a part of one, where the form has it; a second column that says the same answer is a fault. */
function put(
  answers: Record<string, unknown>,
  whole: Set<string>,
  key: string,
  given: { readonly value: unknown } | { readonly part: string; readonly said: number | boolean },
): Fault | undefined {
  const isPart = 'part' in given
  if (whole.has(key) || (!isPart && Object.hasOwn(answers, key))) {
    return { reason: 'given-twice', message: 'is said by another column too' }
  }
  if (!isPart) {
    answers[key] = given.value
    whole.add(key)
  } else if (typeof given.said === 'number') {
    answers[key] = { ...(answers[key] as object | undefined), [given.part]: given.said }
  } else {
    const before = (answers[key] ?? []) as readonly string[]
    answers[key] = given.said ? [...before, given.part] : before
  }
  return undefined
}
