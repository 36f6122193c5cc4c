import type { Language } from '../../stats/instruments/instrument.ts'
import { WORDINGS, type Wording } from './wording/wording.ts'

/** SurveyJS's names of our languages; English is its default. */
export const SURVEY_LOCALES: Readonly<Record<Language, string>> = {
  en: 'en',
  'zh-Hans': 'zh-cn',
  'zh-Hant': 'zh-tw',
}

/** One text in every language of a form, as SurveyJS reads it: `default` is English, or the first language. */
export type Localised = Readonly<Record<string, string>>

/** Builds a text in every language of the form. Throws where a wording is missing. */
export type Say = (
  where: string,
  find: (wording: Wording, language: Language) => string | undefined,
) => Localised

export function sayer(languages: readonly Language[]): Say {
  return (where, find) => {
    const texts = languages.map((language): [string, string] => {
      const text = find(WORDINGS[language], language)
      if (text === undefined) throw new RangeError(`buildForm: ${where} has no ${language} wording`)
      return [SURVEY_LOCALES[language], text]
    })
    const inDefault = texts.find(([locale]) => locale === 'en') ?? texts[0]
    const others = texts.filter(([locale]) => locale !== 'en')
    return { default: inDefault?.[1] ?? '', ...Object.fromEntries(others) }
  }
}

/** SurveyJS reads {…} in any text as a place to fill in; names typed by people must not be that. */
export function unpiped(text: string): string {
  return text.replaceAll('{', '(').replaceAll('}', ')')
}
