import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { impactClass, threeFactorClass } from '../../../stats/twofactor/impact-class.ts'
import { importanceGrid } from '../../../stats/twofactor/importance-grid.ts'
import { impactOf, penaltyReward, RATING_RANGES } from '../../../stats/twofactor/penalty-reward.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

type Attribute = Record<
  | 'penalty'
  | 'penalty_se'
  | 'penalty_p'
  | 'reward'
  | 'reward_se'
  | 'reward_p'
  | 'RIOCS'
  | 'SGP'
  | 'DGP'
  | 'IA'
  | 'performance',
  number
> & { class_default: string; three_factor: string }
const oracle = readOracle<{
  attributes: string[]
  ratings: number[][]
  overall: number[]
  expected: { intercept: number; r2: number; df: number; attributes: Record<string, Attribute> }
  tolerance: number
}>('prca')
const TOLERANCE = oracle.tolerance
const OPTIONS = { ranges: RATING_RANGES.five, resamples: 100 }
const observations = toObservations(
  ['overall', ...oracle.attributes],
  oracle.ratings.map((row, i) => [oracle.overall[i]!, ...row]),
)
const analysis = foundValue(penaltyReward(observations, 'overall', oracle.attributes, OPTIONS))

describe('oracle prca.json', () => {
  it('intercept, r2, df', () => {
    expectClose(analysis.fit.intercept.value, oracle.expected.intercept, TOLERANCE)
    expectClose(analysis.fit.rSquared, oracle.expected.r2, TOLERANCE)
    expect(analysis.fit.df).toBe(oracle.expected.df)
  })

  it.each(Object.entries(oracle.expected.attributes))('attributes %s', (name, expected) => {
    const actual = analysis.attributes.find((one) => one.name === name)!
    expectClose(actual.penalty.value, expected.penalty, TOLERANCE)
    expectClose(actual.penalty.standardError, expected.penalty_se, TOLERANCE)
    expectClose(actual.penalty.p, expected.penalty_p, TOLERANCE)
    expectClose(actual.reward.value, expected.reward, TOLERANCE)
    expectClose(actual.reward.standardError, expected.reward_se, TOLERANCE)
    expectClose(actual.reward.p, expected.reward_p, TOLERANCE)
    expectClose(actual.impactRange.value, expected.RIOCS, TOLERANCE)
    expectClose(actual.satisfactionPotential, expected.SGP, TOLERANCE)
    expectClose(actual.dissatisfactionPotential, expected.DGP, TOLERANCE)
    expectClose(actual.asymmetry?.value, expected.IA, TOLERANCE)
    expectClose(actual.performance, expected.performance, TOLERANCE)
    expect(actual.impactClass).toBe(expected.class_default)
    expect(actual.threeFactorClass).toBe(expected.three_factor)
  })

  it('is plain data and flags the wrong sign', () => {
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis)
    expect(analysis.warnings).toEqual([{ code: 'wrong-sign', subject: 'a_clean' }])
  })
})

describe('two-factor view', () => {
  it('classes as printed', () => {
    // Handbook 5.4: > .4 delighter, .1 to .4 satisfier, -.1 to .1 hybrid, -.4 to -.1 dissatisfier, < -.4 frustrator.
    const printed = [
      [1, 'delighter'],
      [0.41, 'delighter'],
      [0.4, 'satisfier'],
      [0.1, 'hybrid'],
      [-0.1, 'hybrid'],
      [-0.11, 'dissatisfier'],
      [-0.4, 'dissatisfier'],
      [-0.41, 'frustrator'],
    ] as const
    for (const [asymmetry, name] of printed) expect(impactClass(asymmetry)).toBe(name)
    expect(threeFactorClass(true, true)).toBe('performance')
    expect(threeFactorClass(true, false)).toBe('basic')
    expect(threeFactorClass(false, true)).toBe('excitement')
    expect(threeFactorClass(false, false)).toBe('unimportant')
    expect(() => impactClass(0, { hybrid: 0.5, strong: 0.4 })).toThrow('impactClass')
    expect(impactOf(1, -1)).toEqual({ range: 0 })
  })

  it('importance grid', () => {
    const grid = importanceGrid([
      { name: 'a', stated: 9, derived: 0.5 },
      { name: 'b', stated: 9, derived: 0.1 },
      { name: 'c', stated: 5, derived: 0.5 },
      { name: 'd', stated: 5, derived: 0.1 },
    ])
    expect(grid.map((one) => one.threeFactorClass)).toEqual([
      'performance',
      'basic',
      'excitement',
      'unimportant',
    ])
    expect(() => importanceGrid([])).toThrow('no attributes')
  })

  it('refuses what cannot be estimated, and says which', () => {
    const rows = oracle.ratings.map((row, i) => [oracle.overall[i]!, Math.max(3, row[0]!), ...row.slice(1)])
    const some = foundValue(
      penaltyReward(toObservations(observations.items, rows), 'overall', oracle.attributes, OPTIONS),
    )
    expect(some.warnings).toContainEqual({ code: 'not-estimable', subject: 'a_clean' })
    expect(some.attributes).toHaveLength(3)
    const none = toObservations(
      ['y', 'x'],
      Array.from({ length: 50 }, (_, i) => [i, 3]),
    )
    expect(penaltyReward(none, 'y', ['x'], OPTIONS)).toEqual({ ok: false, reason: 'not-estimable' })
    expect(penaltyReward(toObservations(['y', 'x'], []), 'y', ['x'], OPTIONS)).toMatchObject({ ok: false })
    expect(() => penaltyReward(none, 'y', [], OPTIONS)).toThrow('no attributes')
    expect(() => penaltyReward(none, 'y', ['y'], OPTIONS)).toThrow('its own attribute')
    expect(() => penaltyReward(none, 'y', ['x'], { ranges: { low: 3, high: 3 } })).toThrow('high range')
  })

  const small = { ranges: RATING_RANGES.five, minimumCases: 1, minimumShare: 0, resamples: 1 }
  const cases = fc.array(
    fc.tuple(fc.nat(10), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    {
      maxLength: 40,
    },
  )
  const observe = (rows: readonly (readonly number[])[]) => toObservations(['y', 'a', 'b'], rows)

  it('order and the place of the scale do not matter; doubling the outcome doubles the contrasts', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const plain = penaltyReward(observe(rows), 'y', ['a', 'b'], small)
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        const twin = penaltyReward(
          observe(rows.toReversed().map(([y, a, b]) => [2 * y + 3, a, b])),
          'y',
          ['a', 'b'],
          small,
        )
        expect(twin.ok).toBe(plain.ok)
        if (!plain.ok || !twin.ok) return
        for (const { name, penalty, impactRange } of plain.value.attributes) {
          const other = twin.value.attributes.find((one) => one.name === name)!
          expectClose(other.penalty.value, 2 * penalty.value, 1e-8)
          expectClose(other.impactRange.value, 2 * impactRange.value, 1e-8)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('asymmetry mirrors when the two sides are exchanged', () => {
    const side = fc.double({ min: 0.01, max: 5, noNaN: true })
    fc.assert(
      fc.property(side, side, (lost, won) => {
        expectClose(impactOf(-lost, won).asymmetry, -impactOf(-won, lost).asymmetry!, 1e-12)
      }),
      { numRuns: 200 },
    )
  })
})
