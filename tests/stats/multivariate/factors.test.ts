import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { symmetricEigen } from '../../../stats/core/symmetric-eigen.ts'
import { factorAdequacy } from '../../../stats/multivariate/factor-adequacy.ts'
import { EXTRACTIONS, factorAnalysis, factorSolution } from '../../../stats/multivariate/factor-analysis.ts'
import { parallelAnalysis } from '../../../stats/multivariate/parallel-analysis.ts'
import { principalComponents } from '../../../stats/multivariate/principal-components.ts'
import { ROTATIONS } from '../../../stats/multivariate/rotate.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  pca_usarrests: {
    columns: string[]
    data: number[][]
    expected: { sdev: number[]; proportion: number[]; abs_loadings: number[][] }
  }
  factor_ability: {
    variables: string[]
    cov: number[][]
    n: number
    published_varimax_loadings: number[][]
    expected: {
      uniquenesses: number[]
      varimax_loadings: number[][]
      varimax_loadings_eps_1e_5_as_R: number[][]
      chi2: number
      df: number
      p: number
      communalities: number[]
    }
    kmo_bartlett: { KMO: number; bartlett_chi2: number; df: number; p: number }
    tolerance: number
  }
  tolerance: number
}>('multivariate')
const TOLERANCE = oracle.tolerance
const { cov, n, expected, kmo_bartlett, tolerance: LOOSE } = oracle.factor_ability
const correlation = Float64Array.from(
  cov.flatMap((row, i) => row.map((value, j) => value / Math.sqrt(cov[i]![i]! * cov[j]![j]!))),
)

describe('oracle multivariate.json', () => {
  it('pca_usarrests', () => {
    const { columns, data, expected: wanted } = oracle.pca_usarrests
    const pca = foundValue(principalComponents(toObservations(columns, data)))
    wanted.sdev.forEach((value, k) => {
      expectClose(pca.deviations[k], value, TOLERANCE)
      expectClose(pca.proportions[k], wanted.proportion[k]!, TOLERANCE)
    })
    wanted.abs_loadings.forEach((row, h) => {
      row.forEach((value, k) => {
        expectClose(Math.abs(pca.vectors[h]![k]!), value, TOLERANCE)
      })
    })
    for (let k = 0; k < 4; k++) {
      const column = pca.vectors.map((row) => row[k]!)
      expect(Math.max(...column)).toBe(Math.max(...column.map(Math.abs)))
    }
  })

  it('factor_ability', () => {
    const solution = foundValue(factorSolution(correlation, n, { factors: 2 }))
    expected.uniquenesses.forEach((value, h) => {
      expectClose(solution.uniquenesses[h], value, LOOSE)
      expectClose(solution.communalities[h], expected.communalities[h]!, LOOSE)
      // The oracle prints the ability factor of blocks second; we put the factor that explains most first.
      expected.varimax_loadings[h]!.forEach((loading, k) => {
        expectClose(solution.loadings[h]![k], loading, LOOSE, `${h} ${k}`)
      })
      // R stops turning at a gain of 1e-5 of the criterion: handbook 13 says .003.
      expected.varimax_loadings_eps_1e_5_as_R[h]!.forEach((loading, k) => {
        expectClose(solution.loadings[h]![k], loading, 0.0031)
        expectClose(oracle.factor_ability.published_varimax_loadings[h]![k], loading, LOOSE)
      })
    })
    expectClose(solution.fit?.statistic, expected.chi2, LOOSE)
    expect(solution.fit?.df).toBe(expected.df)
    expectClose(solution.fit?.p, expected.p, LOOSE)
    expect(JSON.parse(JSON.stringify(solution))).toEqual(solution)
  })

  it('factor_ability: kmo_bartlett', () => {
    const { kmo, bartlett } = foundValue(factorAdequacy(correlation, n))
    expectClose(kmo, kmo_bartlett.KMO, TOLERANCE)
    expectClose(bartlett.statistic, kmo_bartlett.bartlett_chi2, TOLERANCE)
    expect(bartlett.df).toBe(kmo_bartlett.df)
    expectClose(bartlett.p / kmo_bartlett.p, 1, 1e-6)
  })
})

/** Two groups of three items with loadings .8 on correlated factors: implied correlations .64 inside, .64 r across. */
const implied = (r: number) =>
  Float64Array.from({ length: 36 }, (_, at) => {
    const i = Math.floor(at / 6)
    const j = at % 6
    if (i === j) return 1
    return i < 3 === j < 3 ? 0.64 : 0.64 * r
  })

describe('known truth', () => {
  it.each(EXTRACTIONS)('%s finds the loadings a model implies', (extraction) => {
    const solution = foundValue(factorSolution(implied(0), 300, { factors: 2, extraction }))
    solution.uniquenesses.forEach((value) => {
      expectClose(value, 0.36, 1e-6)
    })
    solution.loadings.flat().forEach((value, at) => {
      expect(Math.min(Math.abs(value), Math.abs(value - 0.8)), String(at)).toBeLessThan(1e-6)
    })
    const one = foundValue(factorSolution(implied(1), 300, { factors: 1, extraction }))
    one.loadings.forEach(([value]) => {
      expectClose(value, 0.8, 1e-6)
    })
  })

  it('promax finds correlated factors', () => {
    const solution = foundValue(factorSolution(implied(0.5), 300, { factors: 2, rotation: 'promax' }))
    // Promax comes near the truth of .5, from below with power 4; pattern and correlations must give R back.
    expect(solution.factorCorrelation[0]![1]!).toBeGreaterThan(0.4)
    const pattern = solution.loadings
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 6; j++) {
        if (i === j) continue
        let sum = 0
        for (let a = 0; a < 2; a++)
          for (let b = 0; b < 2; b++)
            sum += pattern[i]![a]! * solution.factorCorrelation[a]![b]! * pattern[j]![b]!
        expectClose(sum, implied(0.5)[i * 6 + j]!, 1e-6)
      }
  })

  it('parallel analysis counts two groups of items, and none among noise', () => {
    const { factors, thresholds } = parallelAnalysis(implied(0), 300, { seed: 7 })
    expect(factors).toBe(2)
    expect(thresholds[0]).toBeGreaterThan(1)
    const none = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 : 0))
    expect(parallelAnalysis(none, 100).factors).toBe(0)
    expect(parallelAnalysis(implied(0), 300, { seed: 7 })).toEqual(
      parallelAnalysis(implied(0), 300, { seed: 7 }),
    )
    // numpy: median largest eigenvalue of 20,000 draws of 50 x 4 independent normals, seed 1.
    const fifty = parallelAnalysis(none, 50, { draws: 2000, percentile: 0.5 })
    expectClose(fifty.thresholds[0], 1.3147, 0.01)
  })
})

const table = fc.integer({ min: 1, max: 1e6 }).map((seed) => {
  const random = seeded(seed)
  return Array.from({ length: 40 }, () => {
    const common = uniform(random) * 6
    return Array.from({ length: 5 }, () => Math.round(common + uniform(random) * 4))
  })
})
const names = ['a', 'b', 'c', 'd', 'e']

describe('properties', () => {
  it('eigenvectors: A v = lambda v, orthonormal, sum is the trace', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 16, maxLength: 16 }), (numbers) => {
        const matrix = Float64Array.from(
          numbers,
          (_, at) => numbers[at]! + numbers[(at % 4) * 4 + Math.floor(at / 4)]!,
        )
        const { values, vectors } = symmetricEigen(matrix, 4)
        for (let k = 0; k < 4; k++)
          for (let i = 0; i < 4; i++) {
            let sum = 0
            for (let j = 0; j < 4; j++) sum += matrix[i * 4 + j]! * vectors[j * 4 + k]!
            expectClose(sum, values[k]! * vectors[i * 4 + k]!, 1e-10)
          }
        expectClose(
          values.reduce((sum, value) => sum + value, 0),
          [0, 5, 10, 15].reduce((sum, at) => sum + matrix[at]!, 0),
          1e-10,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('components: order of rows and units do not matter; scores have their variance', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const there = foundValue(principalComponents(toObservations(names, rows)))
        const other = foundValue(
          principalComponents(
            toObservations(
              names,
              rows.toReversed().map((row) => row.map((v, h) => 3 + v * (h + 1))),
            ),
          ),
        )
        there.eigenvalues.forEach((value, k) => {
          expectClose(other.eigenvalues[k], value, 1e-9)
          const squares = there.scores.reduce((sum, row) => sum + row[k]! ** 2, 0) / (rows.length - 1)
          expectClose(squares, value, 1e-9)
        })
        expectClose(
          there.proportions.reduce((sum, value) => sum + value, 0),
          1,
          1e-12,
        )
        expect(JSON.parse(JSON.stringify(there))).toEqual(there)
      }),
      { numRuns: 200 },
    )
  })

  it('factors: rotation keeps communalities', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(...ROTATIONS),
        fc.constantFrom(...EXTRACTIONS),
        (rows, rotation, extraction) => {
          const options = { factors: 1 + (rows[0]![0]! % 2), rotation, extraction }
          const there = factorAnalysis(toObservations(names, rows), options)
          expect(JSON.parse(JSON.stringify(there))).toEqual(there)
          if (!there.ok) {
            expect(['not-converged', 'collinear', 'constant']).toContain(there.reason)
            return
          }
          const { loadings, communalities, factorCorrelation, warnings } = there.value
          // Held at the bound, loadings and uniqueness no longer add to 1.
          if (warnings.some(({ code }) => code === 'heywood')) return
          loadings.forEach((row, h) => {
            let sum = 0
            row.forEach((a, j) => {
              row.forEach((b, k) => {
                sum += a * b * factorCorrelation[j]![k]!
              })
            })
            expectClose(sum, communalities[h]!, 1e-6)
          })
        },
      ),
      { numRuns: 200 },
    )
  }, 20_000)

  it('bad input has a reason or a sentence', () => {
    const of = (rows: (number | null)[][]) => toObservations(names.slice(0, rows[0]?.length ?? 2), rows)
    expect(principalComponents(of([]))).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(principalComponents(of([[1], [2], [3]]))).toEqual({ ok: false, reason: 'too-few-items' })
    expect(
      principalComponents(
        of([
          [1, 2],
          [1, 3],
          [1, 5],
        ]),
      ),
    ).toEqual({ ok: false, reason: 'constant', subject: 'a' })
    expect(
      principalComponents(
        of([
          [1, null],
          [1, 3],
          [1, 5],
        ]),
      ),
    ).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(() =>
      principalComponents(
        of([
          [1, 2],
          [2, 1],
          [3, 5],
        ]),
        { components: 3 },
      ),
    ).toThrow('cannot keep 3 of 2')
    const twins = Array.from({ length: 20 }, (_, i) => [i % 7, (i % 7) * 2, (i * 3) % 5])
    expect(factorAnalysis(of(twins))).toEqual({ ok: false, reason: 'collinear' })
    expect(factorAnalysis(of(twins.map(([a, , c]) => [a!, c!])))).toEqual({
      ok: false,
      reason: 'too-many-factors',
    })
    expect(() => factorSolution(correlation, 100, { factors: 0 })).toThrow(
      'factorSolution: the number of factors',
    )
    expect(() => factorSolution(new Float64Array(5), 100, { factors: 1 })).toThrow('not a square matrix')
    expect(factorSolution(correlation, 100, { factors: 4 })).toEqual({
      ok: false,
      reason: 'too-many-factors',
    })
    expect(factorAdequacy(correlation, 5)).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(factorAdequacy(Float64Array.from([1, 1, 1, 1]), 50)).toEqual({ ok: false, reason: 'collinear' })
    expect(factorAdequacy(Float64Array.from([1]), 50)).toEqual({ ok: false, reason: 'too-few-items' })
    expect(() => parallelAnalysis(correlation, 3)).toThrow('too few for 6 items')
    expect(() => parallelAnalysis(correlation, 100, { draws: 0 })).toThrow('draws')
  })
})
