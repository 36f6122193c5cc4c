import type { Language } from '../../api/contract/common.ts'
import type { SurveyElement } from '../../api/forms/survey-json.ts'
import type { PageTexts, PROBLEMS } from '../../api/pages/texts.ts'

export type Texts = PageTexts
export type Localised = Readonly<Record<string, string>>

/** SurveyJS's names of our languages; `default` is English. */
export const SURVEY_LOCALES: Readonly<Record<Language, string>> = {
  en: 'en',
  'zh-Hans': 'zh-cn',
  'zh-Hant': 'zh-tw',
}

/** Each language in itself, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
}

export const textIn = (text: Localised | undefined, language: Language): string =>
  text?.[SURVEY_LOCALES[language]] ?? text?.['default'] ?? ''

/** A text with its places filled; what is filled in is not looked at again. */
export function fillIn(text: string, places: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole))
}

/** What can be wrong with an answer. */
export type Wrong = (typeof PROBLEMS)[number]

/** A question, or what stands beside one, as the form's JSON has it. */
export type Asked = SurveyElement & {
  readonly requiredErrorText?: Localised
  readonly maxSelectedChoices?: number
  readonly whole?: boolean
}

/** What is wrong with an answer and what to do. */
export function problemSentence(
  wrong: Wrong,
  element: Asked,
  { language, texts, value }: { readonly language: Language; readonly texts: Texts; readonly value: unknown },
): string {
  if (wrong === 'required' && element.requiredErrorText !== undefined) {
    return textIn(element.requiredErrorText, language)
  }
  const { min = 0, total = 0 } = element
  const max = element.maxSelectedChoices ?? element.maxLength ?? element.max ?? total
  return fillIn(texts[wrong], { min, max, total, given: pointsGiven(value) })
}

export function pointsGiven(value: unknown): number {
  const points = typeof value === 'object' && value !== null ? Object.values(value) : []
  return points.reduce((sum: number, point) => sum + (Number(point) || 0), 0)
}
