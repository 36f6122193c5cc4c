import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { designEffect } from '../../../stats/weighting/design-effect.ts'
import { postStratify } from '../../../stats/weighting/post-stratify.ts'
import { rake } from '../../../stats/weighting/rake.ts'
import { TRIM_RANGE, trimWeights } from '../../../stats/weighting/trim-weights.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  raking: {
    counts: number[][]
    row_targets: number[]
    col_targets: number[]
    expected: {
      after_first_row_step: number[][]
      weights: number[][]
      fitted: number[][]
      kish_deff: number
      n_eff: number
    }
  }
  kish: { weights: number[]; expected: { sum: number; sum_sq: number; deff: number; n_eff: number } }
  tolerance: number
}>('sampling-benchmark')
const TOLERANCE = oracle.tolerance

const { counts, row_targets, col_targets, expected } = oracle.raking
const people = counts.flatMap((row, r) =>
  row.flatMap((count, c) => Array.from({ length: count }, () => ({ row: `r${r}`, column: `c${c}` }))),
)
const named = (prefix: string, targets: readonly number[]) =>
  Object.fromEntries(targets.map((target, k) => [`${prefix}${k}`, target]))
const margins = [
  { name: 'row', categories: people.map(({ row }) => row), targets: named('r', row_targets) },
  { name: 'column', categories: people.map(({ column }) => column), targets: named('c', col_targets) },
]

describe('oracle sampling-benchmark.json', () => {
  it('raking', () => {
    const raked = foundValue(rake(margins))
    const first = foundValue(postStratify(margins[0]!.categories, margins[0]!.targets))
    counts.forEach((row, r) => {
      row.forEach((count, c) => {
        const i = people.findIndex((person) => person.row === `r${r}` && person.column === `c${c}`)
        expectClose(first.weights[i], expected.after_first_row_step[r]![c]!, TOLERANCE)
        expectClose(raked.weights[i], expected.weights[r]![c]!, TOLERANCE)
        expectClose(raked.weights[i]! * count, expected.fitted[r]![c]!, TOLERANCE)
      })
    })
    expectClose(raked.effect.designEffect, expected.kish_deff, TOLERANCE)
    expectClose(raked.effect.effectiveSize, expected.n_eff, TOLERANCE)
    expect(raked.warnings).toEqual([])
  })

  it('kish', () => {
    const { weights, expected: kish } = oracle.kish
    const effect = foundValue(designEffect(weights))
    expectClose(effect.designEffect, kish.deff, TOLERANCE)
    expectClose(effect.effectiveSize, kish.n_eff, TOLERANCE)
    expect(weights.reduce((sum, w) => sum + w, 0)).toBe(kish.sum)
    expect(weights.reduce((sum, w) => sum + w * w, 0)).toBe(kish.sum_sq)
  })
})

const categories = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y'))
  .map(([first, second]) => ({ first, second }))
const sample = fc.array(categories, { minLength: 1, maxLength: 60 })
const target = fc.integer({ min: 1, max: 100 })

describe('weights', () => {
  it('post-stratified shares meet their targets; the order of people does not matter', () => {
    fc.assert(
      fc.property(sample, target, target, target, (people, a, b, c) => {
        const cells = people.map(({ first }) => first)
        const outcome = postStratify(cells, { a, b, c })
        const missing = (['a', 'b', 'c'] as const).find((name) => !cells.includes(name))
        if (missing !== undefined) {
          expect(outcome).toEqual({ ok: false, reason: 'empty-cell', subject: missing })
          return
        }
        const { weights, effect } = foundValue(outcome)
        const share = weights.reduce((sum, w, i) => sum + (cells[i] === 'a' ? w : 0), 0) / people.length
        expectClose(share, a / (a + b + c), 1e-12)
        expect(effect.designEffect).toBeGreaterThanOrEqual(1)
        const turned = foundValue(postStratify(cells.toReversed(), { a: 2 * a, b: 2 * b, c: 2 * c }))
        turned.weights.toReversed().forEach((weight, i) => {
          expectClose(weight, weights[i]!, 1e-12)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('raking meets all margins or says why not; margins in any order; base weights in any unit', () => {
    fc.assert(
      fc.property(sample, target, target, target, target, target, (people, a, b, c, x, y) => {
        const two = [
          { name: 'first', categories: people.map(({ first }) => first), targets: { a, b, c } },
          { name: 'second', categories: people.map(({ second }) => second), targets: { x, y } },
        ]
        const outcome = rake(two)
        expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
        if (!outcome.ok) return
        expect(outcome.value.largestError).toBeLessThan(1e-8)
        const turned = rake(two.toReversed())
        const scaled = rake(two, { base: people.map(() => 4) })
        if (!turned.ok) return
        outcome.value.weights.forEach((weight, i) => {
          expectClose(turned.value.weights[i], weight, 1e-7)
          expectClose(foundValue(scaled).weights[i], weight, 1e-7)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('trimmed weights stay in the range and say what it cost', () => {
    const rare = {
      name: 'age',
      categories: [...new Array<string>(98).fill('young'), 'old', 'old'],
      targets: { young: 50, old: 50 },
    }
    const raked = foundValue(rake([rare], { trim: TRIM_RANGE }))
    expect(raked.effect.largest / raked.effect.smallest).toBeLessThanOrEqual(3 + 1e-9)
    expect(raked.trimmed).toBe(2)
    expect(raked.warnings.map(({ code }) => code)).toEqual(['small-cell', 'trimming-left-error'])
    expect(foundValue(rake([rare])).effect.largest).toBeCloseTo(25, 10)
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1 }), (weights) => {
        const { weights: within, trimmed } = trimWeights(weights)
        const sorted = [...weights].sort((p, q) => p - q)
        const median = (sorted[(weights.length - 1) >> 1]! + sorted[weights.length >> 1]!) / 2
        within.forEach((weight) => {
          expect(weight >= 0.3 * median * (1 - 1e-12) && weight <= 3 * median * (1 + 1e-12)).toBe(true)
        })
        expect(trimmed).toBeLessThanOrEqual(weights.length)
      }),
      { numRuns: 200 },
    )
  })

  it('design effect: at least 1, no unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-30, max: 1e30, noNaN: true }), { minLength: 1 }),
        (weights) => {
          const effect = foundValue(designEffect(weights))
          expect(effect.designEffect).toBeGreaterThanOrEqual(1)
          expect(effect.effectiveSize).toBeLessThanOrEqual(weights.length)
          expect(JSON.parse(JSON.stringify(effect))).toEqual(effect)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('bad input has a reason or a sentence', () => {
    expect(designEffect([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(() => designEffect([1, 0])).toThrow('designEffect: the weight of row 1')
    expect(() => designEffect([Number.NaN])).toThrow('row 0')
    expect(() => designEffect([1, 1e-200])).toThrow('row 1 is not a number above 0 (from 1e-30 to 1e+30)')
    expect(trimWeights([])).toEqual({ weights: [], trimmed: 0 })
    expect(() => trimWeights([1], { low: 2, high: 3 })).toThrow('must hold 1')
    expect(postStratify([], { a: 1 })).toEqual({ ok: false, reason: 'no-answers' })
    expect(postStratify(['z'], { a: 1 })).toEqual({ ok: false, reason: 'unknown-cell', subject: 'z' })
    expect(postStratify(['a'], { a: 1, b: 1 })).toEqual({ ok: false, reason: 'empty-cell', subject: 'b' })
    expect(() => postStratify(['a'], { a: 0 })).toThrow('postStratify: the target of "a"')
    expect(() => rake([])).toThrow('no margins')
    const margin = { name: 'sex', categories: ['f', 'm'], targets: { f: 1, m: 1 } }
    expect(rake([{ ...margin, categories: [] }])).toEqual({ ok: false, reason: 'no-answers' })
    expect(() => rake([margin, { ...margin, categories: ['f'] }])).toThrow('has 1 rows, expected 2')
    expect(() => rake([margin], { base: [1] })).toThrow('1 base weights')
    expect(() => rake([{ ...margin, targets: { f: 1, m: -1 } }])).toThrow('"sex: m"')
    // Everybody young is a man, but the targets want 90 % young and 10 % men: no weights do that.
    const contradiction = [
      { name: 'age', categories: ['y', 'y', 'o'], targets: { y: 90, o: 10 } },
      { name: 'sex', categories: ['m', 'm', 'f'], targets: { m: 10, f: 90 } },
    ]
    expect(rake(contradiction)).toEqual({ ok: false, reason: 'not-converged' })
  })
})
