import { describe, expect, it } from 'vitest'
import type { CodeBook, Field } from '../../../stats/coding/code-book.ts'
import { type Answering, compileChecks } from '../../../stats/response-quality/check-response.ts'

const field = (code: string, answer: Field['answer']): Field => ({
  code,
  answer,
  required: false,
  states: [],
})
const rating = (code: string, max = 10) => field(code, { kind: 'rating', min: 1, max, ends: 'low-high' })
const feeling = (code: string) => field(code, { kind: 'choice', choices: ['like', 'neutral', 'dislike'] })

const GRID = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
const fields = [
  ...GRID.map((code) => rating(code)),
  feeling('kano.x.functional'),
  feeling('kano.x.dysfunctional'),
  rating('zone.y.minimum', 9),
  rating('zone.y.desired', 9),
  field('why', { kind: 'text', maxLength: 500 }),
]
const book: CodeBook = {
  version: 1,
  modules: [
    { instrument: { name: 'index', version: 1 }, fields: GRID, asked: 'always', weight: 1 },
    {
      instrument: { name: 'rest', version: 1 },
      fields: ['zone.y.minimum', 'zone.y.desired'],
      asked: 'always',
      weight: 1,
    },
  ],
  fields,
  derived: [],
  scored: ['a', 'b', 'c'],
  scales: {},
  attributes: [],
}
const calm: Answering = {
  states: ['answered', 'answered', 'answered'],
  seconds: 120,
  elapsedSeconds: 150,
  trap: false,
}
const varied = Object.fromEntries(GRID.map((code, i) => [code, [7, 3, 9, 4, 8, 8, 2, 6, 10, 5][i]]))
const checks = (answers: Record<string, unknown>, answering: Partial<Answering> = {}, of = book) =>
  compileChecks(of)(answers, { ...calm, ...answering })

describe('what is odd about one response', () => {
  it('is nothing when somebody answers with care', () => {
    expect(checks({ ...varied, why: 'The shop was clean.' })).toEqual([])
  })

  it.each<[string, Record<string, unknown>, Partial<Answering>, string[]]>([
    ['the same answer ten times', Object.fromEntries(GRID.map((code) => [code, 7])), {}, ['straight-line']],
    // A run of 8 of 10 is 80 %: handbook 16.1.
    [
      'a run of four fifths',
      Object.fromEntries(GRID.map((code, i) => [code, i < 8 ? 7 : i - 6])),
      {},
      ['straight-line'],
    ],
    ['a run of seven of ten', Object.fromEntries(GRID.map((code, i) => [code, i < 7 ? 7 : i - 5])), {}, []],
    ['up and down', Object.fromEntries(GRID.map((code, i) => [code, i % 2 === 0 ? 2 : 9])), {}, ['zig-zag']],
    ['half of it left open', varied, { states: ['answered', 'skipped', 'not_shown'] }, []],
    [
      'more than half left open',
      varied,
      { states: ['answered', 'skipped', 'dont_know'] },
      ['mostly-unanswered'],
    ],
    ['what was not shown is not left open', varied, { states: ['answered', 'not_shown', 'not_shown'] }, []],
    ['keys at random', { ...varied, why: 'asdfgh' }, {}, ['gibberish']],
    ['one Chinese character', { ...varied, why: '贵' }, {}, []],
    [
      'likes it both ways',
      { 'kano.x.functional': 'like', 'kano.x.dysfunctional': 'like' },
      {},
      ['kano-questionable'],
    ],
    ['indifferent both ways', { 'kano.x.functional': 'neutral', 'kano.x.dysfunctional': 'neutral' }, {}, []],
    [
      'needs more than is wished for',
      { 'zone.y.minimum': 8, 'zone.y.desired': 6 },
      {},
      ['minimum-above-desired'],
    ],
    ['needs as much as is wished for', { 'zone.y.minimum': 6, 'zone.y.desired': 6 }, {}, []],
    ['one half not known', { 'zone.y.minimum': 8, 'zone.y.desired': 'dont_know' }, {}, []],
    ['ten answers in 9.9 seconds', varied, { seconds: 9.9 }, ['impossible-pace']],
    ['ten answers in 10 seconds', varied, { seconds: 10 }, []],
    ['two seconds by the calendar alone', varied, { seconds: null, elapsedSeconds: 2 }, ['impossible-pace']],
    ['no time known', varied, { seconds: null, elapsedSeconds: null }, []],
    ['a clock four minutes ahead', varied, { elapsedSeconds: -240 }, []],
    ['begun after it arrived', varied, { elapsedSeconds: -3600, seconds: null }, ['impossible-time']],
    ['begun two years ago', varied, { elapsedSeconds: 2 * 366 * 86_400 }, ['impossible-time']],
    ['the field people cannot see', varied, { trap: true }, ['trap']],
  ])('%s', (_, answers, answering, expected) => {
    expect(checks(answers, answering)).toEqual(expected)
  })

  it('is seen in each half of a pair, and across both', () => {
    const codes = GRID.flatMap((at) => [`sq.${at}.expectation`, `sq.${at}.perception`])
    const halved = (of: readonly string[]): CodeBook => ({
      ...book,
      fields: of.map((code) => rating(code, 7)),
      modules: [{ instrument: { name: 'servqual', version: 1 }, fields: of, asked: 'always', weight: 1 }],
    })
    const said = (of: readonly string[], expected: (i: number) => number, perceived: (i: number) => number) =>
      checks(
        Object.fromEntries(
          of.map((code, i) => [code, (i % 2 === 0 ? expected : perceived)(Math.floor(i / 2))]),
        ),
        {},
        halved(of),
      )
    // Ten perceptions of 4 beside lively expectations are no run among twenty, and a straight line of their own.
    expect(
      said(
        codes,
        (i) => [7, 6, 7, 7, 6, 5, 7, 6, 7, 7][i]!,
        () => 4,
      ),
    ).toEqual(['straight-line'])
    // Lag 2 of the answers as they stand correlates above .9 here: the levels of the two halves, no pattern of a person.
    expect(
      said(
        codes,
        (i) => [7, 6, 7, 7, 6, 6, 7, 6, 7, 7][i]!,
        (i) => [3, 4, 3, 2, 3, 3, 4, 3, 3, 2][i]!,
      ),
    ).toEqual([])
    // Four features have too few answers in each half, and eight together.
    const four = codes.slice(0, 8)
    expect(
      said(
        four,
        () => 5,
        () => 5,
      ),
    ).toEqual(['straight-line'])
    expect(
      said(
        four,
        () => 7,
        () => 3,
      ),
    ).toEqual([])
  })

  it('counts a question with many boxes once when it asks what was left open', () => {
    const boxes = ['x', 'y', 'z', 'v', 'w']
    const asked: CodeBook = {
      ...book,
      fields: [
        rating('a'),
        rating('b'),
        rating('c'),
        field('why', { kind: 'multi-choice', choices: boxes, max: 5 }),
      ],
      scored: ['a', 'b', 'c', ...boxes.map((box) => `why.${box}`)],
    }
    const left = boxes.map(() => 'skipped' as const)
    const all = ['answered', 'answered', 'answered'] as const
    expect(checks(varied, { states: [...all, ...left] }, asked)).toEqual([])
    expect(checks(varied, { states: ['answered', 'skipped', 'dont_know', ...left] }, asked)).toEqual([
      'mostly-unanswered',
    ])
    // Of the second of two brands little was said, of both together enough.
    const second = ['answered', 'skipped', 'dont_know', ...boxes.map(() => 'not_shown' as const)] as const
    expect(checks(varied, { states: [...all, ...left, ...second] }, asked)).toEqual([])
    expect(checks(varied, { states: [...second, ...second] }, asked)).toEqual(['mostly-unanswered'])
  })

  it('is looked for in the order shown, not in the order of the book', () => {
    const answers = Object.fromEntries(GRID.map((code, i) => [code, i < 8 ? 7 : i - 6]))
    const shown = (order: string) => ({ places: [...order].map((code) => GRID.indexOf(code)) })
    expect(checks(answers, shown('abcdefghij'))).toEqual(['straight-line'])
    expect(checks(answers, shown('abcidejfgh'))).toEqual([])
  })

  it('is looked for brand by brand where a form goes through several', () => {
    const loop = {
      most: 2,
      brands: [
        { key: 'b1', brandId: '1' },
        { key: 'b2', brandId: '2' },
      ],
      fields: GRID,
    }
    const about = (key: string, value: (i: number) => unknown) =>
      Object.fromEntries(GRID.map((code, i) => [`${code}__${key}`, value(i)]))
    const steady = about('b2', () => 5)
    expect(
      checks({ ...about('b1', (i) => Object.values(varied)[i]), ...steady }, {}, { ...book, loop }),
    ).toEqual(['straight-line'])
    expect(
      checks(
        about('b1', (i) => Object.values(varied)[i]),
        {},
        { ...book, loop },
      ),
    ).toEqual([])
  })
})
