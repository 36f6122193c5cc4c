import type { Wording } from '../../stats/coding/answer-words.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import type { Localised } from './localised.ts'
import type { SurveyElement, SurveyJson } from './survey-json.ts'

/** `localised`: the same texts by locale, as the form has them. */
export interface FormWording extends Wording {
  readonly localised: Localised
}

/** By field and attribute. */
export type FormWordings = ReadonlyMap<string, readonly FormWording[]>

/**
 * How a form words the answers to its questions, by field and attribute, in each of its languages: choices, points with a
 * label, parts, and what may be said instead of an answer. Asked about several brands, a question is worded once.
 */
export function answerWordings(survey: SurveyJson, book: CodeBook): FormWordings {
  const elements = new Map(
    survey.pages.flatMap(({ elements }) => elements.map((element) => [element.name, element] as const)),
  )
  const keys = (book.loop?.brands ?? []).map(({ key }) => key)
  const codes = [...book.fields, ...book.attributes].map(({ code }) => code)
  return new Map(
    codes.flatMap((code) => {
      const names = [code, ...keys.map((key) => loopedKey(code, key))]
      const element = names.map((name) => elements.get(name)).find((element) => element !== undefined)
      return element === undefined ? [] : [[code, wordingsOf(element)] as const]
    }),
  )
}

function wordingsOf(element: SurveyElement): FormWording[] {
  const { choices = [], states = [], rateValues = [], items = [] } = element
  const worded = [...choices, ...states, ...rateValues.filter((value) => typeof value === 'object')]
  return [
    ...worded.map(({ value, text }) => wordingOf(value, text)),
    ...items.map(({ name, title }) => wordingOf(name, title)),
    ...endsOf(element),
  ]
}

/** The points of a scale without names of their own carry the labels of its ends. */
function endsOf({ rateValues = [], minRateDescription, maxRateDescription }: SurveyElement): FormWording[] {
  const points = rateValues.filter((value) => typeof value === 'number')
  const ends = [
    [points[0], minRateDescription],
    [points.at(-1), maxRateDescription],
  ] as const
  return ends.flatMap(([value, text]) =>
    value === undefined || text === undefined ? [] : [wordingOf(value, text)],
  )
}

const wordingOf = (value: string | number, localised: Localised): FormWording => ({
  value,
  texts: [...new Set(Object.values(localised))],
  localised,
})
