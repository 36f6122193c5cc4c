import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inclusionChances } from '../../api/forms/lay-out.ts'
import { drawLayout } from '../../api/services/draw-layout.ts'
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

/** As books say that are frozen now, and as those did that say nothing. */
const DRAWS: readonly Pick<CodeBook, 'draws'>[] = [{ draws: 'sfc32' }, {}]

it('draws nothing where a form draws nothing', () => {
  expect(drawLayout(book, ids[0] ?? '')).toBeNull()
})

describe.each(DRAWS)('rotating modules drawn by %j', (draws) => {
  const rotating: CodeBook = {
    ...book,
    ...draws,
    rotating: 2,
    modules: [
      { ...module('a', ['a1', 'a2', 'a3'], 1), asked: 'always' },
      module('b', ['b1', 'b2'], 2),
      module('c', ['c1'], 1),
      module('d', ['d1'], 1),
    ],
  }

  it('gives everybody two of three, the heavier one more often, the others asked always', () => {
    const drawn = ids.map((id) => drawLayout(rotating, id)?.order ?? [])
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

  it.each<[readonly number[], number, readonly number[]]>([
    [[1, 2, 3, 4], 2, [0.2, 0.4, 0.6, 0.8]],
    [[1, 1, 1, 1], 1, [0.25, 0.25, 0.25, 0.25]],
    [[0.1, 10, 9.9], 1, [0.005, 0.5, 0.495]],
    [[10, 1, 1, 1], 2, [1, 1 / 3, 1 / 3, 1 / 3]],
  ])(
    'weights %j, %i asked: each as often as its share says, all pairs together now and then',
    (weights, count, chances) => {
      const codesOf = weights.map((_, i) => `m${i}`)
      const weighted: CodeBook = {
        ...book,
        ...draws,
        fields: codesOf.map(field),
        rotating: count,
        modules: weights.map((weight, i) => module(`m${i}`, [`m${i}`], weight)),
      }
      const drawn = ids.map((id) => drawLayout(weighted, id)?.order ?? [])
      expect(drawn.filter((order) => order.length !== count)).toEqual([])
      const shareOf = (...wanted: readonly string[]) =>
        drawn.filter((order) => wanted.every((code) => order.includes(code))).length / drawn.length
      // Four standard errors of a share at 3,000 draws, which the fixed ids make the same every time.
      chances.forEach((chance, i) => {
        const error = 4 * Math.sqrt((chance * (1 - chance)) / ids.length)
        expect(Math.abs(shareOf(`m${i}`) - chance)).toBeLessThanOrEqual(error)
      })
      // Without joint answers no relation between two modules could be estimated.
      if (count < 2) return
      const pairs = codesOf.flatMap((one, i) => codesOf.slice(i + 1).map((other) => [one, other] as const))
      const certain = chances.indexOf(1)
      const wanted = pairs.filter((pair) => certain < 0 || pair.includes(`m${certain}`))
      for (const pair of wanted) expect(shareOf(...pair)).toBeGreaterThan(0.03)
    },
  )

  it('draws the same for the same respondent', () => {
    expect(drawLayout(rotating, ids[7] ?? '')).toEqual(drawLayout(structuredClone(rotating), ids[7] ?? ''))
  })
})

describe.each(DRAWS)('blocks drawn by %j', (draws) => {
  const blocks: CodeBook = {
    ...book,
    ...draws,
    blocks: [{ name: 'a', groups: [['a1'], ['a2', 'a3'], ['b1']], take: 2 }],
  }

  it('shuffles groups, keeps them together, takes as many as it should, each as often as the others', () => {
    const drawn = ids.map((id) => drawLayout(blocks, id)?.order ?? [])
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

it.each([
  [{}, ['b2 d1', 'b2 c1', 'b2 d1', 'a1 b1 b2', 'b2 c1', 'b2 d1']],
  [{ draws: 'sfc32' as const }, ['b2 d1', 'b2 d1', 'b2 d1', 'b1 a1 b2', 'b2 d1', 'b2 c1']],
])(
  'draws what it has always drawn by %j: answers under way, and orders drawn again, outlive a new version',
  (draws, wanted) => {
    const many: CodeBook = {
      ...book,
      ...draws,
      rotating: 1,
      modules: [module('a', ['a1', 'a2', 'a3', 'b1'], 1), module('c', ['c1'], 1), module('d', ['d1'], 3)],
      blocks: [{ name: 'a', groups: [['a1'], ['a2', 'a3'], ['b1']], take: 2 }],
    }
    expect(ids.slice(0, 6).map((id) => drawLayout(many, id)?.order.join(' '))).toEqual(wanted)
  },
)
