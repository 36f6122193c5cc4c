import { expect, it } from 'vitest'
import { wordsIn } from './translator.ts'

const words = wordsIn('en')

it('rounds indices to one decimal, coefficients and p to three', () => {
  expect([words.index(72.449), words.coefficient(0.51249), words.pValue(0.0449)]).toEqual([
    '72.4',
    '0.512',
    '0.045',
  ])
})

it('says <0.001 rather than 0.000', () => {
  expect(words.pValue(0.0004)).toBe('<0.001')
})

it('never shows minus zero', () => {
  expect([words.index(-0.02), words.change(-0.02), words.coefficient(-0.0001)]).toEqual([
    '0.0',
    '0.0',
    '0.000',
  ])
})

it('takes half the width of an interval as the margin', () => {
  expect(words.estimate(72.4, { low: 70.9, high: 73.7 })).toBe('72.4 ± 1.4')
  expect(words.estimate(72.4)).toBe('72.4')
})
