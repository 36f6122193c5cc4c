import { describe, expect, it } from 'vitest'
import { comparePaired } from '../../../stats/benchmark/compare-paired.ts'
import { pairedDifference } from '../../../stats/benchmark/paired-difference.ts'
import { foundValue } from '../found-value.ts'

const NONE = Number.NaN
const ours = { name: 'ours', values: [8, 9, 7, 8, 6, NONE] }
const second = { name: 'second', values: [7, 7, 7, 6, 5, 9] }
const third = { name: 'third', values: [9, NONE, 8, 8, 7, 9] }

describe('comparePaired', () => {
  it('compares every two brands over the people who rated both', () => {
    const { sampleSize, pairs } = foundValue(comparePaired([ours, second, third]))
    expect(sampleSize).toBe(6)
    expect(pairs.map((pair) => [pair.first, pair.second])).toEqual([
      ['ours', 'second'],
      ['ours', 'third'],
      ['second', 'third'],
    ])
    const alone = foundValue(pairedDifference(ours.values, second.values))
    // 1, 2, 0, 2, 1
    expect(pairs[0]).toMatchObject({ ...alone, value: 1.2, sampleSize: 5, missing: 1 })
    const [smallest] = pairs.map(({ p }) => p!).toSorted((a, b) => a - b)
    expect(Math.min(...pairs.map(({ pHolm }) => pHolm!))).toBeCloseTo(3 * smallest!, 12)
  })

  it('compares own with each rival only, as a family of its own', () => {
    const { pairs } = foundValue(comparePaired([third, ours, second], { own: 'ours' }))
    expect(pairs.map((pair) => [pair.first, pair.second])).toEqual([
      ['ours', 'third'],
      ['ours', 'second'],
    ])
    expect(pairs[1]!.pHolm).toBeCloseTo(2 * pairs[1]!.p!, 12)
  })

  it('has no test of a difference that is the same in everybody', () => {
    const one = { name: 'one', values: [1, 2, 3] }
    const [pair] = foundValue(comparePaired([one, { name: 'two', values: [2, 3, 4] }])).pairs
    expect(pair).toMatchObject({ value: -1, standardError: 0 })
    expect(pair).not.toHaveProperty('pHolm')
  })

  it('needs two people who rated both, and a brand that is there', () => {
    expect(comparePaired([ours])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(() => comparePaired([ours], { own: 'mine' })).toThrow('comparePaired: no brand "mine"')
    expect(() => comparePaired([ours, ours])).toThrow('comparePaired: a brand stands twice')
  })
})
