import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { classicalScaling } from '../../../stats/multivariate/classical-scaling.ts'
import { distancesOf } from '../../../stats/multivariate/distances.ts'
import { regression } from '../../../stats/multivariate/regression.ts'
import { SMACOF_KINDS, smacof } from '../../../stats/multivariate/smacof.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  mds_eurodist: {
    labels: string[]
    dist_lower_by_column: number[]
    expected: {
      points: Record<string, [number, number]>
      eigenvalues: number[]
      GOF: [number, number]
      raw_metric_stress1: number
    }
    tolerance: number
  }
  pca_usarrests: { columns: string[]; data: number[][] }
}>('multivariate')

const { labels, dist_lower_by_column, expected, tolerance: TOLERANCE } = oracle.mds_eurodist
const cities = labels.length
const eurodist = new Float64Array(cities * cities)
let at = 0
for (let j = 0; j < cities; j++)
  for (let i = j + 1; i < cities; i++, at++) {
    eurodist[i * cities + j] = dist_lower_by_column[at]!
    eurodist[j * cities + i] = dist_lower_by_column[at]!
  }

describe('oracle multivariate.json', () => {
  it('mds_eurodist', () => {
    const map = foundValue(classicalScaling(eurodist, cities))
    labels.forEach((label, i) => {
      expectClose(map.points[i]![0], expected.points[label]![0], TOLERANCE, label)
      expectClose(map.points[i]![1], expected.points[label]![1], TOLERANCE, label)
    })
    // Absolute below the millionth part of the largest: one eigenvalue is 0 in exact arithmetic.
    expected.eigenvalues.forEach((value, k) => {
      expectClose(map.eigenvalues[k]! / expected.eigenvalues[0]!, value / expected.eigenvalues[0]!, 1e-11)
      if (Math.abs(value) > 1) expectClose(map.eigenvalues[k], value, TOLERANCE)
    })
    expectClose(map.goodness[0], expected.GOF[0], TOLERANCE)
    expectClose(map.goodness[1], expected.GOF[1], TOLERANCE)
    expectClose(map.stress, expected.raw_metric_stress1, TOLERANCE)
  })

  it('SMACOF improves on it, and the order alone fits better still', () => {
    const ratio = foundValue(smacof(eurodist, cities))
    const ordinal = foundValue(smacof(eurodist, cities, { kind: 'ordinal' }))
    expect(ratio.converged).toBe(true)
    expect(ratio.stress).toBeLessThan(expected.raw_metric_stress1)
    expect(ordinal.stress).toBeLessThan(ratio.stress)
    expect(JSON.parse(JSON.stringify(ordinal))).toEqual(ordinal)
  })
})

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
  minLength: 4,
  maxLength: 10,
})

describe('scaling', () => {
  it('a plane is found again, whatever its unit', () => {
    fc.assert(
      fc.property(points, fc.constantFrom(...SMACOF_KINDS), (rows, kind) => {
        const distances = distancesOf(toObservations(['x', 'y'], rows))
        const outcome = classicalScaling(distances, rows.length)
        if (!outcome.ok) {
          expect(['no-distances', 'too-many-dimensions']).toContain(outcome.reason)
          return
        }
        expect(outcome.value.stress).toBeLessThan(1e-6)
        const made = distancesOf(toObservations(['x', 'y'], outcome.value.points))
        made.forEach((distance, k) => {
          expectClose(distance, distances[k]!, 1e-6)
        })
        const scaled = foundValue(
          smacof(
            distances.map((distance) => 5 * distance),
            rows.length,
            { kind },
          ),
        )
        expect(scaled.stress).toBeLessThan(1e-5)
      }),
      { numRuns: 200 },
    )
  })

  it('bad input has a reason or a sentence', () => {
    expect(classicalScaling(new Float64Array(4), 2)).toEqual({ ok: false, reason: 'too-few-objects' })
    expect(classicalScaling(new Float64Array(9), 3)).toEqual({ ok: false, reason: 'no-distances' })
    const line = distancesOf(toObservations(['x'], [[0], [1], [2], [5]]))
    expect(classicalScaling(line, 4)).toEqual({ ok: false, reason: 'too-many-dimensions' })
    expect(() => classicalScaling(line, 4, { dimensions: 0 })).toThrow('dimensions')
    expect(() => classicalScaling(Float64Array.of(0, Number.NaN, Number.NaN, 0), 2)).toThrow('is NaN')
    expect(() => smacof(line, 4, { dimensions: 1, maxIterations: 0 })).toThrow('maxIterations')
    expect(smacof(new Float64Array(9), 3)).toEqual({ ok: false, reason: 'no-distances' })
  })
})

/** USArrests with one more, odd row (60, 100, 50, 10): Murder on the other three; hat matrix, externally studentised residuals, Cook's distance written out. */
const REGRESSION = {
  rSquared: 0.12531980204426396,
  breuschPagan: 2.0440036983783587,
  jarqueBera: 2757.47409254338,
  unusual: [
    { row: 50, leverage: 0.05460552721566611, studentised: 20.72339366486892, cook: 0.6130135194549872 },
  ],
}

describe('regression', () => {
  const { columns, data } = oracle.pca_usarrests

  it('residual diagnostics by numpy', () => {
    const fit = foundValue(regression(toObservations(columns, [...data, [60, 100, 50, 10]]), 'Murder'))
    expectClose(fit.rSquared, REGRESSION.rSquared, 1e-10)
    expectClose(fit.breuschPagan?.statistic, REGRESSION.breuschPagan, 1e-8)
    expectClose(fit.jarqueBera?.statistic, REGRESSION.jarqueBera, 1e-8)
    expect(fit.unusual.map(({ row }) => row)).toEqual(REGRESSION.unusual.map(({ row }) => row))
    fit.unusual.forEach(({ leverage, studentised, cooksDistance }, k) => {
      const wanted = REGRESSION.unusual[k]!
      expectClose(leverage, wanted.leverage, 1e-9)
      expectClose(studentised, wanted.studentised, 1e-9)
      expectClose(cooksDistance, wanted.cook, 1e-9)
    })
  })

  it('order of rows and units of predictors do not matter; never a number that is none', () => {
    const rows = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
      ),
      { minLength: 0, maxLength: 25 },
    )
    fc.assert(
      fc.property(rows, (table) => {
        const there = regression(toObservations(['x', 'z', 'y'], table), 'y')
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
        const other = regression(
          toObservations(
            ['x', 'z', 'y'],
            table.toReversed().map(([x, z, y]) => [5 * x - 3, z, y]),
          ),
          'y',
        )
        expect(other.ok).toBe(there.ok)
        if (!there.ok || !other.ok) return
        expectClose(other.value.rSquared, there.value.rSquared, 1e-9)
        expectClose(other.value.predictors[0]!.value * 5, there.value.predictors[0]!.value, 1e-8)
      }),
      { numRuns: 200 },
    )
    expect(() => regression(toObservations(['x', 'y'], []), 'y', ['y'])).toThrow('cannot explain itself')
    expect(() => regression(toObservations(['x', 'y'], []), 'q')).toThrow('"q"')
  })
})
