import { describe, expect, it } from 'vitest'
import { WORDINGS, type Wording } from '../../api/forms/wording/wording.ts'
import { ATTRIBUTES } from '../../stats/instruments/attributes.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { LANGUAGES, NON_ANSWERS } from '../../stats/instruments/instrument.ts'

const items = CATALOGUE.flatMap((instrument) => instrument.items)

/** Every text of a wording under its path, `items.imag1`. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, part]) => texts(part, `${path}/${key}`))
}

const placeholders = (text: string) =>
  (text.match(/\{\w+\}/g) ?? []).toSorted().filter((name, i, all) => name !== all[i - 1])

describe.each(LANGUAGES)('%s', (language) => {
  const wording: Wording = WORDINGS[language]
  const english = new Map(texts(WORDINGS.en, ''))

  it('words exactly what English words, with the same placeholders', () => {
    const own = new Map(texts(wording, ''))
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted())
    for (const [path, text] of own) {
      expect({ path, names: placeholders(text) }).toEqual({
        path,
        names: placeholders(english.get(path) ?? ''),
      })
      expect(text.trim()).toBe(text)
      expect(text).not.toBe('')
    }
  })

  it('words every item, end, choice and state', () => {
    for (const { code, answer } of items) {
      expect(wording.items, code).toHaveProperty([code])
      if (answer.kind === 'rating') expect(wording.ends).toHaveProperty([answer.ends])
      if (answer.kind === 'multi-choice') {
        expect(Object.keys(wording.choices[code] ?? {})).toEqual([...answer.choices])
      }
      if (answer.kind === 'number') {
        expect(Object.keys(wording.choices[code] ?? {})).toEqual(Object.keys(answer.words ?? {}))
      }
    }
    expect(Object.keys(wording.states)).toEqual([...NON_ANSWERS])
  })

  it('words every instrument, construct, attribute and value', () => {
    for (const { name, constructs } of CATALOGUE) {
      expect(wording.instruments).toHaveProperty([name])
      for (const construct of constructs) expect(wording.constructs).toHaveProperty([construct.name])
    }
    for (const { code, values } of ATTRIBUTES) {
      expect(Object.keys(wording.attributes[code]?.values ?? {}).toSorted()).toEqual(values.toSorted())
    }
  })
})

it('has no wording that nothing asks', () => {
  const asked = new Set(items.map(({ code }) => code))
  expect(Object.keys(WORDINGS.en.items).filter((code) => !asked.has(code))).toEqual([])
})

// Handbook 0.10: traditional Chinese in its own usage, not converted.
it.each(['质', '满', '资料库', '信息', '質量', '網絡', '渠道', '推薦意見', '顾', '们'])(
  'zh-Hant does not say %s',
  (word) => expect(texts(WORDINGS['zh-Hant'], '').filter(([, text]) => text.includes(word))).toEqual([]),
)

it.each(['品質', '滿', '資訊', '網路', '顧', '個', '們'])('zh-Hans does not say %s', (word) =>
  expect(texts(WORDINGS['zh-Hans'], '').filter(([, text]) => text.includes(word))).toEqual([]),
)
