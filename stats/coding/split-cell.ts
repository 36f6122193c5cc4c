import type { AnswerWords } from './answer-words.ts'

/** Marks that people write between the choices of one cell. The first separates always: no list needs to be guessed with it. */
const MARKS = ['|', '\n', ';', '、', ','] as const

/**
 * The choices that one cell names: separated by `|`, by line breaks, and by `;`, `、` or `,` where no wording of the
 * question holds that mark itself. Empty ones, as after a last mark, are none.
 */
export function splitCell(cell: string, words: AnswerWords): readonly string[] {
  const marks = MARKS.filter((mark) => mark === '|' || !words.holds(mark))
  const parts = marks.reduce<readonly string[]>(
    (parts, mark) => parts.flatMap((part) => part.split(mark)),
    [cell],
  )
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
