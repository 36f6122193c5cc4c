import type { NonAnswer, SignedBranches } from '../instruments/instrument.ts'
import type { CodeBook } from './code-book.ts'
import { type Cell, codeCellAs } from './code-cell.ts'
import { loopedKey } from './code-loop.ts'
import type { ImportTarget } from './import-targets.ts'
import { quoted } from './quoted.ts'
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

/**
 * Prepares the columns of an imported table once (null: left out); the function it returns turns the cells of one row
 * into raw answers. Choices and points given part by part are put together; a derived score is taken back to the
 * answer it is made of.
 */
export function compileRow(book: CodeBook, targets: readonly (ImportTarget | null)[]): CodeRow {
  const columns = targets.flatMap((target, place) => (target === null ? [] : [{ target, place }]))
  // Scores last: which answer they stand for depends on the others.
  const ordered = columns.toSorted((a, b) => ORDER[a.target.kind] - ORDER[b.target.kind])
  const looped = new Set(book.loop?.fields ?? [])
  return (cells, brand) => {
    const answers: Record<string, unknown> = {}
    const problems: CellProblem[] = []
    const whole = new Set<string>()
    for (const { target, place } of ordered) {
      const about = target.brand ?? brand
      const keyOf = (code: string) =>
        about !== undefined && looped.has(code) ? loopedKey(code, about) : code
      const given = readColumn(target, cells[place] ?? '', { book, answerTo: (code) => answers[keyOf(code)] })
      if (given === undefined) continue
      const problem = 'problem' in given ? given.problem : put(answers, whole, keyOf(given.code), given)
      if (problem !== undefined) {
        problems.push({ place, ...problem, message: `${target.code}: ${problem.message}` })
      }
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

function readColumn(target: ImportTarget, text: string, { book, answerTo }: Around): Given {
  switch (target.kind) {
    case 'whole':
      return read(codeCellAs(target.answer, '', text), (value) => ({ code: target.of, value }))
    case 'part':
      return target.answer.kind === 'allocation'
        ? read(codeCellAs(POINTS, '', text), (said) => partOf(target, said))
        : partOf(target, chosen(text))
    case 'scored':
    case 'percent': {
      const { rule } = target
      const { min, max } = target.kind === 'scored' ? rule.scale : rule.range
      return read(codeCellAs({ kind: 'number', min, max, whole: false }, '', text), (value) => {
        const signed = target.kind === 'scored' && typeof value === 'number' ? signedOf(rule, value) : value
        const branch = scoreBranch(book, rule, signed as number | NonAnswer, answerTo)
        if (!branch.ok) return { problem: branch }
        return branch.item === undefined ? undefined : { code: branch.item, value: branch.value }
      })
    }
  }
}

const POINTS = { kind: 'number', min: 0, max: 1e9, whole: false } as const

/** The problem's message without the code that `codeCellAs` puts before it: the column's own goes there. */
function read(cell: Cell, then: (value: unknown) => Given): Given {
  if (cell.ok) return cell.value === undefined ? undefined : then(cell.value)
  const { reason, message } = cell.problem
  return { problem: { reason, message: message.replace(/^: /, '') } }
}

function chosen(text: string): boolean | Given {
  const cell = codeCellAs({ kind: 'binary' }, '', text)
  if (cell.ok) return cell.value === 'yes' ? true : cell.value === 'no' ? false : undefined
  return {
    problem: {
      reason: 'unknown-choice',
      message: `${quoted(text)} is neither 1 (chosen) nor 0 (not chosen)`,
    },
  }
}

/** Words for non-answers say nothing about a single part: whole columns say them. */
function partOf({ of, part }: ImportTarget & { kind: 'part' }, said: unknown): Given {
  if (typeof said === 'number' || typeof said === 'boolean') return { code: of, part, said }
  return typeof said === 'object' ? (said as Given) : undefined
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
