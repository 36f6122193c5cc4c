import { expect, it } from 'vitest'
import { buildForm } from '../../../api/forms/build-form.ts'
import { codeCell, codeCellAs } from '../../../stats/coding/code-cell.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'

const { codeBook } = buildForm({ ...mobileDesign, modules: [{ instrument: { name: 'acsi', version: 1 } }] })

it.each<[string, string, unknown]>([
  ['sat1', '7', 7],
  ['sat1', ' 10 ', 10],
  ['sat1', '7.0', 7],
  ['sat1', '８', 8],
  ['sat1', '', undefined],
  ['sat1', 'NA', undefined],
  ['sat1', "Don't know", 'dont_know'],
  ['sat1', 'Don’t know', 'dont_know'],
  ['sat1', '不知道', 'dont_know'],
  ['sat1', '不適用', 'not_applicable'],
  ['com1', '1', 'yes'],
  ['com1', 'No', 'no'],
  ['com1', '是', 'yes'],
  ['pt_up', '7,5', 7.5],
  ['pt_down', 'never', 'never'],
  ['com1a', 'staff | online', ['staff', 'online']],
  ['age-band', '25-34', '25-34'],
  ['age-band', 'refused', 'refused'],
])('%s "%s" means %o', (code, text, value) => {
  expect(codeCell(codeBook, code, text)).toEqual({ ok: true, value })
})

it.each([
  ['sat1', '11', 'out-of-range'],
  ['sat1', '7,5', 'not-whole'],
  ['sat1', 'seven', 'not-a-number'],
  ['sat1', '0x10', 'not-a-number'],
  ['com1', 'maybe', 'unknown-choice'],
  ['age-band', '30', 'unknown-choice'],
  ['com1a', 'staff|staff', 'duplicate-choice'],
])('%s "%s" is refused: %s', (code, text, reason) => {
  expect(codeCell(codeBook, code, text)).toMatchObject({ ok: false, problem: { item: code, reason } })
})

const hours = { kind: 'number', min: 0, max: 8760, whole: false } as const

it.each([
  ['1200', 1200],
  ['1 200', 1200],
  ['1,200.5', 1200.5],
  ['1,5', 1.5],
  ['１２', 12],
])('hours of "%s" are %d', (text, value) => {
  expect(codeCellAs(hours, 'hours', text)).toEqual({ ok: true, value })
})

it.each(['1,200', '１，２００'])('hours of "%s" may be two numbers: the file is asked which', (text) => {
  const message = 'hours: "1,200" may mean 1200 or 1.2: write it as 1200 or as 1.2'
  expect(codeCellAs(hours, 'hours', text)).toEqual({
    ok: false,
    problem: { item: 'hours', reason: 'not-a-number', message },
  })
})

it('names the points that may be two numbers', () => {
  const points = { kind: 'allocation', parts: ['a', 'b'], total: 100 } as const
  expect(codeCellAs(points, 'sq.points', 'a=33,333|b=66,667')).toMatchObject({
    problem: { message: 'sq.points: "33,333" may mean 33333 or 33.333: write it as 33333 or as 33.333' },
  })
  expect(codeCellAs(points, 'sq.points', 'a=33,3|b=66,7')).toEqual({ ok: true, value: { a: 33.3, b: 66.7 } })
})

it('throws on a column that the form does not have', () => {
  expect(() => codeCell(codeBook, 'odd', '1')).toThrow('codeCell: the code book has no "odd"')
})
