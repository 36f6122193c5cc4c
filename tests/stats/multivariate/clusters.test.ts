import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { chooseClusters } from '../../../stats/multivariate/choose-clusters.ts'
import { distancesOf } from '../../../stats/multivariate/distances.ts'
import { cutTree, hierarchy, LINKAGES } from '../../../stats/multivariate/hierarchical.ts'
import { kMeans } from '../../../stats/multivariate/k-means.ts'
import { silhouette } from '../../../stats/multivariate/silhouette.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  kmeans_iris: {
    k: number
    expected: {
      tot_withinss: number
      totss: number
      centers_sorted_by_petal_length: number[][]
      sizes: number[]
      silhouette: number
    }
  }
  hclust_iris: {
    ward_last_heights: number[]
    ward_cut3_sizes: number[]
    average_last_heights: number[]
  }
  iris: number[][]
  tolerance: number
}>('multivariate')
const TOLERANCE = oracle.tolerance
const iris = toObservations(['sl', 'sw', 'pl', 'pw'], oracle.iris)
const distances = distancesOf(iris)

describe('oracle multivariate.json', () => {
  it('kmeans_iris', () => {
    const { k, expected } = oracle.kmeans_iris
    const fit = foundValue(kMeans(iris, k))
    expectClose(fit.within, expected.tot_withinss, TOLERANCE)
    expectClose(fit.total, expected.totss, TOLERANCE)
    const sorted = fit.clusters.toSorted((a, b) => a.centre[2]! - b.centre[2]!)
    expect(sorted.map(({ size }) => size)).toEqual(expected.sizes)
    expected.centers_sorted_by_petal_length.forEach((centre, c) => {
      centre.forEach((value, h) => {
        expectClose(sorted[c]!.centre[h], value, TOLERANCE)
      })
    })
    expectClose(silhouette(distances, fit.assignments as number[]), expected.silhouette, TOLERANCE)
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit)
  })

  it('hclust_iris', () => {
    const expected = oracle.hclust_iris
    const ward = foundValue(hierarchy(distances, 150))
    expected.ward_last_heights.forEach((height, k) => {
      expectClose(ward.merges.at(k - 5)?.height, height, TOLERANCE)
    })
    const labels = cutTree(ward, 3)
    const sizes = [0, 1, 2].map((label) => labels.filter((other) => other === label).length)
    expect(sizes.sort((a, b) => a - b)).toEqual(expected.ward_cut3_sizes)
    const average = foundValue(hierarchy(distances, 150, 'average'))
    expected.average_last_heights.forEach((height, k) => {
      expectClose(average.merges.at(k - 5)?.height, height, TOLERANCE)
    })
  })
})

const point = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }))
const table = fc.array(point, { minLength: 4, maxLength: 20 })
const observed = (rows: readonly (readonly number[])[], weights?: readonly number[]) =>
  toObservations(['a', 'b'], rows, weights)

describe('k-means', () => {
  it('every row is with its nearest centre; scale and shift do not matter; more clusters fit better', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 3 }), (rows, k) => {
        const outcome = kMeans(observed(rows), k, { starts: 5 })
        if (!outcome.ok) return
        const { clusters, assignments, within, total } = outcome.value
        rows.forEach(([x, y], i) => {
          const far = clusters.map(({ centre }) => (centre[0]! - x) ** 2 + (centre[1]! - y) ** 2)
          expect(far[assignments[i]!]! <= Math.min(...far) + 1e-9).toBe(true)
        })
        expect(within).toBeLessThanOrEqual(total + 1e-9)
        const moved = foundValue(
          kMeans(observed(rows.map(([x, y]) => [4 * x + 8, 4 * y - 8])), k, { starts: 5 }),
        )
        expect(moved.assignments).toEqual(assignments)
        const one = foundValue(kMeans(observed(rows), 1))
        expectClose(one.within, total, 1e-9)
        // Equal weights are no weights.
        const same = foundValue(
          kMeans(
            observed(
              rows,
              rows.map(() => 2),
            ),
            k,
            { starts: 5 },
          ),
        )
        expect(same.assignments).toEqual(assignments)
        expectClose(same.within, 2 * within, 1e-9)
      }),
      { numRuns: 200 },
    )
  })

  it('finds groups that are there, and none where there are none', () => {
    const rows = [0, 100, 200].flatMap((at) =>
      Array.from({ length: 8 }, (_, i) => [at + (i % 3), at / 2 + (i % 4)]),
    )
    const chosen = foundValue(chooseClusters(observed(rows), { most: 5 }))
    expect([chosen.best, chosen.byGap]).toEqual([3, 3])
    expect(chosen.choices[2]?.silhouette).toBeGreaterThan(0.9)
    const grid = Array.from({ length: 100 }, (_, i) => [i % 10, Math.floor(i / 10)])
    expect(foundValue(chooseClusters(observed(grid), { most: 4 })).byGap).toBe(1)
    expect(JSON.parse(JSON.stringify(chosen))).toEqual(chosen)
  })

  it('incomplete rows are left without cluster', () => {
    const fit = foundValue(kMeans(toObservations(['a'], [[1], [null], [9], [10]]), 2))
    expect(fit.assignments).toEqual([0, null, 1, 1])
    expect([fit.sampleSize, fit.missing]).toEqual([3, 1])
  })
})

describe('hierarchy', () => {
  it('heights rise, sizes add up, order and scale do not matter', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...LINKAGES), (rows, linkage) => {
        const there = foundValue(hierarchy(distancesOf(observed(rows)), rows.length, linkage))
        const heights = there.merges.map(({ height }) => height)
        heights.slice(1).forEach((height, m) => {
          expect(height).toBeGreaterThanOrEqual(heights[m]! - 1e-9)
        })
        expect(there.merges.at(-1)?.size).toBe(rows.length)
        // By a power of 2, which rounds nothing: among ties any other factor may join another pair first.
        const scaled = distancesOf(observed(rows)).map((distance) => 4 * distance)
        const other = foundValue(hierarchy(scaled, rows.length, linkage))
        other.merges.forEach(({ height }, m) => {
          expectClose(height, 4 * heights[m]!, 1e-9)
        })
        for (const k of [1, 2, rows.length]) expect(new Set(cutTree(there, k)).size).toBe(k)
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        // Ward: heights squared over 2 add up to the sum of squares.
        if (linkage !== 'ward') return
        const total = foundValue(kMeans(observed(rows), 1)).total
        expectClose(
          heights.reduce((sum, height) => sum + height ** 2 / 2, 0),
          total,
          1e-9,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('single linkage by hand', () => {
    // Points 0, 1, 3, 7: joined at 1, 2, 4.
    const { merges } = foundValue(
      hierarchy(distancesOf(toObservations(['x'], [[0], [1], [3], [7]])), 4, 'single'),
    )
    expect(merges).toEqual([
      { first: 0, second: 1, height: 1, size: 2 },
      { first: 2, second: 4, height: 2, size: 3 },
      { first: 3, second: 5, height: 4, size: 4 },
    ])
  })

  it('bad input has a reason or a sentence', () => {
    expect(kMeans(observed([]), 2)).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(
      kMeans(
        observed([
          [1, 1],
          [1, 1],
          [1, 1],
        ]),
        2,
      ),
    ).toEqual({ ok: false, reason: 'too-few-different' })
    expect(() => kMeans(observed([[1, 1]]), 0)).toThrow('kMeans: the number of clusters')
    expect(() => kMeans(observed([[1, 1]]), 1, { starts: 0 })).toThrow('starts')
    expect(() => kMeans(toObservations([], [[], []]), 1)).toThrow('no items')
    expect(() => kMeans({ items: ['a'], rows: 1, values: Float64Array.of(Infinity) }, 1)).toThrow(
      'not a usable',
    )
    expect(chooseClusters(observed([[1, 2]]))).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(
      chooseClusters(
        observed([
          [1, 1],
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toEqual({ ok: false, reason: 'too-few-different' })
    expect(() => chooseClusters(observed([]), { most: 1 })).toThrow('most')
    expect(hierarchy(new Float64Array(1), 1)).toEqual({ ok: false, reason: 'too-few-objects' })
    expect(() => hierarchy(new Float64Array(3), 2)).toThrow('not 2 x 2')
    expect(() => hierarchy(Float64Array.of(0, 1, 2, 0), 2)).toThrow('hangs on the direction')
    expect(() => hierarchy(Float64Array.of(0, -1, -1, 0), 2)).toThrow('is -1')
    const two = foundValue(hierarchy(Float64Array.of(0, 1, 1, 0), 2))
    expect(() => cutTree(two, 3)).toThrow('cannot cut 2 objects into 3')
    expect(silhouette(Float64Array.of(0, 1, 1, 0), [0, 0])).toBeUndefined()
  })
})
