import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { exactFitTest } from '../../../stats/pls/exact-fit-test.ts'
import { MODERATION_METHODS, type ModerationMethod, moderation } from '../../../stats/pls/moderation.ts'
import { simpleSlope } from '../../../stats/pls/simple-slope.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { expectClose } from '../close.ts'
import { cell, hasReference, readData, readReference, type Table, withReference } from '../mobi.ts'
import { readOracle } from '../oracle.ts'

it('oracle moderation.json: simple slopes and f2', () => {
  const { paths, expected, tolerance } = readOracle<{
    paths: { x: number; m: number; xm: number }
    expected: {
      slope_m_minus_1sd: number
      slope_m_0: number
      slope_m_plus_1sd: number
      f2_example: { r2_with: number; r2_without: number; f2: number }
    }
    tolerance: number
  }>('moderation')
  expectClose(simpleSlope(paths.x, paths.xm, -1), expected.slope_m_minus_1sd, tolerance)
  expectClose(simpleSlope(paths.x, paths.xm, 0), expected.slope_m_0, tolerance)
  expectClose(simpleSlope(paths.x, paths.xm, 1), expected.slope_m_plus_1sd, tolerance)
  const { r2_with, r2_without, f2 } = expected.f2_example
  expectClose((r2_with - r2_without) / (1 - r2_with), f2, tolerance)
})

const mobi = specifyModel({
  constructs: [
    { name: 'Image', items: ['IMAG1', 'IMAG2', 'IMAG3', 'IMAG4', 'IMAG5'] },
    { name: 'Expectation', items: ['CUEX1', 'CUEX2', 'CUEX3'] },
    { name: 'Value', items: ['PERV1', 'PERV2'] },
    { name: 'Satisfaction', items: ['CUSA1', 'CUSA2', 'CUSA3'] },
  ],
  paths: ['Image', 'Expectation', 'Value'].map((from) => [from, 'Satisfaction'] as const),
  scale: { min: 1, max: 10 },
})
const interactions = ['Expectation', 'Value'].map((moderator) => ({
  from: 'Image',
  moderator,
  to: 'Satisfaction',
}))

describe.skipIf(!hasReference)(`moderation against seminr${withReference}`, () => {
  const files: Record<ModerationMethod, string> = {
    'two-stage': 'two_stage',
    'product-indicator': 'product_indicator',
    orthogonal: 'orthogonal',
  }
  it.each(MODERATION_METHODS)('%s', (method) => {
    const { path_coef, outer_loadings, rsquared } = readReference(`mobi-moderation_${files[method]}-path`)[
      'seminr'
    ] as unknown as {
      path_coef: Table
      outer_loadings: Table
      rsquared: Table
    }
    const result = moderation(mobi, readData('seminr-mobi'), interactions, { method, tolerance: 1e-12 })
    if (!result.ok) throw new Error(result.reason)
    const { estimate } = result.value
    for (const [e, { from, moderator, to }] of interactions.entries()) {
      const ours = result.value.interactions[e]!
      // seminr has no sign rule: where most loadings of its interaction are negative, ours points the other way.
      const name = `${from}*${moderator}`
      const votes = outer_loadings.data.reduce(
        (sum, row) => sum + Math.sign(row[outer_loadings.cols.indexOf(name)]!),
        0,
      )
      const expected = Math.sign(votes) * cell(path_coef, name, to)
      expectClose(ours.coefficient.value, expected, 1e-8, moderator)
      expectClose(ours.direct.value, cell(path_coef, from, to), 1e-8, from)
    }
    expectClose(estimate.rSquared['Satisfaction'], cell(rsquared, 'Rsq', 'Satisfaction'), 1e-8)
  })
})

describe('moderation', () => {
  const model = specifyModel({
    constructs: [
      { name: 'X', items: ['x1', 'x2'] },
      { name: 'M', items: ['m1', 'm2'] },
      { name: 'Y', items: ['y1'] },
    ],
    paths: [
      ['X', 'Y'],
      ['M', 'Y'],
    ],
    scale: { min: 0, max: 10 },
  })
  const one = [{ from: 'X', moderator: 'M', to: 'Y' }]
  const rows = (seed: number, strength: number) => {
    const random = seeded(seed)
    return toObservations(
      ['x1', 'x2', 'm1', 'm2', 'y1'],
      Array.from({ length: 80 }, () => {
        const x = uniform(random) * 4
        const m = uniform(random) * 4
        const y = x + m + strength * (x - 2) * (m - 2) + uniform(random)
        return [x, x, m, m, y].map((part) => part + uniform(random))
      }),
    )
  }

  it('finds the sign of an interaction, with margins', () => {
    for (const method of MODERATION_METHODS) {
      for (const strength of [-0.6, 0.6]) {
        const result = moderation(model, rows(1, strength), one, { method, resamples: 60 })
        if (!result.ok) throw new Error(result.reason)
        const { coefficient, slopes, fSquared } = result.value.interactions[0]!
        expect(Math.sign(coefficient.value)).toBe(Math.sign(strength))
        expect(coefficient.standardError).toBeGreaterThan(0)
        expect(fSquared).toBeGreaterThan(0.025)
        expect(Math.sign(slopes[2]!.slope.value - slopes[0]!.slope.value)).toBe(Math.sign(strength))
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }
    }
  })

  it('does not mind the scale of items or the order of rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        fc.constantFrom(...MODERATION_METHODS),
        (seed, by, method) => {
          const observations = rows(seed, 0.4)
          const changed = {
            ...observations,
            values: observations.values.map((_, at) => {
              const row = observations.rows - 1 - Math.floor(at / 5)
              return 3 + by * observations.values[row * 5 + (at % 5)]!
            }),
          }
          const a = moderation(model, observations, one, { method, tolerance: 1e-12 })
          const b = moderation(model, changed, one, { method, tolerance: 1e-12 })
          expect(a.ok).toBe(b.ok)
          if (!a.ok || !b.ok) return
          const value = a.value.interactions[0]!.coefficient.value
          expectClose(b.value.interactions[0]!.coefficient.value, value, 1e-7)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('has a number or a reason for any data', () => {
    const cell = fc.integer({ min: 0, max: 3 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell, cell, cell), { maxLength: 20 }),
        fc.constantFrom(...MODERATION_METHODS),
        (table, method) => {
          const observations = toObservations(['x1', 'x2', 'm1', 'm2', 'y1'], table)
          const result = moderation(model, observations, one, { method, maxIterations: 300, resamples: 3 })
          expect(JSON.parse(JSON.stringify(result))).toEqual(result)
          const fit = exactFitTest(model, observations, { maxIterations: 300, resamples: 3 })
          expect(JSON.parse(JSON.stringify(fit))).toEqual(fit)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('throws on a moderator without a path of its own', () => {
    expect(() => moderation(model, rows(1, 0), [{ from: 'X', moderator: 'Y', to: 'Y' }])).toThrow('Y -> Y')
    expect(() => moderation(model, rows(1, 0), [])).toThrow('no interaction')
  })
})
