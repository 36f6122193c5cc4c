import { describe, expect, it } from 'vitest'
import { WORDINGS, type Wording } from '../../api/forms/wording/wording.ts'
import { ATTRIBUTES } from '../../stats/instruments/attributes.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { type AnswerKind, LANGUAGES, NON_ANSWERS } from '../../stats/instruments/instrument.ts'

const items = CATALOGUE.flatMap((instrument) => instrument.items)

/** Every text of a wording under its path, `items.imag1`. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, part]) => texts(part, `${path}/${key}`))
}

/** The choices, parts or number words of an answer, each with a text of its own. */
function namesOf(answer: AnswerKind): string[] {
  if ('choices' in answer) return [...answer.choices]
  if ('parts' in answer) return [...answer.parts]
  return 'words' in answer ? Object.keys(answer.words ?? {}) : []
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
    for (const { code, answer, columns = [], each, choicesFrom } of items) {
      expect(wording.items, code).toHaveProperty([code])
      expect({ code, entry: wording.items[code]?.includes('{entry}') }).toEqual({
        code,
        entry: each !== undefined,
      })
      for (const column of columns) expect(wording.columns, code).toHaveProperty([column])
      if (answer.kind === 'rating') {
        const { points } = wording.ends[answer.ends] ?? {}
        expect(wording.ends).toHaveProperty([answer.ends])
        if (points !== undefined) expect(points).toHaveLength(answer.max - answer.min + 1)
      }
      const named = choicesFrom === undefined ? namesOf(answer) : []
      expect({ code, names: Object.keys(wording.choices[code] ?? {}) }).toEqual({ code, names: named })
    }
    expect(Object.keys(wording.states)).toEqual([...NON_ANSWERS])
  })

  it('words every parameter and what it may be set to', () => {
    for (const { name, parameters = [] } of CATALOGUE) {
      const worded = wording.parameters[name] ?? {}
      expect({ name, parameters: Object.keys(worded) }).toEqual({
        name,
        parameters: parameters.map((parameter) => parameter.name),
      })
      for (const parameter of parameters) {
        const values = 'of' in parameter ? parameter.of : []
        expect(Object.keys(worded[parameter.name]?.values ?? {})).toEqual([...values])
      }
    }
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
  const { en } = WORDINGS
  const unasked = (worded: object, asked: readonly string[]) =>
    Object.keys(worded).filter((name) => !asked.includes(name))
  const codes = items.map(({ code }) => code)
  for (const worded of [en.items, en.helps, en.choices]) expect(unasked(worded, codes)).toEqual([])
  const ends = items.flatMap(({ answer }) => (answer.kind === 'rating' ? answer.ends : []))
  expect(unasked(en.ends, ends)).toEqual([])
  const columns = items.flatMap((item) => item.columns ?? [])
  expect(unasked(en.columns, columns)).toEqual([])
  const instruments = CATALOGUE.map(({ name }) => name)
  for (const worded of [en.instruments, en.parameters]) expect(unasked(worded, instruments)).toEqual([])
})

/** How a question must ask for its labelled ends to answer it, by the `ends` of ratings that are no statements. */
const ASKS: Readonly<Record<string, Readonly<Record<'en' | 'zh', RegExp>>>> = {
  level: { en: /how high/, zh: /多高/ },
  amount: { en: /how much/, zh: /多少/ },
  fit: { en: /how well/, zh: /多大程度/ },
  rarely: { en: /how rarely/, zh: /多不容易/ },
  good: { en: /how good|how do you rate/, zh: /如何/ },
  'well-done': { en: /how well/, zh: /如何|怎么样/ },
  satisfied: { en: /how satisfied/, zh: /多(?:满|滿)意/ },
  confirmed: { en: /fallen short of or exceeded/, zh: /期望相比.*如何/ },
  close: { en: /how close/, zh: /多接近/ },
  likely: { en: /how likely/, zh: /可能性有多大|多大可能/ },
  extent: { en: /to what extent/, zh: /多大程度/ },
  important: { en: /how important/, zh: /多重要/ },
  effort: { en: /how much effort/, zh: /多少力/ },
}

it.each(LANGUAGES)('a rating in %s is asked in words that its ends answer', (language) => {
  const { items: worded, ends } = WORDINGS[language]
  for (const { code, answer, columns } of items) {
    // Where columns stand side by side they ask, and where every point has a name any question will do.
    if (answer.kind !== 'rating' || columns !== undefined || ends[answer.ends]?.points !== undefined) continue
    const text = worded[code] ?? ''
    if (answer.ends === 'agree') expect(text).toMatch(/[.。]$|(?:: |：)\{entry\}[.。]$/)
    else
      expect(`${answer.ends}: ${text.toLowerCase()}`).toMatch(
        ASKS[answer.ends]?.[language === 'en' ? 'en' : 'zh'] ?? /never/,
      )
  }
})

// Asked in an order drawn for each respondent, any of them may be the first that is read: nothing was named before.
const shuffled = items.filter(({ block }) => block !== undefined)
// Turns in which the noun stands before its pronoun, or no noun is meant.
const COMPLETE =
  /Getting it right|Staff who know their|work repeats itself, we have a set way of doing it|job and trained for it|where it is cheapest/
const PRONOUNS = { en: /\b(?:it|its|they|them|their)\b/i, 'zh-Hans': /[它其]/, 'zh-Hant': /[它其]/ }

it.each(LANGUAGES)(
  'no question of a shuffled block in %s stands for a thing it does not name',
  (language) => {
    const { items, helps } = WORDINGS[language]
    expect(shuffled.length).toBeGreaterThan(100)
    const pointing = shuffled
      .map(({ code }) => `${items[code]} ${helps[code] ?? ''}`.replace(COMPLETE, ''))
      .filter((text) => !/\{(?:brand|entry)\}/.test(text) && PRONOUNS[language].test(text))
    expect(pointing).toEqual([])
  },
)

// Handbook 3.2.
it.each([
  ['zh-Hans', ['有形性', '可靠性', '响应性', '保证性', '移情性']],
  ['zh-Hant', ['有形性', '可靠性', '回應性', '保證性', '關懷性']],
] as const)(
  'names the dimensions of service in %s as the handbook does, wherever they are named',
  (language, names) => {
    const { constructs, parameters } = WORDINGS[language]
    const keys = ['Tangibles', 'Reliability', 'Responsiveness', 'Assurance', 'Empathy']
    expect(keys.map((key) => constructs[key])).toEqual(names)
    const chosen = parameters['zone-of-tolerance']?.['dimensions']?.values ?? {}
    expect(keys.map((key) => chosen[key.toLowerCase()])).toEqual(names)
  },
)

// Handbook 0.10: traditional Chinese in its own usage, not converted.
it.each([
  '质',
  '满',
  '资料库',
  '信息',
  '質量',
  '網絡',
  '渠道',
  '推薦意見',
  '顾',
  '们',
  '性價比',
  '合夥',
  '要緊',
])('zh-Hant does not say %s', (word) =>
  expect(texts(WORDINGS['zh-Hant'], '').filter(([, text]) => text.includes(word))).toEqual([]),
)

it.each(['品質', '滿', '資訊', '網路', '顧', '個', '們'])('zh-Hans does not say %s', (word) =>
  expect(texts(WORDINGS['zh-Hans'], '').filter(([, text]) => text.includes(word))).toEqual([]),
)
