import type { Language, NonAnswer } from '../../../stats/instruments/instrument.ts'
import { en } from './en/wording.ts'
import { zhHans } from './zh-Hans/wording.ts'
import { zhHant } from './zh-Hant/wording.ts'

/**
 * Everything a form says in one language. Placeholders: {brand}, {period} ("12 months"), {category}, a bare noun in
 * the singular that reads well after "the ideal" and "your" ("mobile operator"), and {entry}, the designer's own
 * feature, attribute or question where an item is asked once for each.
 */
export interface Wording {
  /** By item code, as the instrument has it: `{each}` is part of the code. */
  readonly items: Readonly<Record<string, string>>
  /** A line under the question, by item code. */
  readonly helps: Readonly<Record<string, string>>
  /** What each of several scales side by side asks, by column. */
  readonly columns: Readonly<Record<string, string>>
  /** By item code, then by choice (or number word). */
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By the `ends` of ratings. */
  readonly ends: Readonly<Record<string, EndsWording>>
  readonly states: Readonly<Record<NonAnswer, string>>
  readonly attributes: Readonly<Record<string, AttributeWording>>
  readonly instruments: Readonly<Record<string, { readonly title: string; readonly description: string }>>
  readonly constructs: Readonly<Record<string, string>>
  /** What the designer sets, by instrument and parameter. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, ParameterWording>>>>
  readonly screens: Screens
}

export interface EndsWording {
  readonly min: string
  readonly max: string
  /** Where every point is labelled, from the lowest to the highest; `help` says what the label means. */
  readonly points?: readonly { readonly label: string; readonly help?: string }[]
}

export interface ParameterWording {
  readonly title: string
  readonly help: string
  /** Of a choice or subset, by what may be chosen. */
  readonly values?: Readonly<Record<string, string>>
}

export interface AttributeWording {
  /** What a filter or a table calls it: a word or two. */
  readonly label: string
  /** The question as the respondent reads it. */
  readonly title: string
  readonly values: Readonly<Record<string, string>>
}

export interface Screens {
  readonly yes: string
  readonly no: string
  /** {number} is the figure; `percentOrMore` for the last one offered. */
  readonly percent: string
  readonly percentOrMore: string
  readonly brand: string
  readonly required: string
  /** Under a personal question. */
  readonly whyPersonal: string
  readonly several: string
  /** Beside the brands to choose from: the survey ends with it. */
  readonly noBrand: string
  /** Of a form that goes through several brands. */
  readonly brands: string
  /** {number} choices at most. */
  readonly atMost: string
  /** {number} points to be given in all. */
  readonly allocate: string
  /** Above the consent, and its one answer. */
  readonly consent: string
  readonly agree: string
  readonly consentRequired: string
}

export const WORDINGS: Readonly<Record<Language, Wording>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
