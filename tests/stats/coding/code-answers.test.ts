import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCodeBook } from '../../../stats/coding/code-answers.ts'
import type { CodeBook, Field } from '../../../stats/coding/code-book.ts'
import { scoredCodes } from '../../../stats/coding/scored-codes.ts'

const one = (code: string): Field => ({
  code,
  answer: { kind: 'rating', min: 1, max: 10, ends: 'good' },
  required: true,
  states: ['dont_know', 'not_applicable'],
})

const fields: readonly Field[] = [
  one('sat1'),
  { ...one('turned'), reversed: true },
  { code: 'com1', answer: { kind: 'binary' }, required: true, states: ['refused'] },
  {
    code: 'com1a',
    answer: { kind: 'multi-choice', choices: ['company', 'staff', 'people'], max: 2 },
    required: true,
    states: [],
    shownWhen: { item: 'com1', isOneOf: ['yes'] },
  },
  one('loy1'),
  {
    code: 'pt_up',
    answer: { kind: 'number', min: 0, max: 25, whole: false },
    required: true,
    states: ['dont_know'],
    shownWhen: { item: 'loy1', atLeast: 6 },
  },
  {
    code: 'pt_down',
    answer: { kind: 'number', min: 0, max: 25, whole: false, words: { never: 25 } },
    required: true,
    states: ['dont_know'],
    shownWhen: { item: 'loy1', atMost: 5 },
  },
  {
    code: 'click.functional',
    answer: { kind: 'choice', choices: ['like', 'expect', 'neutral', 'tolerate', 'dislike'] },
    required: false,
    states: [],
    pair: 'click',
  },
  {
    code: 'click.dysfunctional',
    answer: { kind: 'choice', choices: ['like', 'expect', 'neutral', 'tolerate', 'dislike'] },
    required: false,
    states: [],
    pair: 'click',
  },
  { code: 'why', answer: { kind: 'text', maxLength: 20 }, required: false, states: [] },
  {
    code: 'share',
    answer: { kind: 'allocation', parts: ['price', 'service'], total: 100 },
    required: false,
    states: [],
  },
]
const loy2 = {
  code: 'loy2',
  rule: 'signed-branches',
  decidedBy: 'loy1',
  branches: [
    { item: 'pt_up', sign: 1 },
    { item: 'pt_down', sign: -1 },
  ],
  range: { min: -25, max: 25 },
  scale: { min: 1, max: 10 },
} as const
const scores = [...fields.flatMap(({ code, answer }) => scoredCodes(code, answer)), loy2]
const book: CodeBook = {
  version: 1,
  fields,
  derived: [loy2],
  scored: scores.map(({ code }) => code),
  scales: Object.fromEntries(scores.map(({ code, scale }) => [code, scale])),
  attributes: [{ code: 'region', values: ['local', 'domestic'], states: ['refused'] }],
}
const code = compileCodeBook(book)
const whole = { sat1: 8, turned: 2, com1: 'no', loy1: 9, pt_up: 10 }

/** Score and state by code. */
function coded(answers: unknown, lenient = false) {
  const result = lenient ? compileCodeBook(book, { required: 'lenient' })(answers) : code(answers)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const { scores, states } = result.observation
  return Object.fromEntries(book.scored.map((name, i) => [name, scores[i] ?? states[i]]))
}
function problems(answers: unknown) {
  const result = code(answers)
  return result.ok ? [] : result.problems.map(({ item, reason }) => `${item} ${reason}`)
}

describe('coding', () => {
  it('turns answers into numbers and says why there is none', () => {
    expect(coded({ ...whole, region: 'local' })).toMatchObject({
      sat1: 8,
      turned: 9,
      com1: 0,
      'com1a.company': 'not_shown',
      pt_up: 10,
      pt_down: 'not_shown',
      'click.functional': 'skipped',
      'share.price': 'skipped',
    })
    expect(code({ ...whole, region: 'local' })).toMatchObject({
      observation: { attributes: { region: 'local' } },
    })
  })

  it('keeps a refused attribute out of the segments', () => {
    expect(code({ ...whole, region: 'refused' })).toMatchObject({ ok: true, observation: { attributes: {} } })
  })

  it('keeps non-answers apart from numbers', () => {
    expect(coded({ ...whole, sat1: 'dont_know', com1: 'refused' })).toMatchObject({
      sat1: 'dont_know',
      com1: 'refused',
    })
  })

  it.each(['refused', 'dont_know', 'not_applicable'])('takes "%s" in one’s own words as a word', (why) => {
    expect(problems({ ...whole, why })).toEqual([])
    expect(problems({ ...whole, sat1: 'refused' })).toEqual(['sat1 not-offered'])
    const offering = book.fields.map((field) => (field.code === 'why' ? { ...field, states: [why] } : field))
    expect(compileCodeBook({ ...book, fields: offering as Field[] })({ ...whole, why })).toHaveProperty(
      'ok',
      true,
    )
  })

  it('scores choices by place, several by 0 and 1, points by part', () => {
    const answers = {
      ...whole,
      com1: 'yes',
      com1a: ['people', 'company'],
      'click.functional': 'like',
      'click.dysfunctional': 'dislike',
      share: { price: 40, service: 60 },
    }
    expect(coded(answers)).toMatchObject({
      'com1a.company': 1,
      'com1a.staff': 0,
      'com1a.people': 1,
      'click.functional': 1,
      'click.dysfunctional': 5,
      'share.price': 40,
      'share.service': 60,
    })
  })

  // Handbook 1.3: 1 + 9 (PT + 25) / 50, PT = +pt_up or -pt_down; never returning is -25.
  it.each([
    [{ loy1: 9, pt_up: 25 }, 10],
    [{ loy1: 6, pt_up: 0 }, 5.5],
    [{ loy1: 5, pt_down: 10 }, 3.7],
    [{ loy1: 1, pt_down: 'never' }, 1],
    [{ loy1: 9, pt_up: 'dont_know' }, 'dont_know'],
    [{ loy1: 'not_applicable' }, 'not_applicable'],
  ])('derives price tolerance from %o', (answers, expected) => {
    const { pt_up: _, ...rest } = whole
    const { loy2 } = coded({ ...rest, ...answers })
    if (typeof expected === 'number') expect(loy2).toBeCloseTo(expected, 12)
    else expect(loy2).toBe(expected)
  })
})

describe('every problem is named', () => {
  it.each<[string, unknown, string[]]>([
    ['out of range', { ...whole, sat1: 99 }, ['sat1 out-of-range']],
    ['negative', { ...whole, sat1: -1 }, ['sat1 out-of-range']],
    ['infinite', { ...whole, sat1: Number('1e999') }, ['sat1 out-of-range']],
    ['fractional', { ...whole, sat1: 7.5 }, ['sat1 not-whole']],
    ['text', { ...whole, sat1: '7' }, ['sat1 not-a-number']],
    ['array', { ...whole, sat1: [7] }, ['sat1 not-a-number']],
    ['boolean', { ...whole, com1: true }, ['com1 unknown-choice']],
    ['object', { ...whole, com1: {} }, ['com1 unknown-choice']],
    ['not offered here', { ...whole, sat1: 'refused' }, ['sat1 not-offered']],
    ['choice unknown', { ...whole, com1: 'yes', com1a: ['friends'] }, ['com1a unknown-choice']],
    ['choice twice', { ...whole, com1: 'yes', com1a: ['staff', 'staff'] }, ['com1a duplicate-choice']],
    [
      'too many',
      { ...whole, com1: 'yes', com1a: ['staff', 'company', 'people'] },
      ['com1a too-many-choices'],
    ],
    ['not a list', { ...whole, com1: 'yes', com1a: 'staff' }, ['com1a not-a-list']],
    ['hidden', { ...whole, com1a: ['staff'] }, ['com1a hidden']],
    ['both branches', { ...whole, pt_down: 5 }, ['pt_down hidden']],
    ['missing', { turned: 2, com1: 'no', loy1: 9, pt_up: 1 }, ['sat1 required']],
    ['missing once visible', { ...whole, com1: 'yes' }, ['com1a required']],
    ['half a pair', { ...whole, 'click.functional': 'like' }, ['click.dysfunctional half-pair']],
    [
      'unknown',
      { ...whole, constructor: 1, toString: 2 },
      ['constructor unknown-item', 'toString unknown-item'],
    ],
    ['prototype', JSON.parse('{"__proto__": {"sat1": 3}}'), ['__proto__ unknown-item']],
    ['screening', { ...whole, brand: 'x' }, ['brand unknown-item']],
    ['attribute', { ...whole, region: 'moon' }, ['region unknown-choice']],
    ['attribute list', { ...whole, region: ['local'] }, ['region unknown-choice']],
    ['long', { ...whole, why: 'x'.repeat(21) }, ['why too-long']],
    ['NUL', { ...whole, why: 'a\0b' }, ['why broken-character']],
    ['half a character', { ...whole, why: '\ud83d' }, ['why broken-character']],
    ['total', { ...whole, share: { price: 40, service: 50 } }, ['share wrong-total']],
    ['part', { ...whole, share: { price: 40, love: 60 } }, ['share unknown-part']],
    ['points', { ...whole, share: { price: 101, service: -1 } }, ['share out-of-range']],
    ['points text', { ...whole, share: '100' }, ['share not-an-allocation']],
    ['a list', [], [' not-an-object']],
    ['nothing', null, [' not-an-object']],
    ['a text', 'x', [' not-an-object']],
  ])('%s', (_, answers, expected) => {
    expect(problems(answers)).toEqual(expect.arrayContaining(expected))
    if (!expected.includes('__proto__ unknown-item')) expect(problems(answers)).toEqual(expected)
  })

  it('all at once, in the order asked', () => {
    expect(problems({ sat1: 0, turned: 'x', com1: 'no', loy1: 9, pt_up: 30, odd: 1 })).toEqual([
      'odd unknown-item',
      'sat1 out-of-range',
      'turned not-a-number',
      'pt_up out-of-range',
    ])
  })

  it('blames a wrong deciding answer only once', () => {
    expect(problems({ ...whole, loy1: 99 })).toEqual(['loy1 out-of-range'])
  })

  it('says so in a sentence that any log can hold', () => {
    const result = code({ ...whole, sat1: `\0\ud800${'9'.repeat(1000)}` })
    const message = result.ok ? '' : (result.problems[0]?.message ?? '')
    expect(message).toMatch(/^sat1: "��9+…" is not a number$/)
    expect(message.length).toBeLessThan(80)
  })

  it('counts 100,000 strange keys instead of listing them', () => {
    const flood = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i]))
    const found = problems({ ...whole, ...flood })
    expect(found.length).toBe(51)
    expect(found.at(-1)).toBe(' too-many-keys')
  })

  it('keeps emoji, right-to-left marks and zero-width characters as they are', () => {
    expect(problems({ ...whole, why: '👍\u202e\u200b満' })).toEqual([])
  })
})

describe('imports', () => {
  it('leave an empty cell as skipped, and still refuse what is wrong', () => {
    expect(coded({ sat1: 8, 'click.functional': 'like' }, true)).toMatchObject({
      sat1: 8,
      turned: 'skipped',
      'click.dysfunctional': 'skipped',
      loy2: 'skipped',
    })
    expect(coded({ sat1: 'refused' }, true)).toMatchObject({ sat1: 'refused' })
    expect(compileCodeBook(book, { required: 'lenient' })({ sat1: 0 }).ok).toBe(false)
  })
})

describe('whatever is sent', () => {
  const keys = fc.constantFrom(...fields.map(({ code }) => code), 'region', '__proto__', 'odd')
  const values = fc.oneof(
    fc.jsonValue(),
    fc.integer({ min: -2, max: 30 }),
    fc.constantFrom('yes', 'no', 'never', 'like', 'dont_know', 'refused', 'local'),
    fc.subarray(['company', 'staff', 'people', 'x']),
  )
  const answers = fc.oneof(fc.jsonValue({ maxDepth: 5 }), fc.dictionary(keys, values))

  it.each(['enforced', 'lenient'] as const)(
    'never throws, never scores outside the scale (%s)',
    (required) => {
      const code = compileCodeBook(book, { required })
      fc.assert(
        fc.property(answers, (given) => {
          const result = code(given)
          if (!result.ok) {
            expect(result.problems.length).toBeGreaterThan(0)
            return
          }
          expect(JSON.parse(JSON.stringify(result))).toEqual(result)
          result.observation.scores.forEach((score, i) => {
            const scale = book.scales[book.scored[i] ?? '']
            expect(score === null).toBe(result.observation.states[i] !== 'answered')
            if (score !== null) expect(score >= (scale?.min ?? 0) && score <= (scale?.max ?? 0)).toBe(true)
          })
        }),
        { numRuns: 2000, seed: 20_261_122 },
      )
    },
  )
})
