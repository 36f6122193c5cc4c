import type { Language } from '../contract/common.ts'

/** Each language in itself, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
}

/** Which way each language is read. */
export const DIRECTIONS: Readonly<Record<Language, 'ltr' | 'rtl'>> = {
  en: 'ltr',
  'zh-Hans': 'ltr',
  'zh-Hant': 'ltr',
}
