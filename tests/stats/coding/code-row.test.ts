import { describe, expect, it } from 'vitest'
import { buildForm } from '../../../api/forms/build-form.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'
import { compileResponse } from '../../../stats/coding/code-loop.ts'
import { compileRow } from '../../../stats/coding/code-row.ts'
import { importTargets } from '../../../stats/coding/import-targets.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'
import { bookOf, placed } from '../../forms/module-book.ts'

const acsi = { instrument: { name: 'acsi', version: 1 } }
const { codeBook } = buildForm({ ...mobileDesign, modules: [acsi] })
const looped = buildForm({ ...mobileDesign, modules: [acsi], loop: 2 }).codeBook
const points = bookOf(placed('servperf', { allocation: true }))

/** One row of a table with these columns. */
function rowOf(book: CodeBook, cells: Readonly<Record<string, string>>, brand?: string) {
  const targets = importTargets(book)
  const columns = Object.keys(cells).map((name) => {
    const target = targets.find(({ code }) => code === name)
    if (target === undefined) throw new RangeError(`rowOf: there is no column "${name}"`)
    return target
  })
  return compileRow(book, columns)(Object.values(cells), brand)
}
const answersOf = (...row: Parameters<typeof rowOf>) => {
  const { answers, problems } = rowOf(...row)
  expect(problems).toEqual([])
  return answers
}
const problemsOf = (...row: Parameters<typeof rowOf>) =>
  rowOf(...row).problems.map(({ place, reason, message }) => [place, reason, message])

describe('choices in columns of their own', () => {
  it('are put together, whatever the order of the columns', () => {
    expect(answersOf(codeBook, { com1: 'yes', 'com1a.staff': '1', 'com1a.company': '0' })).toEqual({
      com1: 'yes',
      com1a: ['staff'],
    })
  })

  it('say nothing where all cells are empty, and no choice where all are 0', () => {
    expect(answersOf(codeBook, { 'com1a.staff': '', 'com1a.company': 'NA' })).toEqual({})
    expect(answersOf(codeBook, { 'com1a.staff': '0', 'com1a.company': 'no' })).toEqual({ com1a: [] })
  })

  it('may say the choice itself where it was chosen, as survey tools write it', () => {
    const texts = (...texts: string[]) => texts
    const wordings = new Map([
      [
        'com1a',
        [
          { value: 'staff', texts: texts('To its staff', '口头反映') },
          { value: 'company', texts: texts('To the company') },
        ],
      ],
    ])
    const targets = importTargets(codeBook).filter(({ code }) =>
      ['com1a.staff', 'com1a.company'].includes(code),
    )
    const read = compileRow(codeBook, targets, { wordings })
    const cellsFor = (staff: string, company: string) =>
      targets.map(({ code }) => (code === 'com1a.staff' ? staff : company))
    expect(read(cellsFor('口头反映', ''))).toEqual({ answers: { com1a: ['staff'] }, problems: [] })
    expect(read(cellsFor('staff', 'To the company')).answers['com1a']).toHaveLength(2)
    expect(read(cellsFor('To the company', '')).problems).toMatchObject([{ reason: 'unknown-choice' }])
  })

  it('are an answer that was not given where all of them say the same of it', () => {
    expect(answersOf(codeBook, { 'com1a.staff': 'DK', 'com1a.company': '不知道' })).toEqual({
      com1a: 'dont_know',
    })
    expect(answersOf(codeBook, { 'com1a.staff': 'DK', 'com1a.company': 'refused' })).toEqual({})
    expect(answersOf(codeBook, { 'com1a.staff': 'DK', 'com1a.company': '' })).toEqual({})
    expect(answersOf(codeBook, { 'com1a.staff': 'DK', 'com1a.company': '1' })).toEqual({ com1a: ['company'] })
  })

  it('are 0 or 1, and said once', () => {
    expect(problemsOf(codeBook, { 'com1a.staff': '2' })).toEqual([
      [0, 'unknown-choice', 'com1a.staff: "2" is neither 1 (chosen) nor 0 (not chosen)'],
    ])
    expect(problemsOf(codeBook, { 'com1a.staff': '1', com1a: 'company' })).toEqual([
      [0, 'given-twice', 'com1a.staff: is said by another column too'],
    ])
  })
})

describe('points in columns of their own', () => {
  const field = points.fields.find(({ answer }) => answer.kind === 'allocation')
  const parts = field?.answer.kind === 'allocation' ? field.answer.parts : []
  const code = field?.code ?? ''
  const given = (points: readonly string[]) =>
    Object.fromEntries(parts.map((part, i) => [`${code}.${part}`, points[i] ?? '']))

  it('make one answer, with decimal commas and empty cells for none', () => {
    expect(answersOf(points, given(['40', '30', '17,5', '12.5', '']))).toEqual({
      [code]: { [parts[0] ?? '']: 40, [parts[1] ?? '']: 30, [parts[2] ?? '']: 17.5, [parts[3] ?? '']: 12.5 },
    })
    const coded = compileResponse(points, { required: 'lenient' })(
      answersOf(points, given(['40', '30', '17,5', '12.5', ''])),
    )
    expect(coded.ok).toBe(true)
  })

  it('may be said as percent where they add up to 100', () => {
    expect(answersOf(points, given(['40%', '60 %']))).toEqual({
      [code]: { [parts[0] ?? '']: 40, [parts[1] ?? '']: 60 },
    })
  })

  it('that do not add up are refused by the coding, words by the cell', () => {
    const coded = compileResponse(points, { required: 'lenient' })(answersOf(points, given(['40', '30'])))
    expect(coded.ok ? [] : coded.problems.map(({ reason }) => reason)).toEqual(['wrong-total'])
    expect(problemsOf(points, given(['many']))).toEqual([
      [0, 'not-a-number', `${code}.${parts[0]}: "many" is not a number`],
    ])
  })
})

describe('price tolerance as one figure (handbook 1.3)', () => {
  // Score 1 + 9 (PT + 25) / 50: -25 is 1, +10 is 7.3, 25 is 10; 5.5 is 0.
  it.each([
    ['loy2.percent', '10', '8', { pt_up: 10 }, 7.3],
    ['loy2.percent', '+12,5', '8', { pt_up: 12.5 }, 7.75],
    ['loy2.percent', '10 %', '8', { pt_up: 10 }, 7.3],
    ['loy2.percent', '-25％', '2', { pt_down: 25 }, 1],
    ['pt_up', '12.5%', '8', { pt_up: 12.5 }, 7.75],
    ['loy2.percent', '-25', '2', { pt_down: 25 }, 1],
    ['loy2.percent', '0', '8', { pt_up: 0 }, 5.5],
    ['loy2.percent', '0', '2', { pt_down: 0 }, 5.5],
    ['loy2', '7.3', '8', { pt_up: 10 }, 7.3],
    ['loy2', '1', '5', { pt_down: 25 }, 1],
    ['loy2', '10', '6', { pt_up: 25 }, 10],
  ])('%s = %s after loy1 = %s', (column, figure, loy1, branch, score) => {
    const answers = answersOf(codeBook, { [column]: figure, loy1 })
    const [[item, value] = ['', 0]] = Object.entries(branch)
    expect(Object.keys(answers).sort()).toEqual(['loy1', item].sort())
    // Ninths of a percent are no binary fractions.
    expect(answers[item]).toBeCloseTo(value, 10)
    const coded = compileResponse(codeBook, { required: 'lenient' })(answers)
    if (!coded.ok) throw new Error(JSON.stringify(coded.problems))
    expect(coded.observations[0]?.scores[codeBook.scored.indexOf('loy2')]).toBeCloseTo(score, 10)
  })

  it('does not know goes to the branch that was asked, or follows from the answer before it', () => {
    expect(answersOf(codeBook, { 'loy2.percent': "don't know", loy1: '8' })).toEqual({
      loy1: 8,
      pt_up: 'dont_know',
    })
    expect(answersOf(codeBook, { loy2: 'dk', loy1: 'dk' })).toEqual({ loy1: 'dont_know' })
  })

  it.each([
    ['30', '8', 'out-of-range', 'loy2.percent: 30 is outside -25 to 25'],
    ['10', '2', 'hidden', 'loy2.percent: 10 does not go with loy1 = 2'],
    ['10', '', 'hidden', 'loy2.percent: needs an answer to loy1, which is not there'],
    ['x', '8', 'not-a-number', 'loy2.percent: "x" is not a number'],
    ['%', '8', 'not-a-number', 'loy2.percent: "%" is not a number'],
  ])('%s after loy1 = "%s" is refused: %s', (figure, loy1, reason, message) => {
    expect(problemsOf(codeBook, { 'loy2.percent': figure, loy1 })).toEqual([[0, reason, message]])
  })

  it('a percentage in the column for scores is out of its range', () => {
    expect(problemsOf(codeBook, { loy2: '-12', loy1: '2' })).toEqual([
      [0, 'out-of-range', 'loy2: -12 is outside 1 to 10'],
    ])
  })
})

describe('forms that go through several brands', () => {
  it('take columns per brand, parts and scores among them', () => {
    const cells = { sat1__b1: '7', 'com1a__b2.staff': '1', loy1__b2: '9', 'loy2__b2.percent': '5' }
    expect(answersOf(looped, cells)).toEqual({ sat1__b1: 7, com1a__b2: ['staff'], loy1__b2: 9, pt_up__b2: 5 })
  })

  it('take plain columns about the brand of the row, and what is asked once as it is', () => {
    expect(answersOf(looped, { sat1: '7', region: 'local' }, 'b2')).toEqual({
      sat1__b2: 7,
      region: 'local',
    })
  })
})

it('every column has a name of its own', () => {
  for (const book of [codeBook, looped, points]) {
    const codes = importTargets(book).map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
  }
})
