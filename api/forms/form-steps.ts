import type { CodeBook } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import { keyedFields } from './respondent-path.ts'
import { ATTRIBUTE_SECONDS, chosenOf, fieldSeconds, OPENING_SECONDS } from './seconds.ts'
import type { SurveyPage } from './survey-json.ts'

/** What one page of a form takes, and of what it depends whether it is asked. */
export interface Step {
  readonly seconds: number
  /** The question whose answer decides, where the page is routed. */
  readonly decider?: string
  /** The brand it asks about, by its key in the book, where the form goes through several. */
  readonly brand?: string
  /**
   * Where each choice taken at the decider is asked the same: how many pages this one stands for before they are taken. The page
   * of the first choice stands for as many as may be, those of the others for none.
   */
  readonly standsFor?: number
}

/** Of every page of a form, by its name. Read from what was frozen: forms of any age have it. */
export function formSteps(book: CodeBook, pages: readonly SurveyPage[]): ReadonlyMap<string, Step> {
  const fields = new Map(keyedFields(book).map(({ key, field }) => [key, field]))
  const attributes = new Set(book.attributes.map(({ code }) => code))
  const looped = new Set(book.loop?.fields)
  const brandOf = (name: string, code: string) =>
    book.loop?.brands.find(({ key }) => loopedKey(code, key) === name)?.key
  const stepOf = ({ elements }: SurveyPage): Step => {
    let seconds = 0
    let decider: string | undefined
    let brand: string | undefined
    let standsFor: number | undefined
    for (const { name } of elements) {
      const field = fields.get(name)
      if (attributes.has(name)) seconds += ATTRIBUTE_SECONDS
      else if (name === 'brand' || name === 'brands') seconds += OPENING_SECONDS
      if (field === undefined) continue
      seconds += fieldSeconds(field)
      brand = looped.has(field.code) ? brandOf(name, field.code) : undefined
      const item = field.shownWhen?.item
      if (item !== undefined)
        decider = brand !== undefined && looped.has(item) ? loopedKey(item, brand) : item
      const chosen = chosenOf(field, book.fields)
      if (chosen !== undefined) standsFor = chosen.place === 0 ? chosen.most : 0
    }
    return {
      seconds,
      ...(decider === undefined ? {} : { decider }),
      ...(brand === undefined ? {} : { brand }),
      ...(standsFor === undefined ? {} : { standsFor }),
    }
  }
  return new Map(pages.map((page) => [page.name, stepOf(page)]))
}
