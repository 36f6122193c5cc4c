import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { covarianceOf } from '../../../stats/core/covariance.ts'
import { addCrossProduct } from '../../../stats/core/cross-product.ts'
import { LAYOUTS, type Layout } from '../../../stats/core/design.ts'
import { mergeMoments, momentsOf } from '../../../stats/core/moments.ts'
import { type Observations, selectRows, toObservations } from '../../../stats/core/observations.ts'
import { expectClose } from '../close.ts'

const ITEMS = ['a', 'b', 'c']
const number = fc.double({ min: -100, max: 100, noNaN: true })
const row = fc.tuple(number, number, number)
const holey = fc.array(fc.tuple(...ITEMS.map(() => fc.option(number, { freq: 5 }))), {
  minLength: 6,
  maxLength: 60,
})
const weight = fc.double({ min: 0.1, max: 5, noNaN: true })

const expectSame = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number) => {
  expect(a.length).toBe(b.length)
  for (let i = 0; i < a.length; i++) {
    if (Number.isFinite(b[i])) expectClose(a[i], b[i]!, tolerance, `at ${i}`)
  }
}

describe('addCrossProduct', () => {
  it('equals the sum over rows, written out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.nat(3)), { maxLength: 23 }), (rows) => {
        const values = Float64Array.from(rows.flatMap(([cells]) => cells))
        const weights = Float64Array.from(rows, ([, count]) => count)
        const into = new Float64Array(9)
        addCrossProduct(values, 3, weights, into)
        for (let a = 0; a < 3; a++) {
          for (let b = a; b < 3; b++) {
            const slow = rows.reduce((sum, [cells, count]) => sum + count * cells[a]! * cells[b]!, 0)
            expectClose(into[a * 3 + b], slow, 1e-9)
          }
        }
      }),
    )
  })
})

describe('moments', () => {
  it.each(LAYOUTS)('merge to the moments of all rows in one pass: %s', (layout: Layout) => {
    fc.assert(
      fc.property(
        holey,
        fc.array(weight, { minLength: 60, maxLength: 60 }),
        fc.nat(60),
        (table, weights, cut) => {
          const filled = layout === 'complete' ? table.map((cells) => cells.map((cell) => cell ?? 7)) : table
          const all = toObservations(ITEMS, filled, weights.slice(0, table.length))
          const first = selectRows(
            all,
            filled.map((_, i) => i < cut),
          )
          const rest = selectRows(
            all,
            filled.map((_, i) => i >= cut),
          )
          const one = momentsOf(all, { layout })
          const merged = mergeMoments(momentsOf(first, { layout }), momentsOf(rest, { layout }))
          expect(merged.rows).toBe(one.rows)
          expectSame(merged.answered, one.answered, 0)
          expectClose(merged.weightSquares, one.weightSquares, 1e-12)
          const a = covarianceOf(merged)
          const b = covarianceOf(one)
          // 1e-8: sums about different shifts, up to 200 away from each other.
          expectSame(a.means, b.means, 1e-8)
          if (layout !== 'pairwise') expectSame(a.covariance, b.covariance, 1e-8)
        },
      ),
    )
  })

  it.each(LAYOUTS)('move exactly from one shift to another: %s', (layout: Layout) => {
    // Whole numbers, so that every sum is exact and equality is equality.
    const whole = fc.integer({ min: -20, max: 20 })
    const rows = fc.array(fc.tuple(...ITEMS.map(() => fc.option(whole, { freq: 4 }))), { maxLength: 12 })
    fc.assert(
      fc.property(
        rows,
        rows,
        fc.tuple(whole, whole, whole),
        fc.tuple(whole, whole, whole),
        (a, b, one, two) => {
          const fill = (table: typeof a) =>
            toObservations(
              ITEMS,
              layout === 'complete' ? table.map((cells) => cells.map((cell) => cell ?? 7)) : table,
            )
          const shift = Float64Array.from(one)
          const merged = mergeMoments(
            momentsOf(fill(a), { layout, shift }),
            momentsOf(fill(b), { layout, shift: Float64Array.from(two) }),
          )
          const together = momentsOf(fill([...a, ...b]), { layout, shift })
          for (let at = 0; at < together.cross.length; at++) {
            expect(merged.cross[at]! - together.cross[at]!).toBe(0)
          }
        },
      ),
    )
  })

  it('keep a small spread beside a large mean', () => {
    const table = [1, 2, 3, 4].map((x) => [1e9 + x, 1e9 - x, x])
    const { means, spreads, covariance } = covarianceOf(momentsOf(toObservations(ITEMS, table)))
    expect(means[0]).toBe(1e9 + 2.5)
    // Variance of 1, 2, 3, 4 is 5/3.
    expectClose(spreads[0]! ** 2, 5 / 3, 1e-14)
    expectClose(covariance[1], -5 / 3, 1e-14)
  })

  it('see that a constant item is constant, whatever the constant', () => {
    for (const constant of [0, 0.1, 7, 1e6 + 0.3]) {
      const table = [1, 5, 2, 8, 3].map((x) => [constant, x, 10 - x])
      for (const shift of [new Float64Array(3), Float64Array.from([constant, 1, 1])]) {
        expect(covarianceOf(momentsOf(toObservations(ITEMS, table), { shift })).spreads[0]).toBe(0)
      }
    }
  })

  it('refuse what does not fit together', () => {
    const some: Observations = toObservations(ITEMS, [[1, null, 2]])
    expect(() => momentsOf(some)).toThrow('item "b" has missing values')
    const complete = momentsOf(toObservations(ITEMS, [[1, 2, 3]]))
    expect(() => mergeMoments(complete, momentsOf(some, { layout: 'mean' }))).toThrow('layouts')
    expect(() => mergeMoments(complete, momentsOf(toObservations(['x'], [[1]])))).toThrow('different items')
    expect(() => toObservations(ITEMS, [[1, 2]])).toThrow('row 0 has 2 cells')
    expect(() => toObservations(ITEMS, [[1, 2, Number.NaN]])).toThrow('item "c" is not a usable number')
    expect(() => toObservations(ITEMS, [[1, 2, 3]], [0])).toThrow('weight of row 0')
    expect(() => toObservations(['a', 'a'], [[1, 2]])).toThrow('"a" appears twice')
  })
})
