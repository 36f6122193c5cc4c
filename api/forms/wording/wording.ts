import type { Language, NonAnswer } from '../../../stats/instruments/instrument.ts'
import { en } from './en/wording.ts'
import { zhHans } from './zh-Hans/wording.ts'
import { zhHant } from './zh-Hant/wording.ts'

/**
 * Everything a form says in one language. Placeholders: {brand}, {period} ("12 months")
 * and {category}, a bare noun in the singular that reads well after "the ideal" and "your" ("mobile operator").
 */
export interface Wording {
  /** By item code. */
  readonly items: Readonly<Record<string, string>>
  /** By item code, then by choice (or number word). */
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By the `ends` of ratings. */
  readonly ends: Readonly<Record<string, { readonly min: string; readonly max: string }>>
  readonly states: Readonly<Record<NonAnswer, string>>
  readonly attributes: Readonly<Record<string, AttributeWording>>
  readonly instruments: Readonly<Record<string, { readonly title: string; readonly description: string }>>
  readonly constructs: Readonly<Record<string, string>>
  readonly screens: Screens
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
}

export const WORDINGS: Readonly<Record<Language, Wording>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
