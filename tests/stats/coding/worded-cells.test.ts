import { describe, expect, it } from 'vitest'
import { answerWords, type Wording } from '../../../stats/coding/answer-words.ts'
import { codeCellAs } from '../../../stats/coding/code-cell.ts'
import type { AnswerKind } from '../../../stats/instruments/instrument.ts'

const states: readonly Wording[] = [
  { value: 'dont_know', texts: ["Don't know", '不知道'] },
  { value: 'refused', texts: ['Prefer not to say', '不愿回答'] },
]
const five = { kind: 'rating', min: 1, max: 5, ends: 'level' } as const
const levels = [
  { value: 1, texts: ['Very dissatisfied', '非常不满意'] },
  { value: 2, texts: ['Dissatisfied', '不满意'] },
  { value: 3, texts: ['Neutral', '一般'] },
  { value: 4, texts: ['Satisfied', '满意'] },
  { value: 5, texts: ['Very satisfied', '非常满意'] },
  ...states,
]
const ten = { kind: 'rating', min: 1, max: 10, ends: 'satisfied' } as const
const ends = [
  { value: 1, texts: ['Very dissatisfied', '很不满意'] },
  { value: 10, texts: ['Very satisfied', '很满意'] },
  ...states,
]
const one = { kind: 'choice', choices: ['north', 'north-east', 'other', 'else', '25-34', '3'] } as const
const regions = [
  { value: 'north', texts: ['North China', '华北'] },
  { value: 'north-east', texts: ['North-East China', '东北'] },
  { value: 'other', texts: ['Another', '其他'] },
  { value: 'else', texts: ['Somewhere else', '其他'] },
  { value: '25-34', texts: ['25 to 34', '25至34岁'] },
  { value: '3', texts: ['Three', '三'] },
  ...states,
]
const several = { kind: 'multi-choice', choices: ['company', 'staff', 'online'], max: 3 } as const
const ways = [
  { value: 'company', texts: ['Formally, to the company', '正式投诉'] },
  { value: 'staff', texts: ['To its staff', '口头反映'] },
  { value: 'online', texts: ['In public; online', '网上'] },
  ...states,
]
const plainWays = ways.map(({ value }) => ({ value, texts: [`the ${value}`] }))
const percent = { kind: 'number', min: 0, max: 25, whole: false, words: { never: 25 } } as const
const percents = [
  { value: 5, texts: ['5 %', '5%'] },
  { value: 25, texts: ['25 % or more', '25%或以上'] },
  { value: 'never', texts: ['I would not return at any price'] },
]
const yesNo = { kind: 'binary' } as const
const answers = [{ value: 'yes', texts: ['Yes', '是'] }, { value: 'no', texts: ['No', '否'] }, ...states]
const open = { kind: 'text', maxLength: 100 } as const
const split = { kind: 'allocation', parts: ['price', 'care'], total: 100 } as const
const parts = [
  { value: 'price', texts: ['The price', '价格'] },
  { value: 'care', texts: ['The care', '服务'] },
]

const read = (answer: AnswerKind, wordings: readonly Wording[], text: string) =>
  codeCellAs(answer, 'q', text, answerWords(wordings))

it.each<[string, AnswerKind, readonly Wording[], unknown]>([
  // A point of a scale: its number, its label, or both.
  ['5', five, levels, 5],
  ['Very satisfied', five, levels, 5],
  [' VERY  SATISFIED! ', five, levels, 5],
  ['Ｖery satisfied', five, levels, 5],
  ['非常满意。', five, levels, 5],
  ['非常 满意', five, levels, 5],
  ['5 – Very satisfied', five, levels, 5],
  ['5 = very satisfied', five, levels, 5],
  ['5. Very satisfied', five, levels, 5],
  ['(5) Very satisfied', five, levels, 5],
  ['5非常满意', five, levels, 5],
  ['５－非常满意', five, levels, 5],
  ['Very satisfied (5)', five, levels, 5],
  ['非常满意（5）', five, levels, 5],
  ['4分', five, levels, 4],
  ['very satisfied', ten, ends, 10],
  ['1 = very dissatisfied', ten, ends, 1],
  // One of several choices.
  ['north', one, regions, 'north'],
  ['NORTH CHINA', one, regions, 'north'],
  ['North East China', one, regions, 'north-east'],
  ['华北', one, regions, 'north'],
  ['25 – 34', one, regions, '25-34'],
  ['25 to 34', one, regions, '25-34'],
  ['3', one, regions, '3'],
  ['2 = North China', one, regions, 'north'],
  ['north - North China', one, regions, 'north'],
  // Several at once.
  ['company|online', several, ways, ['company', 'online']],
  ['To its staff', several, ways, ['staff']],
  ['正式投诉、口头反映', several, ways, ['company', 'staff']],
  ['正式投诉|To its staff|', several, ways, ['company', 'staff']],
  ['Formally, to the company\nTo its staff', several, ways, ['company', 'staff']],
  ['company; staff', several, plainWays, ['company', 'staff']],
  ['the company,the staff，online', several, plainWays, ['company', 'staff', 'online']],
  ['不知道', several, ways, 'dont_know'],
  // Figures in words, yes and no, points by part.
  ['5 %', percent, percents, 5],
  ['25% or more', percent, percents, 25],
  ['I would not return at any price.', percent, percents, 'never'],
  ['1 = Yes', yesNo, answers, 'yes'],
  ['2 = No', yesNo, answers, 'no'],
  ['2 No', yesNo, answers, 'no'],
  ['是', yesNo, answers, 'yes'],
  ['The price=40|服务=60', split, parts, { price: 40, care: 60 }],
  // No answer.
  ['DK', five, levels, 'dont_know'],
  ['拒答', five, levels, 'refused'],
  ['Refused.', five, levels, 'refused'],
  ['说不清', five, levels, 'dont_know'],
  ['Not applicable', five, levels, 'not_applicable'],
  ['99 = Refused', five, levels, 'refused'],
  ['-1 (Don’t know)', five, levels, 'dont_know'],
  ['', five, levels, undefined],
  ['不愿回答', open, states, 'refused'],
  ['Refused', open, [], 'refused'],
  ['Not sure', open, states, 'Not sure'],
  ['拒绝', open, states, '拒绝'],
  ['5 – Very satisfied', open, states, '5 – Very satisfied'],
])('"%s" in case %#', (text, answer, wordings, value) => {
  expect(read(answer, wordings, text)).toEqual({ ok: true, value })
})

describe('a list of choices', () => {
  const shops = {
    kind: 'multi-choice',
    choices: ['online', 'store', 'online-store', 'meal'],
    max: 4,
  } as const
  const wordings = [
    { value: 'online', texts: ['Food', '食物'] },
    { value: 'store', texts: ['Drink', '饮料'] },
    { value: 'meal', texts: ['Food & drink', '食物饮料'] },
  ]
  it.each([
    ['online, store', ['online', 'store']],
    ['Store; online', ['store', 'online']],
    ['online-store', ['online-store']],
    ['Online store', ['online-store']],
    ['Food, drink', ['online', 'store']],
    ['食物、饮料', ['online', 'store']],
    ['Food & drink', ['meal']],
    ['Food and, drink', undefined],
  ])('%s is never one that only sounds like it', (cell, value) => {
    expect(read(shops, wordings, cell)).toMatchObject(
      value === undefined ? { ok: false } : { ok: true, value },
    )
  })
})

describe('a number beside a choice', () => {
  const shops = { kind: 'choice', choices: ['store', 'mobile'] } as const
  const wordings = [
    { value: 'store', texts: ['Store', '门店'] },
    { value: 'mobile', texts: ['Mobile', '手机'] },
  ]
  it.each([
    '2 = Store',
    '2. Store',
    '(2) Store',
    '2) Store',
    '2: Store',
    '2 – Store',
    'Store (2)',
    'Store = 2',
    '2、门店',
  ])('%s is that choice', (cell) => {
    expect(read(shops, wordings, cell)).toEqual({ ok: true, value: 'store' })
  })
  it.each(['Store 2', 'Store-2', '3 Mobile', '3-Mobile', '门店 2', '3手机'])('%s may be another', (cell) => {
    expect(read(shops, wordings, cell)).toMatchObject({ ok: false, problem: { reason: 'unknown-choice' } })
  })
})

it('points of a part are said once', () => {
  for (const cell of ['price=0|care=40|price=60', 'price=40|care=60|the price=40'])
    expect(read(split, parts, cell)).toMatchObject({ ok: false, problem: { reason: 'not-an-allocation' } })
})

describe('a cell is refused', () => {
  it.each<[string, AnswerKind, readonly Wording[], string, string]>([
    [
      '其他',
      one,
      regions,
      'ambiguous',
      '"其他" is the wording of other and else: write the code that is meant',
    ],
    [
      '4 – Very satisfied',
      five,
      levels,
      'disagrees',
      '"4" and "very satisfied" do not agree: those words are 5',
    ],
    [
      '5 – Very satisfied',
      ten,
      ends,
      'disagrees',
      '"5" and "very satisfied" do not agree: those words are 10',
    ],
    ['0 – Very satisfied', five, levels, 'disagrees', '"0" and "very satisfied" do not agree'],
    ['9 = Don’t know', ten, ends, 'disagrees', '"9" and "don\'t know" do not agree'],
    ['1 = No', yesNo, answers, 'disagrees', '"1" and "no" do not agree: those words are no'],
    ['north = North-East China', one, regions, 'disagrees', 'those words are north-east'],
    ['5 – Fair', ten, ends, 'unknown-label', '"fair" is no label of this scale'],
    ['99', five, levels, 'out-of-range', '99 is outside 1 to 5'],
    ['-99', five, levels, 'out-of-range', '-99 is outside 1 to 5'],
    ['99', one, regions, 'unknown-choice', '"99" is not one of'],
    [
      'To its staff, company',
      several,
      ways,
      'unknown-choice',
      'is not one of company, staff, online; separate several by |',
    ],
    ['company;company', several, plainWays, 'duplicate-choice', 'names a choice twice'],
    ['company;refused', several, plainWays, 'unknown-choice', '"refused" is not one of'],
    ['price', split, parts, 'not-an-allocation', 'is not points by part'],
  ])('"%s" in case %#', (text, answer, wordings, reason, message) => {
    expect(read(answer, wordings, text)).toMatchObject({
      ok: false,
      problem: { reason, message: expect.stringContaining(message) },
    })
  })

  it('where a wording differs in what tells numbers apart', () => {
    const ages = { kind: 'choice', choices: ['young', 'old'] } as const
    const worded = [
      { value: 'young', texts: ['1-5'] },
      { value: 'old', texts: ['-5'] },
    ]
    expect(read(ages, worded, '1 – 5')).toEqual({ ok: true, value: 'young' })
    expect(read(ages, worded, '−5')).toEqual({ ok: true, value: 'old' })
    expect(read(ages, worded, '15').ok).toBe(false)
    expect(read(ages, worded, '5').ok).toBe(false)
  })
})
