import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { type BeliefDimension, type BeliefGap, beliefGaps } from '../../../stats/servqual/belief-gaps.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'

type Rows = readonly (readonly (number | null)[])[]

const item = (name: string) => ({ name, expectation: `e.${name}`, belief: `b.${name}` })
const SPEED: BeliefDimension = { name: 'speed', items: [item('s1'), item('s2')] }
const EMPATHY: BeliefDimension = { name: 'empathy', items: [item('p1')] }

const side = (half: 'e' | 'b', names: readonly string[], rows: Rows, weights?: readonly number[]) =>
  toObservations(
    names.map((name) => `${half}.${name}`),
    rows,
    weights,
  )

const speed = (customers: Rows, managers: Rows, options = {}) =>
  beliefGaps(side('e', ['s1', 's2'], customers), side('b', ['s1', 's2'], managers), [SPEED], options)

// Rounding in the last places only: the sums are of a handful of whole numbers.
const NEAR = 1e-13

describe('gap 1', () => {
  it('is the hand-computed difference of two means per dimension, with Welch’s margin', () => {
    // Means of two statements: customers 6, 7, 7, 6 (mean 6.5, variance 1/3); managers 5, 6, 4 (mean 5, variance 1).
    const customers = [
      [5, 7],
      [7, 7],
      [7, 7],
      [6, 6],
    ]
    const managers = [
      [4, 6],
      [6, 6],
      [4, 4],
    ]
    const gaps = speed(customers, managers)
    const gap = foundValue(gaps.dimensions[0]!.result)
    expectClose(gap.difference, 1.5, NEAR)
    // SE^2 = (1/3) / 4 + 1 / 3 = 5/12.
    expectClose(gap.standardError, Math.sqrt(5 / 12), NEAR)
    expectClose(gap.statistic, 1.5 / Math.sqrt(5 / 12), NEAR)
    // (5/12)^2 / ((1/12)^2 / 3 + (1/3)^2 / 2) = (25/144) / (1/432 + 24/432) = 75/25 = 3.
    expectClose(gap.df, 3, NEAR)
    // t with 3 degrees of freedom: 3.182446305 (printed tables, Student).
    expectClose(gap.interval.high - gap.difference, 3.182446305284263 * Math.sqrt(5 / 12), 1e-9)
    expect(gap.customers).toMatchObject({ sampleSize: 4, effectiveSize: 4, value: 6.5 })
    expectClose(gap.customers.standardError, Math.sqrt(1 / 12), NEAR)
    expect(gap.managers).toMatchObject({ sampleSize: 3, effectiveSize: 3, value: 5 })
    expectClose(gap.managers.standardError, Math.sqrt(1 / 3), NEAR)
    expect(gaps.customers).toEqual({ sampleSize: 4, effectiveSize: 4 })
    expect(gaps.managers).toEqual({ sampleSize: 3, effectiveSize: 3 })
    // Statement s1: customers 5, 7, 7, 6 (6.25, 11/12), managers 4, 6, 4 (14/3, 4/3).
    const s1 = foundValue(gaps.items[0]!.result)
    expect(gaps.items.map(({ dimension, name }) => [dimension, name])).toEqual([
      ['speed', 's1'],
      ['speed', 's2'],
    ])
    expectClose(s1.difference, 6.25 - 14 / 3, NEAR)
    expectClose(s1.standardError, Math.sqrt(11 / 48 + 4 / 9), NEAR)
  })

  it('takes respondents first: who answered half of the statements counts, who answered fewer does not', () => {
    const three: BeliefDimension = { name: 'three', items: ['s1', 's2', 's3'].map(item) }
    const rows = [
      [7, 5, null],
      [7, null, null],
      [4, 4, 4],
    ]
    const gaps = beliefGaps(
      side('e', ['s1', 's2', 's3'], rows),
      side(
        'b',
        ['s1', 's2', 's3'],
        [
          [1, 2, 3],
          [3, 2, 4],
        ],
      ),
      [three],
    )
    // 6 and 4; the second of the three answered one statement of three.
    expect(foundValue(gaps.dimensions[0]!.result).customers).toMatchObject({ sampleSize: 2, value: 5 })
    expect(foundValue(gaps.items[0]!.result).customers).toMatchObject({ sampleSize: 3, value: 6 })
    expect(gaps.customers.sampleSize).toBe(2)
  })

  it('weighs each side by its own weights', () => {
    const rows = [[7], [4], [4]]
    const weighted = beliefGaps(side('e', ['p1'], rows, [2, 1, 1]), side('b', ['p1'], [[3], [5]]), [EMPATHY])
    const { customers } = foundValue(weighted.dimensions[0]!.result)
    // (14 + 4 + 4) / 4 = 5.5; squares 4 x 2.25 + 2.25 + 2.25 = 13.5; 13.5 x 3/2 / 16; Kish 16 / 6.
    expectClose(customers.value, 5.5, NEAR)
    expectClose(customers.standardError, Math.sqrt((13.5 * 3) / 2 / 16), NEAR)
    expectClose(customers.effectiveSize, 16 / 6, NEAR)
  })

  it('adjusts dimensions and statements by Holm as families of their own', () => {
    const names = ['s1', 's2', 'p1']
    const customers = [
      [7, 6, 5],
      [6, 7, 6],
      [7, 7, 4],
      [7, 6, 6],
    ]
    const managers = [
      [4, 3, 5],
      [3, 4, 4],
      [4, 4, 6],
      [5, 3, 6],
    ]
    const gaps = beliefGaps(side('e', names, customers), side('b', names, managers), [SPEED, EMPATHY])
    const [first, second] = gaps.dimensions.map(({ result }) => foundValue(result))
    expectClose(first!.pHolm, 2 * first!.p, NEAR)
    expectClose(second!.pHolm, second!.p, NEAR)
    const smallest = Math.min(...gaps.items.map(({ result }) => foundValue(result).p))
    const family = gaps.items.map(({ result }) => foundValue(result).pHolm)
    expectClose(Math.min(...family), 3 * smallest, NEAR)
  })

  it('says which side has too few, too few to be told, or that nobody differs', () => {
    const two = [[7], [6]]
    const of = (customers: Rows, managers: Rows, options = {}) =>
      beliefGaps(side('e', ['p1'], customers), side('b', ['p1'], managers), [EMPATHY], options).dimensions[0]!
        .result
    expect(of([[7]], two)).toEqual({ ok: false, reason: 'too-few-answers', subject: 'customers' })
    expect(of(two, [])).toEqual({ ok: false, reason: 'too-few-answers', subject: 'managers' })
    expect(of(two, two, { least: 3 })).toEqual({ ok: false, reason: 'base-too-small', subject: 'customers' })
    expect(of([...two, [5]], two, { least: 3 })).toMatchObject({
      reason: 'base-too-small',
      subject: 'managers',
    })
    expect(of([[7], [7]], [[5], [5]])).toEqual({ ok: false, reason: 'no-variance' })
    // One side without variance still has a margin: that of the other.
    expectClose(foundValue(of([[7], [7]], [[5], [3]])).standardError, 1, NEAR)
    expect(() => of([[7], [8]], two)).not.toThrow()
    expect(() => beliefGaps(side('e', ['p1'], two), side('b', ['x'], two), [EMPATHY])).toThrow(
      'no item "b.p1"',
    )
  })

  it('does not depend on the order of rows, and turns its sign with the sides', () => {
    const answers = fc.array(
      fc.integer({ min: 1, max: 7 }).map((x) => [x]),
      { minLength: 2, maxLength: 30 },
    )
    fc.assert(
      fc.property(answers, answers, (customers, managers) => {
        const of = (a: Rows, b: Rows) =>
          beliefGaps(side('e', ['p1'], a), side('b', ['p1'], b), [EMPATHY]).dimensions[0]!.result
        const plain = of(customers, managers)
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        if (!plain.ok) return
        const same = (gap: BeliefGap, sign: 1 | -1) => {
          expectClose(gap.difference, sign * plain.value.difference, 1e-12)
          expectClose(gap.standardError, plain.value.standardError, 1e-12)
          expectClose(gap.df, plain.value.df!, 1e-9)
        }
        same(foundValue(of(customers.toReversed(), managers.toReversed())), 1)
        same(foundValue(of(managers, customers)), -1)
      }),
    )
  })
})
