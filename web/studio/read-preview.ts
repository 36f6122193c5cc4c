import type { SurveyChoice, SurveyElement, SurveyJson, SurveyPage } from '../../api/forms/survey-json.ts'
import type { Language } from '../i18n/languages.ts'
import { textIn } from '../respond/words.ts'

/** One card of the respondent's page, for a look, not for answering. */
export interface PreviewCard {
  readonly name: string
  /** Of a card that holds several questions: what all of them are about. */
  readonly title: string | undefined
  readonly help: string | undefined
  readonly pictures: readonly { readonly id: string; readonly altText: string }[]
  readonly questions: readonly PreviewQuestion[]
}

export interface PreviewQuestion {
  readonly name: string
  readonly title: string
  readonly help: string | undefined
  /** A designer's words to be read before answering: HTML sanitised where the form was built. */
  readonly words: readonly string[]
  readonly answer: PreviewAnswer
}

export interface PreviewChoice {
  readonly value: string
  readonly text: string
  readonly help?: string
}

export type PreviewAnswer =
  | {
      readonly kind: 'scale'
      readonly points: readonly number[]
      readonly ends: readonly [string, string]
      readonly states: readonly PreviewChoice[]
    }
  | { readonly kind: 'choices'; readonly several: boolean; readonly choices: readonly PreviewChoice[] }
  | {
      readonly kind: 'number'
      readonly min: number
      readonly max: number
      readonly states: readonly PreviewChoice[]
    }
  | {
      readonly kind: 'allocation'
      readonly parts: readonly PreviewChoice[]
      readonly total: number
      readonly states: readonly PreviewChoice[]
    }
  | { readonly kind: 'text'; readonly states: readonly PreviewChoice[] }

interface Shown {
  readonly language: Language
  /** Stands where the respondent's own brand will. */
  readonly brand: string
}

/** The preview carries the form as the server built it. */
const surveyOf = (survey: Readonly<Record<string, unknown>>): SurveyJson =>
  ({ pages: [], ...survey }) as SurveyJson

/** What the page says of the answers, as HTML sanitised where the form was built; undefined where nothing is said. */
export function readPrivacy(
  survey: Readonly<Record<string, unknown>>,
  language: Language,
): string | undefined {
  const said = textIn(surveyOf(survey).privacy, language)
  return said === '' ? undefined : said
}

/** The cards in the order asked, as web/respond/card.tsx and api/pages/question-card.ts read them. */
export function readPreview(
  survey: Readonly<Record<string, unknown>>,
  { language, brand }: Shown,
): PreviewCard[] {
  const say: Say = (text) => textIn(text, language).replaceAll('{brand}', () => brand)
  return surveyOf(survey).pages.map((page) => cardOf(page, say))
}

/** What every question asks, by its name; of several on one card also what they are about. */
export function questionTitles(cards: readonly PreviewCard[]): ReadonlyMap<string, string> {
  return new Map(
    cards.flatMap(({ title, questions }) =>
      questions.map((question) => [
        question.name,
        title === undefined ? question.title : `${title} · ${question.title}`,
      ]),
    ),
  )
}

type Say = (text: SurveyElement['title']) => string

function cardOf({ name, title, description, elements }: SurveyPage, say: Say): PreviewCard {
  const words = elements.filter(({ type }) => type === 'html').map(({ html }) => say(html))
  const questions = elements.filter(({ type }) => type !== 'html' && type !== 'image')
  return {
    name,
    title: title === undefined ? undefined : say(title),
    help: description === undefined ? undefined : say(description),
    pictures: elements
      .filter(({ type }) => type === 'image')
      .map(({ imageLink = '', altText }) => ({
        id: imageLink.replace(/^picture:/, ''),
        altText: say(altText),
      })),
    questions: questions.map((element, place) => ({
      name: element.name,
      title: say(element.title),
      help: element.description === undefined ? undefined : say(element.description),
      words: place === 0 ? words : [],
      answer: answerOf(element, say),
    })),
  }
}

function answerOf(element: SurveyElement, say: Say): PreviewAnswer {
  const { choices = [], rateValues = [], items = [], total = 100, min = 0, max = 0 } = element
  const read = ({ value, text, help }: SurveyChoice): PreviewChoice => ({
    value: String(value),
    text: say(text),
    ...(help === undefined ? {} : { help: say(help) }),
  })
  const states = (element.states ?? []).map(read)
  switch (element.type) {
    case 'rating':
      return {
        kind: 'scale',
        points: rateValues.filter((one) => typeof one === 'number'),
        ends: [say(element.minRateDescription), say(element.maxRateDescription)],
        states: rateValues.filter((one) => typeof one !== 'number').map(read),
      }
    case 'radiogroup':
    case 'checkbox':
      return { kind: 'choices', several: element.type === 'checkbox', choices: choices.map(read) }
    case 'multipletext':
      return {
        kind: 'allocation',
        parts: items.map(({ name, title }) => ({ value: name, text: say(title) })),
        total,
        states,
      }
    case 'text':
      return { kind: 'number', min, max, states }
    default:
      return { kind: 'text', states }
  }
}
