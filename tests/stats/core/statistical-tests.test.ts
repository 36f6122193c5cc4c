import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chiSquareQuantile, chiSquareShare, chiSquareUpper } from '../../../stats/core/chi-square.ts'
import { fUpper } from '../../../stats/core/f-upper.ts'
import { homogeneity } from '../../../stats/core/homogeneity.ts'
import { logisticRegression } from '../../../stats/core/logistic.ts'
import { meanTest } from '../../../stats/core/mean-test.ts'
import { effectiveSize, toObservations } from '../../../stats/core/observations.ts'
import { poissonInterval } from '../../../stats/core/poisson-interval.ts'
import { rankArea } from '../../../stats/core/rank-area.ts'
import { wilsonInterval } from '../../../stats/core/wilson.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>
const oracle = readOracle<{
  logistic: { x: number[]; y: number[]; expected: Numbers & { se: [number, number] } }
  poisson_exact_95: Record<string, [number, number]>
  weighted_mean: { x: number[]; w: number[]; expected: Numbers }
  wilson: { cases: { k: number; n: number }[]; expected: [number, number][] }
  tolerance: number
}>('small-formulas')
const TOLERANCE = oracle.tolerance

describe('oracle small-formulas.json', () => {
  it('poisson_exact_95', () => {
    for (const [count, [low, high]] of Object.entries(oracle.poisson_exact_95)) {
      const interval = poissonInterval(Number(count))
      expectClose(interval.low, low, TOLERANCE)
      expectClose(interval.high, high, TOLERANCE)
    }
  })

  it('weighted_mean', () => {
    const { x, w, expected } = oracle.weighted_mean
    const mean = foundValue(meanTest(x, { weights: w }))
    expectClose(mean.value, expected['mean']!, TOLERANCE)
    expectClose(mean.standardError, expected['se_linearised']!, TOLERANCE)
    expectClose(
      effectiveSize(
        toObservations(
          ['x'],
          x.map((value) => [value]),
          w,
        ),
      ),
      expected['kish_n_eff']!,
      TOLERANCE,
    )
  })

  it('wilson', () => {
    oracle.wilson.cases.forEach(({ k, n }, i) => {
      const { low, high } = wilsonInterval(k, n)
      expectClose(low, oracle.wilson.expected[i]![0], TOLERANCE)
      expectClose(high, oracle.wilson.expected[i]![1], TOLERANCE)
    })
  })

  it('logistic', () => {
    const { x, y, expected } = oracle.logistic
    const fit = foundValue(
      logisticRegression(
        ['hours'],
        x.map((value) => [value]),
        y.map((value) => value === 1),
      ),
    )
    expectClose(fit.intercept.value, expected['intercept']!, TOLERANCE)
    expectClose(fit.predictors[0]!.value, expected['slope']!, TOLERANCE)
    expectClose(fit.intercept.standardError, expected.se[0], TOLERANCE)
    expectClose(fit.predictors[0]!.standardError, expected.se[1], TOLERANCE)
    expectClose(fit.logLikelihood, expected['log_likelihood']!, TOLERANCE)
    expectClose(fit.predictors[0]!.oddsRatio, expected['odds_ratio']!, TOLERANCE)
    expectClose(fit.area, expected['auc']!, TOLERANCE)
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit)
  })
})

describe('distributions', () => {
  // Closed forms: with 2 degrees of freedom chi-square is exp(-x / 2); with 2 and 2 F is 1 / (1 + f); t^2 is F(1, df).
  it('chi-square and F', () => {
    for (const x of [0.1, 1, 3, 20, 200]) expectClose(chiSquareUpper(x, 2) / Math.exp(-x / 2), 1, 1e-12)
    for (const f of [0.1, 1, 7]) expectClose(fUpper(f, 2, 2), 1 / (1 + f), 1e-13)
    // Tables: the .95 quantiles with 1, 10 and 100 degrees of freedom.
    expectClose(chiSquareQuantile(0.95, 1), 3.841458820694124, 1e-12)
    expectClose(chiSquareQuantile(0.95, 10), 18.307038053275146, 1e-12)
    expectClose(chiSquareQuantile(0.95, 100), 124.34211340400407, 1e-12)
    expect(chiSquareUpper(0, 3)).toBe(1)
    expect(() => chiSquareQuantile(1, 2)).toThrow('between 0 and 1')
  })

  it('chi-square quantile and share undo each other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (p, df) => {
          expectClose(chiSquareShare(chiSquareQuantile(p, df), df), p, 1e-11)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('tests shared by methods', () => {
  it('homogeneity of a two by two table by hand', () => {
    // 10, 20 | 20, 10: every expected count 15, chi-square 4 x 25 / 15, V = sqrt(6.667 / 60).
    const tested = foundValue(
      homogeneity([
        [10, 20],
        [20, 10],
      ]),
    )
    expectClose(tested.statistic, 20 / 3, 1e-14)
    expect(tested.df).toBe(1)
    expectClose(tested.cramersV, 1 / 3, 1e-14)
    expect(homogeneity([[1, 2]])).toEqual({ ok: false, reason: 'nothing-to-compare' })
    expect(homogeneity([])).toEqual({ ok: false, reason: 'nothing-to-compare' })
    expect(() => homogeneity([[1], [-1]])).toThrow('-1 is not a count')
  })

  it('an empty row or column changes nothing', () => {
    const counts = fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 5,
    })
    fc.assert(
      fc.property(counts, (table) => {
        const padded = [...table.map((row) => [0, ...row]), [0, 0, 0, 0]]
        expect(foundValue(homogeneity(padded)).statistic).toBeCloseTo(
          foundValue(homogeneity(table)).statistic,
          8,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('a mean test with equal weights is the plain one, and scales', () => {
    const values = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (xs, weight) => {
        const plain = foundValue(meanTest(xs))
        const weighted = foundValue(meanTest(xs, { weights: xs.map(() => weight) }))
        const tripled = foundValue(meanTest(xs.map((x) => 3 * x)))
        expectClose(weighted.standardError, plain.standardError, 1e-10)
        expectClose(tripled.standardError, 3 * plain.standardError, 1e-10)
        if (plain.p !== undefined) expectClose(tripled.p, plain.p, 1e-10)
      }),
      { numRuns: 200 },
    )
    expect(meanTest([4])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(foundValue(meanTest([0.1, 0.1, 0.1])).p).toBeUndefined()
  })

  it('logistic regression names what is awkward', () => {
    const rows = [[1], [2], [3], [4], [5], [6]]
    const split = [false, false, false, true, true, true]
    expect(logisticRegression(['x'], rows, split)).toEqual({ ok: false, reason: 'separated' })
    expect(
      logisticRegression(
        ['x'],
        rows,
        rows.map(() => true),
      ),
    ).toEqual({ ok: false, reason: 'one-outcome-only' })
    expect(
      logisticRegression(
        ['x'],
        rows.map(() => [2]),
        split,
      ),
    ).toMatchObject({ reason: 'constant', subject: 'x' })
    expect(logisticRegression(['x'], rows.slice(0, 2), [true, false])).toMatchObject({
      reason: 'too-few-answers',
    })
    const mixed = [true, false, true, false, true, false]
    expect(
      logisticRegression(
        ['x', 'y'],
        rows.map(([x]) => [x!, 2 * x!]),
        mixed,
      ),
    ).toMatchObject({ reason: 'collinear' })
    expect(() => logisticRegression(['x'], rows, [true])).toThrow('1 outcomes for 6 rows')
    expect(rankArea([1, 2], [true, true])).toBeUndefined()
  })

  it('logistic regression does not depend on units', () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.boolean()), {
      minLength: 8,
      maxLength: 40,
    })
    fc.assert(
      fc.property(cases, (rows) => {
        const happened = rows.map(([, is]) => is)
        const plain = logisticRegression(
          ['x'],
          rows.map(([x]) => [x]),
          happened,
        )
        const moved = logisticRegression(
          ['x'],
          rows.map(([x]) => [100 * x + 7]),
          happened,
        )
        expect(moved.ok).toBe(plain.ok)
        if (!plain.ok || !moved.ok) return
        expectClose(moved.value.predictors[0]!.value * 100, plain.value.predictors[0]!.value, 1e-7)
        expectClose(moved.value.area, plain.value.area, 1e-12)
      }),
      { numRuns: 200 },
    )
  })
})
