import { Language } from '../contract/common.ts'

/** The first of the wishes (address, saved answers, browser) that the form speaks; else the form's first language. */
export function chooseLanguage(
  wishes: readonly (string | null | undefined)[],
  spoken: readonly Language[],
): Language {
  const wish = wishes.map(languageOf).find((language) => language !== undefined && spoken.includes(language))
  return wish ?? spoken[0] ?? 'en'
}

/** The language of a page that belongs to no form: the first of the browser's that we speak. */
export const browserLanguage = (header: string | undefined): Language =>
  chooseLanguage(acceptedLanguages(header), Language.options)

/** The languages a browser asks for, best first. */
export function acceptedLanguages(header: string | undefined): readonly string[] {
  const weighed = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) }
    })
  return weighed.toSorted((a, b) => b.weight - a.weight).map(({ tag }) => tag)
}

/** Taiwan, Hong Kong and Macau read traditional script, everywhere else simplified. */
function languageOf(tag: string | null | undefined): Language | undefined {
  const words = (tag ?? '').toLowerCase().split(/[-_]/)
  if (words[0] === 'en') return 'en'
  if (words[0] !== 'zh') return undefined
  if (words.includes('hans')) return 'zh-Hans'
  return ['hant', 'tw', 'hk', 'mo'].some((word) => words.includes(word)) ? 'zh-Hant' : 'zh-Hans'
}
