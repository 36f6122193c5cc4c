import type { Language } from '../../api/contract/common.ts'

/** SurveyJS's names of our languages. */
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

/** The first of the wishes (address, draft, browser) that the form speaks; else the form's first language. */
export function chooseLanguage(
  wishes: readonly (string | null | undefined)[],
  spoken: readonly Language[],
): Language {
  const wish = wishes.map(languageOf).find((language) => language !== undefined && spoken.includes(language))
  return wish ?? spoken[0] ?? 'en'
}

/** Taiwan, Hong Kong and Macau read traditional script, everywhere else simplified. */
function languageOf(tag: string | null | undefined): Language | undefined {
  const words = (tag ?? '').toLowerCase().split(/[-_]/)
  if (words[0] === 'en') return 'en'
  if (words[0] !== 'zh') return undefined
  if (words.includes('hans')) return 'zh-Hans'
  return ['hant', 'tw', 'hk', 'mo'].some((word) => words.includes(word)) ? 'zh-Hant' : 'zh-Hans'
}
