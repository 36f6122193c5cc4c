import type { Language } from '../../stats/instruments/instrument.ts'
import { type Localised, SURVEY_LOCALES } from './localised.ts'

/** What build-form.ts writes, as those read it who show it without SurveyJS. */
export interface SurveyJson {
  readonly pages: readonly SurveyPage[]
  /** What becomes of the answers, as HTML written by markdown.ts. */
  readonly privacy?: Localised
}

export interface SurveyPage {
  readonly name: string
  /** Of a card that holds several questions. */
  readonly title?: Localised
  readonly description?: Localised
  readonly elements: readonly SurveyElement[]
}

export interface SurveyChoice {
  readonly value: string | number
  readonly text: Localised
  readonly help?: Localised
  readonly isExclusive?: boolean
}

export interface SurveyElement {
  readonly type: 'rating' | 'radiogroup' | 'checkbox' | 'text' | 'comment' | 'multipletext' | 'image' | 'html'
  readonly name: string
  readonly title?: Localised
  readonly description?: Localised
  readonly isRequired?: boolean
  /** The earlier question whose answer bounds this one's: see narrowed.ts. */
  readonly within?: string
  readonly choices?: readonly SurveyChoice[]
  /** Of a question that is typed: what may be said instead of an answer. */
  readonly states?: readonly SurveyChoice[]
  readonly rateValues?: readonly (number | SurveyChoice)[]
  readonly minRateDescription?: Localised
  readonly maxRateDescription?: Localised
  readonly min?: number
  readonly max?: number
  readonly maxLength?: number
  readonly items?: readonly { readonly name: string; readonly title: Localised }[]
  /** Of an allocation: the points to be given in all. */
  readonly total?: number
  readonly imageLink?: string
  readonly altText?: Localised
  readonly html?: Localised
}

/** A text in one language; where that is missing, in the form's first. */
export function textIn(text: Localised | undefined, language: Language): string {
  return text?.[SURVEY_LOCALES[language]] ?? text?.['default'] ?? ''
}

/** Elements that are answered, not only looked at. */
export const isAsked = ({ type }: SurveyElement): boolean => type !== 'image' && type !== 'html'
