import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inclusionChances, layOut } from '../../api/forms/lay-out.ts'
import type { CodeBook, Field } from '../../stats/coding/code-book.ts'

const field = (code: string): Field => ({
  code,
  answer: { kind: 'rating', min: 1, max: 10, ends: 'good' },
  required: true,
  states: [],
})
const codes = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'd1']
const book: CodeBook = {
  version: 1,
  fields: codes.map(field),
  derived: [],
  scored: codes,
  scales: {},
  attributes: [],
}
const module = (name: string, fields: readonly string[], weight: number, asked = 'rotating' as const) => ({
  instrument: { name, version: 1 },
  fields,
  asked,
  weight,
})
const ids = Array.from({ length: 3000 }, (_, i) => `01939b5c-8a00-7000-8000-${String(i).padStart(12, '0')}`)

it('draws nothing where a form draws nothing', () => {
  expect(layOut(book, ids[0] ?? '')).toBeNull()
})

describe('rotating modules', () => {
  const rotating: CodeBook = {
    ...book,
    rotating: 2,
    modules: [
      { ...module('a', ['a1', 'a2', 'a3'], 1), asked: 'always' },
      module('b', ['b1', 'b2'], 2),
      module('c', ['c1'], 1),
      module('d', ['d1'], 1),
    ],
  }

  it('gives everybody two of three, the heavier one more often, the others asked always', () => {
    const drawn = ids.map((id) => layOut(rotating, id)?.order ?? [])
    const share = (code: string) => drawn.filter((order) => order.includes(code)).length / drawn.length
    expect(drawn.every((order) => order.slice(0, 3).join() === 'a1,a2,a3')).toBe(true)
    expect(
      drawn.every(
        (order) =>
          Number(order.includes('b1')) + Number(order.includes('c1')) + Number(order.includes('d1')) === 2,
      ),
    ).toBe(true)
    // Chances 1, .5, .5: three standard errors at 3,000 are .027.
    expect(share('b1')).toBe(1)
    expect(share('c1')).toBeGreaterThan(0.47)
    expect(share('c1')).toBeLessThan(0.53)
  })

  it('draws the same for the same respondent', () => {
    expect(layOut(rotating, ids[7] ?? '')).toEqual(layOut(structuredClone(rotating), ids[7] ?? ''))
  })
})

describe('blocks', () => {
  const blocks: CodeBook = {
    ...book,
    blocks: [{ name: 'a', groups: [['a1'], ['a2', 'a3'], ['b1']], take: 2 }],
  }

  it('shuffles groups, keeps them together, takes as many as it should, each as often as the others', () => {
    const drawn = ids.map((id) => layOut(blocks, id)?.order ?? [])
    for (const order of drawn) {
      expect(order.slice(-3)).toEqual(['b2', 'c1', 'd1'])
      if (order.includes('a2')) expect(order.indexOf('a3')).toBe(order.indexOf('a2') + 1)
    }
    const firsts = ['a1', 'a2', 'b1'].map(
      (code) => drawn.filter(([first]) => first === code).length / drawn.length,
    )
    for (const share of firsts) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.03)
    const taken = ['a1', 'a2', 'b1'].map(
      (code) => drawn.filter((order) => order.includes(code)).length / drawn.length,
    )
    for (const share of taken) expect(Math.abs(share - 2 / 3)).toBeLessThan(0.03)
  })
})

it('chances add up, never exceed 1 and go with the weights', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 0, max: 20 }),
      (weights, count) => {
        const chances = inclusionChances(weights, count)
        const sum = chances.reduce((so, next) => so + next, 0)
        expect(sum).toBeCloseTo(Math.min(count, weights.length), 9)
        chances.forEach((chance, i) => {
          expect(chance).toBeLessThanOrEqual(1 + 1e-12)
          weights.forEach((weight, j) => {
            if (weight > (weights[i] ?? 0)) expect(chances[j]).toBeGreaterThanOrEqual(chance - 1e-12)
          })
        })
      },
    ),
    { numRuns: 300 },
  )
})
