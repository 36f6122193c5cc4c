import i18next from 'i18next'
import { results as en } from '../../../web/i18n/en/results.ts'
import { LANGUAGES, type Language } from '../../../web/i18n/languages.ts'
import { results as zhHans } from '../../../web/i18n/zh-hans/results.ts'
import { results as zhHant } from '../../../web/i18n/zh-hant/results.ts'
import { createWords, type Words } from '../../../web/panels/words.ts'

export const TEXTS: Record<Language, Record<string, string>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }

const i18n = i18next.createInstance()
await i18n.init({
  lng: 'en',
  fallbackLng: false,
  ns: ['results'],
  defaultNS: 'results',
  keySeparator: false,
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(LANGUAGES.map((language) => [language, { results: TEXTS[language] }])),
})

/** The words a panel would use, without a page around it. */
export function wordsIn(language: Language): Words {
  const t = i18n.getFixedT(language)
  return createWords((key, values) => t([key].flat(), { ...values }), language)
}

export { i18n }
