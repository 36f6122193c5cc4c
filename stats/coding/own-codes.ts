import { NON_ANSWERS, type NonAnswer } from '../instruments/instrument.ts'
import type { Wordings } from './answer-words.ts'
import { type ReadCell, readerOf } from './column-reader.ts'
import { foldText } from './fold-text.ts'
import type { ImportTarget } from './import-targets.ts'
import { numbersMeant } from './numbers-meant.ts'

/**
 * What a value stands for that is no answer as it is: `error` leaves it so, and the row out; `answer` is one under another
 * code, as 1 for the first of two choices.
 */
export type CodeMeaning = NonAnswer | 'error' | 'empty' | 'answer'

/** A value that a file uses in a code of its own: in these columns, or wherever it is no answer. */
export interface OwnCode {
  readonly value: string
  readonly means: CodeMeaning
  /** The code of the answer that it is, in the columns named. */
  readonly answer?: string | undefined
  readonly columns?: readonly string[] | undefined
}

/** By what cells are compared with such a value: as numbers where they are ("99", "99.0" and "９９" are one). */
export function codeKey(text: string): string {
  const folded = foldText(text)
  const [number, other] = numbersMeant(folded)
  return number === undefined || other !== undefined ? folded : String(number)
}

/** One column of a table and what it goes to; `readCell` as `readerOf` made it. */
export interface TargetColumn {
  readonly column: string
  readonly target: ImportTarget
  readonly readCell: ReadCell
}

export const targetColumn = (column: string, target: ImportTarget, wordings: Wordings): TargetColumn => ({
  column,
  target,
  readCell: readerOf(target, wordings),
})

export const isText = ({ target }: TargetColumn): boolean =>
  target.kind === 'whole' && target.answer.kind === 'text'

/** Whether a cell that says this is an answer of its column, which nothing else can be meant by. */
export function isAnswer({ readCell }: TargetColumn, text: string): boolean {
  const cell = readCell(text)
  return cell.ok && cell.value !== undefined && !NON_ANSWERS.some((state) => state === cell.value)
}

/** The meanings that hold in one column, by `codeKey`: those named for it before those of the whole file. */
export function meaningsIn(column: TargetColumn, codes: readonly OwnCode[]): ReadonlyMap<string, OwnCode> {
  const named = codes.filter(({ columns }) => columns?.includes(column.column))
  const general = isText(column)
    ? []
    : codes.filter(({ columns, value }) => columns === undefined && !isAnswer(column, value))
  return new Map([...general, ...named].map((code) => [codeKey(code.value), code]))
}

/** Texts of one column that differ; a file has few but for its open answers. */
const REMEMBERED = 500

/** The text that is read instead of a cell's own. */
export function recodeBy(meanings: ReadonlyMap<string, OwnCode>): (text: string) => string {
  if (meanings.size === 0) return (text) => text
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const said = textOf(meanings.get(codeKey(text)), text)
    if (known.size < REMEMBERED) known.set(text, said)
    return said
  }
}

function textOf(code: OwnCode | undefined, text: string): string {
  if (code === undefined || code.means === 'error') return text
  if (code.means === 'answer') return code.answer ?? text
  return code.means === 'empty' ? '' : code.means
}
