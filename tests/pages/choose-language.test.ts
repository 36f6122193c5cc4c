import { expect, it } from 'vitest'
import { acceptedLanguages, chooseLanguage } from '../../api/pages/choose-language.ts'
import { fillIn } from '../../api/pages/fill-in.ts'
import { stepsLeft } from '../../api/pages/steps-left.ts'
import { PAGE_TEXTS } from '../../api/pages/texts.ts'

const all = ['en', 'zh-Hans', 'zh-Hant'] as const

it.each([
  [['zh-TW'], all, 'zh-Hant'],
  [['zh-HK'], all, 'zh-Hant'],
  [['zh-Hans-HK'], all, 'zh-Hans'],
  [['zh'], all, 'zh-Hans'],
  [['zh-CN', 'en'], all, 'zh-Hans'],
  [[null, undefined, 'en-GB'], all, 'en'],
  [['zh-Hant', 'en'], all, 'zh-Hant'],
  [['fr', 'de'], ['zh-Hant', 'en'], 'zh-Hant'],
  [['en'], ['zh-Hans'], 'zh-Hans'],
  [['<script>', 'zh-TW'], all, 'zh-Hant'],
] as const)('%o of %o is %s', (wishes, spoken, language) => {
  expect(chooseLanguage(wishes, spoken)).toBe(language)
})

it.each([
  ['en-GB,en;q=0.8,zh;q=0.9', ['en-GB', 'zh', 'en']],
  ['zh-TW', ['zh-TW']],
  [undefined, ['']],
  ['q=;,,;q=x', ['q=', '', '']],
] as const)('a browser that asks for %s wants %o', (header, languages) => {
  expect(acceptedLanguages(header)).toEqual(languages)
})

it('says everything in every language, with the same places to fill', () => {
  const placesOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
  for (const language of all) {
    for (const [name, text] of Object.entries(PAGE_TEXTS.en)) {
      const said = PAGE_TEXTS[language][name as keyof typeof PAGE_TEXTS.en]
      expect(said, `${language} ${name}`).toBeTruthy()
      expect(placesOf(said), `${language} ${name}`).toEqual(placesOf(text))
    }
  }
})

it('counts what is left in plain words', () => {
  const range = (least: number, most = least) => ({ least, most })
  const left = (
    steps: [number, number?],
    seconds: [number, number?],
    language: (typeof all)[number] = 'en',
  ) => stepsLeft({ steps: range(...steps), seconds: range(...seconds) }, PAGE_TEXTS[language])
  expect(left([12], [120])).toBe('12 questions to go, about 2 minutes')
  expect(left([3], [47])).toBe('3 questions to go, less than a minute')
  expect(left([6], [48])).toBe('6 questions to go, about a minute')
  expect(left([1], [200])).toBe('The last question')
  // While brands may still be chosen.
  expect(left([14, 53], [112, 420])).toBe('14–53 questions to go, about 2–7 minutes')
  expect(left([14, 53], [112, 420], 'zh-Hans')).toBe('还有14～53题，约2～7分钟')
  expect(left([2, 3], [16, 24])).toBe('2–3 questions to go, less than a minute')
  expect(left([2, 9], [16, 72])).toBe('2–9 questions to go, about a minute')
  expect(left([2, 14], [16, 112])).toBe('2–14 questions to go, about 1–2 minutes')
})

it('does not fill in what was filled in', () => {
  expect(fillIn('{a} of {b}', { a: '{b}', b: 2 })).toBe('{b} of 2')
})
