import type { CodeBook } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import type { Layout } from './lay-out.ts'

type Survey = Readonly<Record<string, unknown>>
interface Page {
  readonly name: string
  readonly elements: readonly { readonly name: string }[]
}

/** The survey as one respondent is asked it: only the pages drawn, in the order drawn. */
export function layOutSurvey(survey: Survey, book: CodeBook, layout: Layout | null): Survey {
  if (layout === null) return survey
  const pages = survey['pages'] as readonly Page[]
  const places = new Map(rawKeys(book, layout.order).map((key, place) => [key, place]))
  const known = new Set(
    rawKeys(
      book,
      book.fields.map(({ code }) => code),
    ),
  )
  const isField = ({ elements }: Page) => elements.some(({ name }) => known.has(name))
  const placeOf = ({ elements }: Page) =>
    Math.min(...elements.map(({ name }) => places.get(name) ?? Number.POSITIVE_INFINITY))
  const drawn = pages.filter((page) => isField(page) && placeOf(page) < Number.POSITIVE_INFINITY)
  const sorted = drawn.toSorted((a, b) => placeOf(a) - placeOf(b)).values()
  // Questions that are no fields, of the brand and of attributes, stay where they are.
  return { ...survey, pages: pages.flatMap((page) => (isField(page) ? (sorted.next().value ?? []) : [page])) }
}

/** Raw keys of fields in the order asked: looped ones brand by brand, where the first of them stands. */
function rawKeys({ loop }: CodeBook, order: readonly string[]): readonly string[] {
  if (loop === undefined) return order
  const looped = order.filter((code) => loop.fields.includes(code))
  const start = order.findIndex((code) => loop.fields.includes(code))
  return order.flatMap((code, place) => {
    if (!loop.fields.includes(code)) return [code]
    return place === start
      ? loop.brands.flatMap(({ key }) => looped.map((field) => loopedKey(field, key)))
      : []
  })
}
