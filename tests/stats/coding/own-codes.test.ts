import { describe, expect, it } from 'vitest'
import { buildForm } from '../../../api/forms/build-form.ts'
import { importTargets } from '../../../stats/coding/import-targets.ts'
import { codeKey, isAnswer, meaningsIn, recodeBy, targetColumn } from '../../../stats/coding/own-codes.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'

const { codeBook } = buildForm({ ...mobileDesign, modules: [{ instrument: { name: 'acsi', version: 1 } }] })
const columnOf = (column: string, code: string) => {
  const target = importTargets(codeBook).find((target) => target.code === code)
  if (target === undefined) throw new RangeError(`columnOf: there is no "${code}"`)
  return targetColumn(column, target, new Map())
}
const sat = columnOf('Q1', 'sat1')
const staff = columnOf('Q2', 'com1a.staff')

it.each([
  ['99', '99.0'],
  ['99', ' ９９ '],
  ['-99', '−99'],
  ['k.A.', 'K.A.'],
])('"%s" and "%s" are one value', (one, other) => {
  expect(codeKey(one)).toBe(codeKey(other))
})
it.each([
  ['99', '-99'],
  ['9', '99'],
  ['1,200', '1200'],
])('"%s" and "%s" are two', (one, other) => {
  expect(codeKey(one)).not.toBe(codeKey(other))
})

describe('what a value means', () => {
  const codes = [
    { value: '99', means: 'dont_know' },
    { value: '99', means: 'refused', columns: ['Q2'] },
    { value: '9', means: 'empty' },
    { value: '98', means: 'error' },
  ] as const
  const read = (column: typeof sat, text: string) => recodeBy(meaningsIn(column, codes))(text)

  it('is read instead of it wherever it is no answer; in a column it is named for, what was said there', () => {
    expect(read(sat, '99.0')).toBe('dont_know')
    expect(read(staff, '99')).toBe('refused')
    expect(read(staff, '9')).toBe('')
  })

  it('never changes an answer, nor a value that was said to be an error or not spoken of', () => {
    for (const text of ['9', '10', '98', '97', '']) expect(read(sat, text)).toBe(text)
  })
})

it('an answer is what a column reads as one, not a word for none', () => {
  expect(['9', '10'].every((text) => isAnswer(sat, text))).toBe(true)
  expect(['99', '-', 'DK', ''].some((text) => isAnswer(sat, text))).toBe(false)
  expect(isAnswer(staff, '0')).toBe(true)
})
