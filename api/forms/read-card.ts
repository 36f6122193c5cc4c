import type { CodeBook, Field } from '../../stats/coding/code-book.ts'
import { numbersMeant } from '../../stats/coding/numbers-meant.ts'
import type { Problem } from '../../stats/coding/observation.ts'
import { type Answers, keyedFields, shownKeys } from './respondent-path.ts'
import { isAsked, type SurveyElement, type SurveyPage } from './survey-json.ts'

/** What a plain HTML form sent: every value of every field name. */
export type PostedFields = ReadonlyMap<string, readonly string[]>

/** Names of the fields of a card, so that an item's code can never be mistaken for one of the form's own. */
export const fieldName = (key: string): string => `q:${key}`
export const stateName = (key: string): string => `s:${key}`
export const partName = (key: string, part: string): string => `q:${key}/${part}`

/** Raw answers of one card as its plain HTML form sent them; undefined where a question was left empty. */
export function readCard(page: SurveyPage, book: CodeBook, posted: PostedFields): Answers {
  const fields = new Map(keyedFields(book).map(({ key, field }) => [key, field]))
  return Object.fromEntries(
    page.elements.filter(isAsked).map((element) => {
      const typed = readElement(element, fields.get(element.name), posted)
      return [element.name, typed ?? posted.get(stateName(element.name))?.[0]]
    }),
  )
}

/** Questions of a card that must be answered and are not: required ones, and the other columns of one that was. */
export function openOnCard(page: SurveyPage, book: CodeBook, answers: Answers): Problem[] {
  const fields = new Map(keyedFields(book).map(({ key, field }) => [key, field]))
  const shown = shownKeys(book, answers)
  const questions = page.elements.filter(isAsked)
  const given = questions.filter(({ name }) => answers[name] !== undefined)
  return questions
    .filter(({ name }) => answers[name] === undefined && (!fields.has(name) || shown.has(name)))
    .filter(({ name, isRequired }) => {
      const pair = fields.get(name)?.pair
      const half = pair !== undefined && given.some((other) => fields.get(other.name)?.pair === pair)
      return isRequired === true || half
    })
    .map(({ name }) => ({ item: name, reason: 'required', message: `${name}: is not answered` }))
}

function readElement(element: SurveyElement, field: Field | undefined, posted: PostedFields): unknown {
  const values = posted.get(fieldName(element.name)) ?? []
  const [first] = values
  switch (element.type) {
    case 'checkbox':
      if (values.length === 0) return undefined
      return values.length === 1 &&
        element.choices?.some((choice) => choice.isExclusive && choice.value === first)
        ? first
        : values
    case 'multipletext': {
      const points = (element.items ?? []).flatMap(({ name }): [string, unknown][] => {
        const text = posted.get(partName(element.name, name))?.[0]?.trim() ?? ''
        return text === '' ? [] : [[name, numberOr(text)]]
      })
      return points.length === 0 ? undefined : Object.fromEntries(points)
    }
    case 'comment': {
      const text = first?.replaceAll('\r\n', '\n') ?? ''
      return text.trim() === '' ? undefined : text
    }
    default: {
      if (first === undefined || first.trim() === '') return undefined
      const kind = field?.answer.kind
      return kind === 'rating' || kind === 'number' ? numberOr(first) : first
    }
  }
}

/** Numbers as people type them in the languages of forms, where "1,200" is 1200; anything else stays the text it is. */
const numberOr = (text: string): unknown => numbersMeant(text)[0] ?? text
