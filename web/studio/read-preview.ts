import type { Language } from '../i18n/languages.ts'

/** What a respondent is shown for one question, read from SurveyJS JSON for a look, not for answering. */
export interface PreviewQuestion {
  readonly name: string
  readonly title: string
  readonly answer:
    | {
        readonly kind: 'scale'
        readonly points: readonly number[]
        readonly ends: readonly [string, string]
        readonly states: readonly string[]
      }
    | { readonly kind: 'choices'; readonly choices: readonly string[] }
    | { readonly kind: 'number' }
    | { readonly kind: 'text' }
}

type Json = Readonly<Record<string, unknown>>

/** Survey JSON names languages by its own codes; `default` is its English. */
const CODES: Record<Language, readonly string[]> = {
  en: ['en', 'default'],
  'zh-Hans': ['zh-Hans', 'zh-cn', 'default'],
  'zh-Hant': ['zh-Hant', 'zh-tw', 'default'],
}

interface Shown {
  readonly language: Language
  /** Stands where the respondent's own brand will. */
  readonly brand: string
}

/** What the page says of the answers, as HTML sanitised where the form was built; undefined where nothing is said. */
export function readPrivacy(survey: Json, language: Language): string | undefined {
  const said = text(survey['privacy'], language)
  return said === '' ? undefined : said
}

/** How many of the questions stand on the first card. */
export const countOnFirstCard = (survey: Json): number =>
  elementsOf(list(survey['pages'])[0] ?? survey).length

export function readPreview(survey: Json, { language, brand }: Shown): PreviewQuestion[] {
  return elementsOf(survey).map((element) => ({
    name: text(element['name'], language),
    title: text(element['title'] ?? element['name'], language).replaceAll('{brand}', brand),
    answer: answerOf(element, language),
  }))
}

/** Questions in the order asked, through pages and panels. */
function elementsOf(container: Json): Json[] {
  const pages = list(container['pages']).flatMap(elementsOf)
  const elements = list(container['elements']).flatMap((element) =>
    element['elements'] === undefined ? [element] : elementsOf(element),
  )
  return [...pages, ...elements].filter(({ type }) => type !== 'html' && type !== 'expression')
}

function answerOf(element: Json, language: Language): PreviewQuestion['answer'] {
  const choices = list(element['choices'], asChoice).map((choice) =>
    text(choice['text'] ?? choice['value'], language),
  )
  if (choices.length > 0) return { kind: 'choices', choices }
  if (element['type'] === 'rating') {
    const values = list(element['rateValues'], asChoice)
    const points = values.map(({ value }) => Number(value)).filter((point) => !Number.isNaN(point))
    const states = values
      .filter(({ value }) => Number.isNaN(Number(value)))
      .map((state) => text(state['text'], language))
    const ends = [
      text(element['minRateDescription'], language),
      text(element['maxRateDescription'], language),
    ] as const
    return { kind: 'scale', points: values.length > 0 ? points : pointsOf(element), ends, states }
  }
  if (element['type'] === 'boolean') {
    return {
      kind: 'choices',
      choices: [text(element['labelTrue'], language), text(element['labelFalse'], language)],
    }
  }
  return { kind: element['inputType'] === 'number' ? 'number' : 'text' }
}

function pointsOf(element: Json): number[] {
  const min = Number(element['rateMin'] ?? 1)
  const max = Number(element['rateMax'] ?? element['rateCount'] ?? 5)
  return Array.from({ length: Math.max(0, max - min + 1) }, (_, place) => min + place)
}

function text(value: unknown, language: Language): string {
  if (isJson(value)) {
    const code = CODES[language].find((code) => typeof value[code] === 'string')
    return code === undefined ? '' : String(value[code])
  }
  return value === undefined || value === null ? '' : String(value)
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const asChoice = (value: unknown): Json => (isJson(value) ? value : { value })
const list = (
  value: unknown,
  read: (item: unknown) => Json = (item) => (isJson(item) ? item : {}),
): Json[] => (Array.isArray(value) ? value.map(read) : [])
