import type { Language } from '../../api/contract/common.ts'

export type { Language }

export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'] as const satisfies readonly Language[]

/** Each language in its own words: whoever looks for it cannot be expected to read another. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
}

export const isLanguage = (text: string | null | undefined): text is Language =>
  LANGUAGES.some((language) => language === text)

/** The first language we speak among those the reader prefers: Taiwan, Hong Kong and Macao read traditional script. */
export function preferredLanguage(preferences: readonly string[]): Language {
  for (const tag of preferences) {
    if (/^zh\b/i.test(tag)) return /hant|-(tw|hk|mo)\b/i.test(tag) ? 'zh-Hant' : 'zh-Hans'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}
