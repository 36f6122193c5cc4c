import { checkWithin } from '../../stats/coding/check-within.ts'
import type { CodeBook, Field } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import { isShown } from '../../stats/coding/is-shown.ts'
import type { Problem } from '../../stats/coding/observation.ts'
import { isAsked, type SurveyPage } from './survey-json.ts'

/** Raw answers so far, keyed as they travel; the brand of a screening question is `brand`. */
export type Answers = Readonly<Record<string, unknown>>

/** A field of the form with the key its raw answer has: `code`, or `code__brand` where the form loops. */
export interface KeyedField {
  readonly key: string
  readonly field: Field
}

/** Every raw key a form may be answered under, looped ones once per brand. */
export function keyedFields({ fields, loop }: CodeBook): readonly KeyedField[] {
  return fields.flatMap((field) =>
    loop?.fields.includes(field.code)
      ? loop.brands.map(({ key }) => ({ key: loopedKey(field.code, key), field }))
      : [{ key: field.code, field }],
  )
}

/**
 * The answers that count: of questions shown because of the earlier answers that count. What was answered on a way
 * that was left again, or is no longer within the answer that bounds it, falls away. Decided by the code book; no expression is evaluated.
 */
export function countedAnswers(book: CodeBook, answers: Answers): Answers {
  const shown = shownKeys(book, answers)
  const others = ['brand', 'brands', ...book.attributes.map(({ code }) => code)]
  const beyond = new Set(beyondBounds(book, answers).map(({ item }) => item))
  return Object.fromEntries(
    Object.entries(answers).filter(([key]) => (shown.has(key) && !beyond.has(key)) || others.includes(key)),
  )
}

/** Answers that are not within the earlier ones that bound them. */
export function beyondBounds(book: CodeBook, answers: Answers): Problem[] {
  return keyedFields(book).flatMap(({ key, field: { code, within } }) => {
    if (within === undefined || answers[key] === undefined) return []
    // Asked of the same brand, where the form loops.
    const item = book.loop?.fields.includes(within) ? within + key.slice(code.length) : within
    const wrong = checkWithin(answers[key], { item, outer: answers[item] })
    return wrong === undefined
      ? []
      : [{ item: key, reason: wrong.reason, message: `${key}: ${wrong.message}` }]
  })
}

/** Raw keys of the fields shown with these answers. */
export function shownKeys(book: CodeBook, answers: Answers): ReadonlySet<string> {
  const { loop } = book
  const chosen = answers['brands']
  const shown = new Set<string>()
  for (const field of book.fields) {
    if (loop === undefined || !loop.fields.includes(field.code)) {
      if (holds(field, field.shownWhen?.item)) shown.add(field.code)
      continue
    }
    for (const { key, brandId } of loop.brands) {
      if (!Array.isArray(chosen) || !chosen.includes(brandId)) continue
      const item = field.shownWhen?.item
      const deciding = item !== undefined && loop.fields.includes(item) ? loopedKey(item, key) : item
      if (holds(field, deciding)) shown.add(loopedKey(field.code, key))
    }
  }
  return shown

  function holds({ shownWhen }: Field, deciding: string | undefined): boolean {
    if (shownWhen === undefined || deciding === undefined) return true
    return shown.has(deciding) && isShown(shownWhen, answers[deciding])
  }
}

/** Pages this respondent walks with these answers. `pages`: as laid out for them. `brandKnown`: the link says it. */
export function pagesShown(
  pages: readonly SurveyPage[],
  book: CodeBook,
  { answers, brandKnown }: { readonly answers: Answers; readonly brandKnown: boolean },
): readonly SurveyPage[] {
  const shown = shownKeys(book, answers)
  const attributes = new Set(book.attributes.map(({ code }) => code))
  return pages.filter(({ elements }) =>
    elements
      .filter(isAsked)
      .some(({ name }) =>
        name === 'brand' || name === 'brands' ? !brandKnown : shown.has(name) || attributes.has(name),
      ),
  )
}
