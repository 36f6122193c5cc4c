import { expect, it } from 'vitest'
import { chooseLanguage } from '../../../web/respond/language.ts'
import { TEXTS } from '../../../web/respond/texts.ts'

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

it('says everything in every language', () => {
  for (const language of all) {
    expect(Object.keys(TEXTS[language])).toEqual(Object.keys(TEXTS.en))
    expect(Object.values(TEXTS[language]).every((text) => text !== '')).toBe(true)
  }
})

it('counts what is left in plain words', () => {
  expect(TEXTS.en.stepsLeft(12, 2)).toBe('12 questions to go, about 2 minutes')
  expect(TEXTS.en.stepsLeft(3, 0)).toBe('3 questions to go, less than a minute')
  expect(TEXTS['zh-Hant'].stepsLeft(12, 2)).toBe('還有12題，約2分鐘')
})
