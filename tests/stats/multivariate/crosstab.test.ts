import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countTable } from '../../../stats/multivariate/count-table.ts'
import { crosstab } from '../../../stats/multivariate/crosstab.ts'
import { fisherExact } from '../../../stats/multivariate/fisher-exact.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  chi2_haireye: {
    rows: string[]
    cols: string[]
    table: number[][]
    expected: {
      chi2: number
      df: number
      p: number
      cramers_v: number
      pearson_residuals: number[][]
      adjusted_residuals: number[][]
    }
    two_by_two: { table: number[][]; expected: Record<string, number> }
  }
  tolerance: number
}>('multivariate')
const TOLERANCE = oracle.tolerance
const named = (counts: readonly (readonly number[])[]) => ({
  rows: counts.map((_, r) => `r${r}`),
  columns: (counts[0] ?? []).map((_, c) => `c${c}`),
  counts,
})

describe('oracle multivariate.json', () => {
  it('chi2_haireye', () => {
    const { rows, cols, table, expected } = oracle.chi2_haireye
    const tested = foundValue(crosstab({ rows, columns: cols, counts: table }))
    expectClose(tested.chiSquare, expected.chi2, TOLERANCE)
    expect(tested.df).toBe(expected.df)
    expectClose(tested.p / expected.p, 1, TOLERANCE)
    expectClose(tested.cramersV, expected.cramers_v, TOLERANCE)
    tested.cells.forEach((row, r) => {
      row.forEach(({ pearsonResidual, adjustedResidual }, c) => {
        expectClose(pearsonResidual, expected.pearson_residuals[r]![c]!, TOLERANCE)
        expectClose(adjustedResidual, expected.adjusted_residuals[r]![c]!, TOLERANCE)
      })
    })
    expect(JSON.parse(JSON.stringify(tested))).toEqual(tested)
  })

  it('chi2_haireye: two_by_two', () => {
    const { table, expected } = oracle.chi2_haireye.two_by_two
    const { chiSquare, p, twoByTwo } = foundValue(crosstab(named(table)))
    expectClose(chiSquare, expected['chi2']!, TOLERANCE)
    expectClose(p, expected['p']!, TOLERANCE)
    expectClose(twoByTwo?.yates, expected['chi2_yates']!, TOLERANCE)
    expectClose(twoByTwo?.pYates, expected['p_yates']!, TOLERANCE)
    expectClose(twoByTwo?.pFisher, expected['fisher_p']!, TOLERANCE)
    expectClose(twoByTwo?.phi, expected['phi']!, TOLERANCE)
    expectClose(twoByTwo?.oddsRatio, expected['odds_ratio']!, TOLERANCE)
  })
})

const count = fc.integer({ min: 0, max: 30 })
const tables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([r, c]) =>
    fc.array(fc.array(count, { minLength: c, maxLength: c }), { minLength: r, maxLength: r }),
  )

describe('crosstab', () => {
  it('counts answers; the order of people does not matter; weights are repeated people', () => {
    const answer = fc.constantFrom('a', 'b', 'c', null)
    const person = fc.tuple(answer, answer, fc.integer({ min: 1, max: 3 }))
    fc.assert(
      fc.property(fc.array(person), (people) => {
        const rows = people.map(([row]) => row)
        const columns = people.map(([, column]) => column)
        const weights = people.map(([, , weight]) => weight)
        const there = countTable(rows, columns)
        expect(countTable(rows.toReversed(), columns.toReversed())).toEqual(there)
        expect(there.sampleSize + there.missing).toBe(people.length)
        const repeat = (list: readonly (string | null)[]) =>
          list.flatMap((value, i) => new Array<string | null>(weights[i]!).fill(value))
        expect(countTable(rows, columns, { weights }).table).toEqual(
          countTable(repeat(rows), repeat(columns)).table,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('transposing keeps the test; doubling doubles chi-square and keeps V', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const there = crosstab(named(counts), { draws: 20 })
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        if (!there.ok) return
        const turned = counts[0]!.map((_, c) => counts.map((row) => row[c]!))
        expectClose(foundValue(crosstab(named(turned), { draws: 1 })).chiSquare, there.value.chiSquare, 1e-10)
        const twice = foundValue(crosstab(named(counts.map((row) => row.map((x) => 2 * x))), { draws: 1 }))
        expectClose(twice.chiSquare, 2 * there.value.chiSquare, 1e-10)
        expectClose(twice.cramersV, there.value.cramersV, 1e-10)
        for (const { p, pHolm } of there.value.columnTests) expect(pHolm).toBeGreaterThanOrEqual(p)
        if (there.value.twoByTwo === undefined) return
        // In a 2 x 2 table every adjusted residual squared is chi-square, and so is the z of the columns.
        expectClose(there.value.cells[0]![0]!.adjustedResidual ** 2, there.value.chiSquare, 1e-9)
        expectClose(there.value.columnTests[0]!.z ** 2, there.value.chiSquare, 1e-9)
      }),
      { numRuns: 200 },
    )
  })

  it('Fisher: margins exchanged, between 0 and 1, by hand', () => {
    // Lady tasting tea: 3 of 4 right, (16 + 16 + 1 + 1) / 70.
    expectClose(
      fisherExact([
        [3, 1],
        [1, 3],
      ]),
      34 / 70,
      1e-12,
    )
    expectClose(
      fisherExact([
        [4, 0],
        [0, 4],
      ]),
      2 / 70,
      1e-12,
    )
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const p = fisherExact([
          [a, b],
          [c, d],
        ])
        expect(p > 0 && p <= 1).toBe(true)
        expectClose(
          fisherExact([
            [a, c],
            [b, d],
          ]),
          p,
          1e-9,
        )
        expectClose(
          fisherExact([
            [d, c],
            [b, a],
          ]),
          p,
          1e-9,
        )
      }),
      { numRuns: 200 },
    )
    expect(() => fisherExact([[1, 2]])).toThrow('not 2 x 2')
    expect(() =>
      fisherExact([
        [1.5, 2],
        [1, 1],
      ]),
    ).toThrow('fisherExact: 1.5')
  })

  it('small expected counts are dealt at random, the same for the same seed', () => {
    const sparse = named([
      [3, 1, 0],
      [0, 2, 3],
    ])
    const tested = foundValue(crosstab(sparse, { draws: 4000, seed: 3 }))
    expect(tested.warnings.map(({ code }) => code)).toEqual(['small-expected'])
    expect(foundValue(crosstab(sparse, { draws: 4000, seed: 3 }))).toEqual(tested)
    // All deals: 3, 3, 3 of 9 columns to 4 and 5 rows; those with chi-square >= ours, counted over the 126 choices:
    // (3 1 0) and its like with 3 of one column and 0 of another: 3! / 1 orders x 3 ways = 18 of 126.
    expectClose(tested.pMonteCarlo?.p, 18 / 126, 0.02)
    expect(crosstab(sparse, { effectiveSize: 5 }).ok).toBe(true)
    expect(foundValue(crosstab(sparse, { effectiveSize: 5 })).pMonteCarlo).toBeUndefined()
  })

  it('weighted tables are tested on what people are worth', () => {
    const full = foundValue(
      crosstab(
        named([
          [40, 20],
          [20, 40],
        ]),
      ),
    )
    const worth = foundValue(
      crosstab(
        named([
          [40, 20],
          [20, 40],
        ]),
        { effectiveSize: 60, sampleSize: 100 },
      ),
    )
    expectClose(worth.chiSquare, full.chiSquare / 2, 1e-12)
    expectClose(worth.cells[0]![0]!.expected, 30, 1e-12)
    expect([worth.sampleSize, worth.effectiveSize]).toEqual([100, 60])
  })

  it('bad input has a reason or a sentence', () => {
    expect(crosstab(named([]))).toEqual({ ok: false, reason: 'nothing-to-compare' })
    expect(crosstab(named([[1, 2]]))).toEqual({ ok: false, reason: 'nothing-to-compare' })
    expect(
      crosstab(
        named([
          [0, 0],
          [0, 0],
        ]),
      ),
    ).toEqual({ ok: false, reason: 'nothing-to-compare' })
    expect(() => crosstab({ rows: ['a'], columns: [], counts: [[1]] })).toThrow('do not fit')
    expect(() =>
      crosstab(
        named([
          [1, -1],
          [1, 1],
        ]),
      ),
    ).toThrow('crosstab: -1 is not a count')
    expect(() =>
      crosstab(
        named([
          [1, 1],
          [1, 1],
        ]),
        { effectiveSize: Number.NaN },
      ),
    ).toThrow('effective size')
    expect(() => countTable(['a'], [])).toThrow('differ in length')
    expect(() => countTable(['a'], ['b'], { weights: [0] })).toThrow('row 0')
    expect(() => countTable(['a'], ['b'], { rowOrder: ['x'] })).toThrow('"a" is not in the given order')
    expect(countTable([], []).effectiveSize).toBe(0)
  })
})

describe('very many people', () => {
  const counts = (n: number) => ({
    rows: ['a', 'b'],
    columns: ['x', 'y'],
    counts: [
      [n, n + 1],
      [n, n],
    ],
  })

  it('are tested without enumerating every table', () => {
    const outcome = crosstab(counts(1e12))
    expect(outcome.ok).toBe(true)
    if (outcome.ok) expect(outcome.value.twoByTwo).not.toHaveProperty('pFisher')
    expect(() => fisherExact(counts(1e12).counts)).toThrow('fisherExact: ')
  })
})
