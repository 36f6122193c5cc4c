import { describe, expect, it } from 'vitest'
import { TEXTS } from '../panels/translator.ts'

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe.each(['zh-Hans', 'zh-Hant'] as const)('%s', (language) => {
  it.each(Object.keys(TEXTS.en))('%s is translated with the same placeholders', (key) => {
    expect(TEXTS[language]).toHaveProperty([key])
    expect(placeholders(TEXTS[language][key] ?? '')).toEqual(placeholders(TEXTS.en[key] ?? ''))
  })

  it('has no text that English lacks', () => {
    expect(Object.keys(TEXTS[language]).filter((key) => !(key in TEXTS.en))).toEqual([])
  })
})

it('writes traditional script in its own usage', () => {
  const texts = Object.values(TEXTS['zh-Hant']).join('')
  expect(texts).not.toMatch(/数据|质量|软件|载荷|置信|導入|项目|屏幕|这|为|与|满/)
})
