import type { NonAnswer, SignedBranches } from '../instruments/instrument.ts'
import type { CodeBook } from './code-book.ts'
import { isShown } from './is-shown.ts'

/** The answer that a score of signed branches was made of; undefined where its state follows from the deciding answer alone. */
export type Branch =
  | { readonly ok: true; readonly item: string; readonly value: number | NonAnswer }
  | { readonly ok: true; readonly item: undefined }
  | { readonly ok: false; readonly reason: string; readonly message: string }

/**
 * The other way round than `deriveScore`: which branch a signed value belongs to. `answerTo` gives the valid answers
 * so far; the branch must be one that they led to, for raw answers must be such as the form could have given.
 */
export function scoreBranch(
  book: CodeBook,
  { branches, range, decidedBy }: SignedBranches,
  signed: number | NonAnswer,
  answerTo: (code: string) => unknown,
): Branch {
  const asked = branches.filter(({ item }) => {
    const shownWhen = book.fields.find(({ code }) => code === item)?.shownWhen
    return shownWhen === undefined || isShown(shownWhen, answerTo(shownWhen.item))
  })
  const [first] = asked
  if (typeof signed !== 'number') {
    return first === undefined ? { ok: true, item: undefined } : { ok: true, item: first.item, value: signed }
  }
  if (signed < range.min || signed > range.max) {
    return refuse('out-of-range', `${signed} is outside ${range.min} to ${range.max}`)
  }
  const wanted = signed === 0 ? first : asked.find(({ sign }) => sign === Math.sign(signed))
  if (wanted !== undefined) return { ok: true, item: wanted.item, value: Math.abs(signed) }
  const decided = answerTo(decidedBy)
  if (first === undefined) return refuse('hidden', `needs an answer to ${decidedBy}, which is not there`)
  return refuse('hidden', `${signed} does not go with ${decidedBy} = ${String(decided)}`)
}

const refuse = (reason: string, message: string): Branch => ({ ok: false, reason, message })
