import type { CodeBook } from './code-book.ts'
import type { Coded } from './observation.ts'

export interface CodingOptions {
  /** `lenient` for interviews done elsewhere: an empty cell of a required item is `skipped`, not a problem. */
  readonly required?: 'enforced' | 'lenient'
}

export type CodeAnswers = (answers: unknown) => Coded

/** Prepares a code book once, so that coding one response is a single walk over its fields. */
export function compileCodeBook(_book: CodeBook, _options: CodingOptions = {}): CodeAnswers {
  throw new Error('compileCodeBook: not written yet')
}
