import type { CodeBook } from './code-book.ts'
import type { Problem } from './observation.ts'

/** `value` is undefined for an empty cell: then the answer is left out. */
export type Cell =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem }

/** The raw answer that one text cell of an imported table stands for. `code`: a field or attribute of the book. */
export function codeCell(_book: CodeBook, _code: string, _text: string): Cell {
  throw new Error('codeCell: not written yet')
}
