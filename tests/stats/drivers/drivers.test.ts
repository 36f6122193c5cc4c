import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlationOf, covarianceOf } from '../../../stats/core/covariance.ts'
import { momentsOf } from '../../../stats/core/moments.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { driverAnalysis } from '../../../stats/drivers/driver-analysis.ts'
import { importancePerformanceGrid } from '../../../stats/drivers/importance-performance-grid.ts'
import { completeDominance, relativeImportance } from '../../../stats/drivers/relative-importance.ts'
import { relativeWeights } from '../../../stats/drivers/relative-weights.ts'
import { sampledShapley, sampleOrders } from '../../../stats/drivers/sampled-shapley.ts'
import { subsetRSquared } from '../../../stats/drivers/subset-r-squared.ts'
import { expectAllClose, expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>
interface DataSet {
  columns: string[]
  data: number[][]
  y: string
  expected: {
    n: number
    correlation: { order: string[]; matrix: number[][] }
    R2: number
    adjR2: number
    sigma: number
    F: number
    df: number
    conditional_dominance: Record<string, number[]>
    complete_dominance: Numbers
  } & Record<
    | 'simple_r'
    | 'b'
    | 'se'
    | 't'
    | 'p'
    | 'beta_std'
    | 'vif'
    | 'lmg_shapley'
    | 'johnson_relative_weights'
    | 'pratt'
    | 'first'
    | 'last',
    Numbers
  >
}
const oracle = readOracle<{
  swiss: DataSet
  attitude: DataSet
  hand_3_predictors: {
    R: number[][]
    R2: number
    beta: number[]
    lmg: Numbers
    johnson: number[]
    pratt: number[]
    lambda_matrix: number[][]
    subset_r2: Numbers
    beta_on_Z: number[]
  }
  hand_2_predictors: { R: number[][]; R2: number; lmg: Numbers; johnson: number[] }
  tolerance: number
}>('drivers')
const TOLERANCE = oracle.tolerance
const flat = (matrix: readonly (readonly number[])[]) => Float64Array.from(matrix.flat())

describe.each(['swiss', 'attitude'] as const)('oracle drivers.json %s', (name) => {
  const { columns, data, y, expected } = oracle[name]
  const drivers = columns.filter((column) => column !== y)
  const observations = toObservations(columns, data)
  const analysis = foundValue(driverAnalysis(observations, y, drivers, { resamples: 200 }))
  const rows = Object.fromEntries(analysis.drivers.map((row) => [row.name, row]))
  const by = (pick: (row: (typeof analysis.drivers)[number]) => number | undefined) =>
    Object.fromEntries(analysis.drivers.map((row) => [row.name, pick(row)]))

  it('n, correlation', () => {
    expect(analysis.sampleSize).toBe(expected.n)
    const correlation = correlationOf(covarianceOf(momentsOf(toObservations(columns, data))))
    expect(expected.correlation.order).toEqual(columns)
    flat(expected.correlation.matrix).forEach((r, at) => {
      expectClose(correlation[at], r, TOLERANCE)
    })
  })

  it('b, se, t, p, beta_std, vif, R2, adjR2, sigma, F, df', () => {
    const { fit } = analysis
    const lines = [fit.intercept, ...fit.predictors]
    const of = (pick: (line: (typeof lines)[number]) => number | undefined) =>
      Object.fromEntries(lines.map((line) => [line.name, pick(line)]))
    expectAllClose(
      of(({ value }) => value),
      expected.b,
      TOLERANCE,
      'b',
    )
    expectAllClose(
      of(({ standardError }) => standardError),
      expected.se,
      TOLERANCE,
      'se',
    )
    expectAllClose(
      of(({ statistic }) => statistic),
      expected.t,
      TOLERANCE,
      't',
    )
    expectAllClose(
      of(({ p }) => p),
      expected.p,
      TOLERANCE,
      'p',
    )
    expectAllClose(
      by(({ standardised }) => standardised),
      expected.beta_std,
      TOLERANCE,
      'beta',
    )
    expectAllClose(
      by(({ varianceInflation }) => varianceInflation),
      expected.vif,
      TOLERANCE,
      'vif',
    )
    expectClose(fit.rSquared, expected.R2, TOLERANCE)
    expectClose(fit.adjustedRSquared, expected.adjR2, TOLERANCE)
    expectClose(fit.residualDeviation, expected.sigma, TOLERANCE)
    expectClose(fit.f?.statistic, expected.F, TOLERANCE)
    expect(fit.df).toBe(expected.df)
  })

  it('simple_r, lmg_shapley, johnson_relative_weights, pratt, first, last', () => {
    expectAllClose(
      by(({ correlation }) => correlation),
      expected.simple_r,
      TOLERANCE,
    )
    expectAllClose(
      by(({ lmg }) => lmg.value),
      expected.lmg_shapley,
      TOLERANCE,
    )
    expectAllClose(
      by(({ johnson }) => johnson?.value),
      expected.johnson_relative_weights,
      TOLERANCE,
    )
    expectAllClose(
      by(({ pratt }) => pratt),
      expected.pratt,
      TOLERANCE,
    )
    expectAllClose(
      by(({ first }) => first),
      expected.first,
      TOLERANCE,
    )
    expectAllClose(
      by(({ last }) => last),
      expected.last,
      TOLERANCE,
    )
  })

  it('conditional_dominance, complete_dominance', () => {
    for (const [driver, increments] of Object.entries(expected.conditional_dominance)) {
      increments.forEach((increment, s) => {
        expectClose(rows[driver]!.conditional![s], increment, TOLERANCE)
      })
    }
    for (const [pair, dominance] of Object.entries(expected.complete_dominance)) {
      const [first, second] = pair.split('|') as [string, string]
      const here = analysis.pairs.find((one) => one.first === first && one.second === second)
      const there = analysis.pairs.find((one) => one.first === second && one.second === first)
      expect(here?.dominance ?? 0 - there!.dominance!, pair).toBe(dominance)
    }
  })

  it('is plain data, with margins around the estimates', () => {
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis)
    for (const { lmg, topThree } of analysis.drivers) {
      expect(lmg.interval!.low).toBeLessThan(lmg.value)
      expect(lmg.interval!.high).toBeGreaterThan(lmg.value)
      expect(topThree).toBeGreaterThanOrEqual(0)
    }
    expectClose(
      analysis.drivers.reduce((sum, { topThree }) => sum + topThree!, 0),
      3,
      1e-12,
    )
  })
})

describe('oracle drivers.json by hand', () => {
  it('hand_3_predictors', () => {
    const { R, R2, beta, lmg, johnson, pratt, lambda_matrix, subset_r2, beta_on_Z } = oracle.hand_3_predictors
    const subsets = subsetRSquared(flat(R), 3)
    for (const [names, rSquared] of Object.entries(subset_r2)) {
      const mask = names.split(',').reduce((sum, k) => sum | (1 << (Number(k) - 1)), 0)
      expectClose(subsets[mask], rSquared, TOLERANCE, names)
    }
    const importance = relativeImportance(subsets, 3)
    expectClose(importance.rSquared, R2, TOLERANCE)
    for (const [k, value] of Object.entries(lmg)) expectClose(importance.lmg[Number(k) - 1], value, TOLERANCE)
    const weights = relativeWeights(flat(R), 3)!
    johnson.forEach((value, k) => {
      expectClose(weights.weights[k], value, TOLERANCE)
    })
    lambda_matrix.forEach((row, i) => {
      row.forEach((value, j) => {
        expectClose(weights.lambda[i]![j], value, TOLERANCE)
      })
    })
    beta_on_Z.forEach((value, k) => {
      expectClose(weights.betaOnStandIns[k], value, TOLERANCE)
    })
    beta.forEach((value, k) => {
      expectClose(value * R[0]![k + 1]!, pratt[k]!, TOLERANCE)
    })
  })

  it('hand_2_predictors', () => {
    const { R, R2, lmg, johnson } = oracle.hand_2_predictors
    const importance = relativeImportance(subsetRSquared(flat(R), 2), 2)
    expectClose(importance.rSquared, R2, TOLERANCE)
    expectClose(importance.lmg[0], lmg['x1']!, TOLERANCE)
    expectClose(importance.lmg[1], lmg['x2']!, TOLERANCE)
    relativeWeights(flat(R), 2)!.weights.forEach((value, k) => {
      expectClose(value, johnson[k]!, TOLERANCE)
    })
  })
})

describe('oracle ipa.json', () => {
  const ipa = readOracle<{
    performance: Numbers
    importance: Numbers
    expected: {
      cut_performance_mean: number
      cut_importance_mean: number
      quadrants: Record<string, string>
      improvement_priority: Numbers
    }
    tolerance: number
  }>('ipa')
  const attributes = Object.keys(ipa.performance).map((name) => ({
    name,
    importance: ipa.importance[name]!,
    performance: ipa.performance[name]!,
  }))
  const QUADRANT: Record<string, string> = {
    'concentrate here': 'concentrate-here',
    'keep up the good work': 'keep-up',
    'low priority': 'low-priority',
    'possible overkill': 'possible-overkill',
  }

  it('cut, quadrants, improvement_priority', () => {
    const placed = importancePerformanceGrid(attributes, { min: 1, max: 10 })
    expectClose(placed.cut.performance, ipa.expected.cut_performance_mean, ipa.tolerance)
    expectClose(placed.cut.importance, ipa.expected.cut_importance_mean, ipa.tolerance)
    for (const { name, quadrant, priority } of placed.attributes) {
      expect(quadrant).toBe(QUADRANT[ipa.expected.quadrants[name]!])
      expectClose(priority, ipa.expected.improvement_priority[name]!, ipa.tolerance)
    }
  })

  it('marks what lies within its error of a line; other cross-hairs; the competitor', () => {
    const near = attributes.map((attribute) => ({ ...attribute, performanceError: 0.1, bestCompetitor: 7 }))
    const placed = importancePerformanceGrid(near, { min: 1, max: 10, cut: 'median' }).attributes
    expect(placed.find(({ name }) => name === 'site')).toMatchObject({ borderline: true, gap: 0 })
    expect(placed.find(({ name }) => name === 'price')?.borderline).toBe(false)
    const given = importancePerformanceGrid(attributes, {
      min: 1,
      max: 10,
      cut: { importance: 1, performance: 1 },
    })
    expect(given.attributes.every(({ quadrant }) => quadrant === 'possible-overkill')).toBe(true)
    expect(() => importancePerformanceGrid([], { min: 1, max: 10 })).toThrow('no attributes')
    expect(() => importancePerformanceGrid(attributes, { min: 1, max: 1 })).toThrow('scale max')
  })
})

/** n rows of p drivers with something in common, and an outcome they move. */
function simulated(seed: number, n: number, p: number): number[][] {
  const random = seeded(seed)
  return Array.from({ length: n }, () => {
    const common = uniform(random)
    const xs = Array.from({ length: p }, () => common + uniform(random))
    return [xs.reduce((sum, x, k) => sum + x / (k + 1), 0) + uniform(random), ...xs]
  })
}
const names = (p: number) => Array.from({ length: p }, (_, k) => `x${k}`)
const observe = (rows: (number | null)[][], p: number, weights?: number[]) =>
  toObservations(['y', ...names(p)], rows, weights)

describe('drivers', () => {
  it('the swept R^2 equals solving every subset', () => {
    // The slow twin: Cholesky by way of all orders of one permutation, whose increments add up to R^2.
    const correlation = correlationOf(covarianceOf(momentsOf(observe(simulated(3, 60, 6), 6))))
    const subsets = subsetRSquared(correlation, 6)
    const importance = relativeImportance(subsets, 6)
    const { lmg, rSquared, monteCarloError } = sampledShapley(correlation, sampleOrders(6, 4000, 1))
    expectClose(rSquared, importance.rSquared, 1e-12)
    lmg.forEach((value, k) => {
      expect(Math.abs(value - importance.lmg[k]!)).toBeLessThan(5 * monteCarloError[k]!)
    })
    expect(() => subsetRSquared(correlation, 16)).toThrow('more than 15')
  })

  it('above 15 drivers the values are sampled, and said to be', () => {
    const result = foundValue(
      driverAnalysis(observe(simulated(5, 150, 17), 17), 'y', names(17), {
        resamples: 20,
        permutations: 300,
      }),
    )
    expect(result.shapley).toBe('sampled')
    expect(result.warnings).toContainEqual({ code: 'sampled-shapley' })
    expectClose(
      result.drivers.reduce((sum, { lmg }) => sum + lmg.value, 0),
      result.fit.rSquared,
      1e-10,
    )
    expect(result.drivers[0]!.monteCarloError).toBeGreaterThan(0)
  })

  it('the same seed gives the same margins, to the last digit', () => {
    const run = () =>
      driverAnalysis(observe(simulated(5, 80, 4), 4), 'y', names(4), { resamples: 50, seed: 7 })
    expect(run()).toEqual(run())
  })

  it('intervals are expanded percentiles, or the plain ones inside them when asked', () => {
    const run = (interval: 'expanded' | 'percentile') =>
      foundValue(driverAnalysis(observe(simulated(5, 80, 4), 4), 'y', names(4), { resamples: 400, interval }))
    const [wide, plain] = [run('expanded'), run('percentile')]
    expect(run('expanded')).toEqual(
      foundValue(driverAnalysis(observe(simulated(5, 80, 4), 4), 'y', names(4), { resamples: 400 })),
    )
    wide.drivers.forEach(({ share }, k) => {
      const inner = plain.drivers[k]!.share!.interval!
      expect(share!.interval!.method).toBe('expanded')
      expect(inner.method).toBe('percentile')
      expect(share!.interval!.low).toBeLessThan(inner.low)
      expect(share!.interval!.high).toBeGreaterThan(inner.high)
    })
    expect(() => run('bca' as 'percentile')).toThrow('"bca"')
  })

  it('awkward data have a reason, wrong calls a sentence', () => {
    const constant = simulated(1, 30, 2).map((row) => [row[0]!, 4, row[2]!])
    expect(driverAnalysis(observe(constant, 2), 'y', names(2))).toEqual({
      ok: false,
      reason: 'constant',
      subject: 'x0',
    })
    const double = simulated(1, 30, 2).map((row) => [row[0]!, row[1]!, 2 * row[1]!])
    expect(driverAnalysis(observe(double, 2), 'y', names(2))).toMatchObject({ reason: 'collinear' })
    expect(driverAnalysis(observe([], 2), 'y', names(2))).toMatchObject({ reason: 'too-few-answers' })
    expect(driverAnalysis(observe(Array(9).fill([null, 1, 2]), 2), 'y', names(2))).toMatchObject({
      ok: false,
    })
    expect(() => driverAnalysis(observe([], 2), 'y', [])).toThrow('no drivers')
    expect(() => driverAnalysis(observe([], 2), 'y', ['y'])).toThrow('its own driver')
    expect(() => driverAnalysis(observe([], 2), 'z', ['x0'])).toThrow('"z"')
  })

  it('warns of what misleads', () => {
    const rows = simulated(1, 40, 3).map((row, i) => (i < 20 ? row : [null, ...row.slice(1)]))
    const codes = foundValue(driverAnalysis(observe(rows, 3), 'y', names(3), { resamples: 30 })).warnings
    expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining(['too-few-cases', 'many-missing']))
  })

  const options = { resamples: 1 }
  it('units, order of respondents and of drivers do not matter; shares add up', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 12, max: 40 }),
        (seed, p, n) => {
          const rows = simulated(seed, n, p)
          const plain = foundValue(driverAnalysis(observe(rows, p), 'y', names(p), options))
          const scaled = rows.toReversed().map((row) => row.map((value, h) => value * (h + 2) - 5))
          const other = foundValue(driverAnalysis(observe(scaled, p), 'y', names(p).toReversed(), options))
          expectClose(
            plain.drivers.reduce((sum, { lmg }) => sum + lmg.value, 0),
            plain.fit.rSquared,
            1e-10,
          )
          expectClose(
            plain.drivers.reduce((sum, { johnson }) => sum + johnson!.value, 0),
            plain.fit.rSquared,
            1e-10,
          )
          expectClose(
            plain.drivers.reduce((sum, { pratt }) => sum + pratt, 0),
            plain.fit.rSquared,
            1e-10,
          )
          for (const { name, lmg, johnson, last } of plain.drivers) {
            const twin = other.drivers.find((row) => row.name === name)!
            expectClose(twin.lmg.value, lmg.value, 1e-9)
            expectClose(twin.johnson?.value, johnson!.value, 1e-9)
            expectClose(twin.last, last, 1e-9)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('weights are repeated rows', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 15, maxLength: 15 }),
        (seed, w) => {
          const rows = simulated(seed, 15, 3)
          const weighted = foundValue(driverAnalysis(observe(rows, 3, w), 'y', names(3), options))
          const repeated = rows.flatMap((row, i) => Array.from({ length: w[i]! }, () => row))
          const twin = foundValue(driverAnalysis(observe(repeated, 3), 'y', names(3), options))
          weighted.drivers.forEach(({ lmg, coefficient }, k) => {
            expectClose(lmg.value, twin.drivers[k]!.lmg.value, 1e-9)
            expectClose(coefficient, twin.drivers[k]!.coefficient, 1e-9)
          })
        },
      ),
      { numRuns: 200 },
    )
  })

  it('two drivers that are independent share R^2 by their squared correlations; dominance follows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.7, max: 0.7, noNaN: true }),
        fc.double({ min: -0.7, max: 0.7, noNaN: true }),
        (a, b) => {
          const subsets = subsetRSquared(Float64Array.of(1, a, b, a, 1, 0, b, 0, 1), 2)
          const { lmg } = relativeImportance(subsets, 2)
          expectClose(lmg[0], a * a, 1e-12)
          expectClose(lmg[1], b * b, 1e-12)
          const dominance = completeDominance(subsets, 0, 1)
          expect(dominance).toBe(0 - completeDominance(subsets, 1, 0))
          if (a * a > b * b + 1e-9) expect(dominance).toBe(1)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('never a number that is none, whatever the answers', () => {
    const cell = fc.option(fc.integer({ min: 1, max: 3 }), { freq: 8 })
    const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 16 })
    fc.assert(
      fc.property(table, (rows) => {
        const result = driverAnalysis(observe(rows, 3), 'y', names(3), { resamples: 25 })
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }),
      { numRuns: 200 },
    )
  })
})
