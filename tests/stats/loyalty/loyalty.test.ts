import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isotonic } from '../../../stats/core/isotonic.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { dickBasuType } from '../../../stats/loyalty/dick-basu.ts'
import {
  LOYALTY_CUTS,
  LOYALTY_QUADRANTS,
  loyaltyExtreme,
  loyaltyMatrix,
  loyaltyQuadrant,
} from '../../../stats/loyalty/jones-sasser.ts'
import { loyaltyMovement } from '../../../stats/loyalty/loyalty-movement.ts'
import { groupLoyaltyProduct, loyaltyProduct } from '../../../stats/loyalty/loyalty-product.ts'
import { EVANGELIST_SIGNS, isEvangelist, loyaltyLevel } from '../../../stats/loyalty/loyalty-signs.ts'
import { type LoyaltyAnswers, loyaltyType, loyaltyTypeShares } from '../../../stats/loyalty/loyalty-type.ts'
import {
  curveBend,
  loyaltyZone,
  satisfactionLoyaltyCurve,
} from '../../../stats/loyalty/satisfaction-loyalty-curve.ts'
import { switchingCostEffect } from '../../../stats/loyalty/switching-cost.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

type Level = 'high' | 'low'
const oracle = readOracle<{
  jones_sasser: {
    satisfaction_cut: number
    loyalty_cut: number
    cases: { s: number | null; l: number | null; quadrant: string | null; extreme: string | null }[]
    table: { s: number[]; l: number[]; expected: Record<string, number> }
  }
  dick_basu: { attitude: Level; patronage: Level; type: string }[]
  loyalty_product: {
    cases: {
      attraction: number
      satisfaction: number
      involvement: number
      expected: number
      geometric_mean: number
    }[]
  }
  tolerance: number
}>('loyalty-matrix')

describe('oracle loyalty-matrix.json', () => {
  it('jones_sasser cases', () => {
    expect([LOYALTY_CUTS.satisfaction, LOYALTY_CUTS.loyalty]).toEqual([
      oracle.jones_sasser.satisfaction_cut,
      oracle.jones_sasser.loyalty_cut,
    ])
    for (const { s, l, quadrant, extreme } of oracle.jones_sasser.cases) {
      if (s === null || l === null) {
        expect(loyaltyMatrix([{ satisfaction: s, loyalty: l }])).toEqual({ ok: false, reason: 'no-answers' })
        continue
      }
      const scores = { satisfaction: s, loyalty: l }
      expect(loyaltyQuadrant(scores)).toBe(quadrant)
      expect(loyaltyExtreme(scores) ?? null).toBe(extreme)
    }
  })

  it('jones_sasser table', () => {
    const { s, l, expected } = oracle.jones_sasser.table
    const matrix = foundValue(loyaltyMatrix(s.map((satisfaction, i) => ({ satisfaction, loyalty: l[i]! }))))
    const counts = [...matrix.quadrants, ...matrix.extremes].map(({ name, count }) => [name, count])
    expect(Object.fromEntries(counts)).toEqual(expected)
    expect(JSON.parse(JSON.stringify(matrix))).toEqual(matrix)
  })

  it('dick_basu', () => {
    for (const { attitude, patronage, type } of oracle.dick_basu) {
      expect(dickBasuType({ attitude, patronage })).toBe(type)
    }
  })

  it('loyalty_product', () => {
    for (const { expected, geometric_mean, ...factors } of oracle.loyalty_product.cases) {
      const { product, cubeRoot } = loyaltyProduct(factors)
      expectClose(product, expected, oracle.tolerance)
      expectClose(cubeRoot, geometric_mean, oracle.tolerance)
    }
  })
})

describe('oracle satisfaction-loyalty-curve.json', () => {
  const curve = readOracle<{
    input: { sat: number[]; repurchase_share: number[] }
    expected: { zone: Record<string, string>; slope_3_to_4: number; slope_4_to_5: number; kink_ratio: number }
    tolerance: number
  }>('satisfaction-loyalty-curve')

  it('zone, slope_3_to_4, slope_4_to_5, kink_ratio', () => {
    const points = curve.input.sat.map((satisfaction, i) => ({
      satisfaction,
      share: curve.input.repurchase_share[i]!,
      sampleSize: 50,
    }))
    const drawn = foundValue(satisfactionLoyaltyCurve(points.toReversed()))
    for (const { satisfaction, zone } of drawn.points) expect(zone).toBe(curve.expected.zone[satisfaction])
    expectClose(drawn.points[3]!.slope, curve.expected.slope_3_to_4, curve.tolerance)
    expectClose(drawn.points[4]!.slope, curve.expected.slope_4_to_5, curve.tolerance)
    expectClose(drawn.kinkRatio, curve.expected.kink_ratio, curve.tolerance)
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn)
  })
})

describe('loyalty', () => {
  const ANSWERS: LoyaltyAnswers = {
    attached: 2,
    prefers: 2,
    trusts: 2,
    advocates: 2,
    noAlternative: 2,
    kin: false,
    price: 2,
    incentive: 2,
    convenience: 2,
    inertia: 2,
    repeatShare: 0.8,
  }
  const fond = { attached: 6, prefers: 5, trusts: 4 }

  // Handbook 8.4, rule by rule; the first that matches wins.
  it.each([
    [{ kin: true, noAlternative: 7 }, 'kinship'],
    [{ kin: true, repeatShare: 0.2 }, 'none'],
    [{ noAlternative: 6, ...fond }, 'monopoly'],
    [fond, 'trust'],
    [{ ...fond, repeatShare: 0.49 }, 'latent'],
    [{ incentive: 5, convenience: 5 }, 'incentive'],
    [{ convenience: 6, incentive: 5 }, 'convenience'],
    [{ inertia: 5 }, 'inertia'],
    [{ price: 7 }, 'price'],
    [{ price: 5, repeatShare: 0 }, 'price'],
    [{ inertia: 7, repeatShare: 0 }, 'none'],
    [{}, 'none'],
  ] as const)('loyalty type %j is %s', (answers, type) => {
    expect(loyaltyType({ ...ANSWERS, ...answers }).type).toBe(type)
  })

  it('apostles and the hindered are named', () => {
    expect(loyaltyType({ ...ANSWERS, ...fond, advocates: 6 }).apostle).toBe(true)
    expect(loyaltyType({ ...ANSWERS, ...fond, repeatShare: 0, hindered: 6 }).hindered).toBe(true)
    expect(() => loyaltyType({ ...ANSWERS, price: 8 })).toThrow('loyaltyType: price is 8, not 1 to 7')
    expect(() => loyaltyType({ ...ANSWERS, repeatShare: 50 })).toThrow('repeatShare is 50')
    const shares = foundValue(loyaltyTypeShares(['trust', 'trust', 'none', 'price']))
    expect(shares.find(({ type }) => type === 'trust')?.share.value).toBe(0.5)
    expect(loyaltyTypeShares([])).toEqual({ ok: false, reason: 'no-answers' })
  })

  it('signs', () => {
    expect(loyaltyLevel(['recommends', 'recommends', 'buys-more'])).toBe(2)
    expect(isEvangelist(EVANGELIST_SIGNS.slice(0, 6))).toBe(true)
    expect(isEvangelist(EVANGELIST_SIGNS.slice(0, 5))).toBe(false)
  })

  it('value per quadrant and movement with Bowker by hand', () => {
    const matrix = foundValue(
      loyaltyMatrix([
        { satisfaction: 9, loyalty: 9, value: 10 },
        { satisfaction: 9, loyalty: 9, value: 20 },
        { satisfaction: 9, loyalty: 9 },
        { satisfaction: null, loyalty: 9 },
      ]),
    )
    expect(matrix.quadrants[0]).toMatchObject({ name: 'loyalist', count: 3, meanValue: 15 })
    expect(matrix.missing).toBe(1)
    const move = (before: 'loyalist' | 'defector', after: 'loyalist' | 'defector', times: number) =>
      Array.from({ length: times }, () => ({ before, after }))
    const moves = [
      ...move('loyalist', 'defector', 15),
      ...move('defector', 'loyalist', 5),
      ...move('loyalist', 'loyalist', 9),
    ]
    // McNemar: (15 - 5)^2 / 20 = 5.
    expect(foundValue(loyaltyMovement(moves))).toMatchObject({ stayed: 9, symmetry: { statistic: 5, df: 1 } })
    expect(loyaltyMovement([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(foundValue(loyaltyMovement(move('loyalist', 'loyalist', 2))).symmetry).toBeUndefined()
  })

  it('curves: pooling, bends, and reasons', () => {
    expect(isotonic([1, 3, 2, 4])).toEqual([1, 2.5, 2.5, 4])
    expect(() => isotonic([1], [0])).toThrow('weights')
    expect(satisfactionLoyaltyCurve([])).toEqual({ ok: false, reason: 'too-few-levels' })
    expect(() => satisfactionLoyaltyCurve([{ satisfaction: 1, share: 2 }])).toThrow('2 is not a share')
    const twice = { satisfaction: 1, share: 0.5 }
    expect(() => satisfactionLoyaltyCurve([twice, twice])).toThrow('level 1 appears twice')
    expect(loyaltyZone(9, { defectionTo: 4, affectionFrom: 9 })).toBe('affection')
    // Loyal at both ends and hardly in the middle: the curve bends upwards.
    const people = [1, 2, 3, 4, 5].flatMap((satisfaction) =>
      Array.from({ length: 40 }, (_, i) => ({
        satisfaction,
        loyal: i < [20, 8, 4, 8, 20][satisfaction - 1]!,
      })),
    )
    const bend = foundValue(curveBend(people))
    expect(bend.quadratic).toBeGreaterThan(0)
    expect(bend.p).toBeLessThan(0.001)
    expect(curveBend([])).toMatchObject({ ok: false })
  })

  it('switching cost: the product term is found where it was put', () => {
    const rows = Array.from({ length: 49 }, (_, i) => {
      const [s, c] = [1 + (i % 7), 1 + Math.floor(i / 7)]
      return [2 + 0.8 * s - 0.1 * s * c + 0.05 * ((i * 37) % 11), s, c]
    })
    const roles = { satisfaction: 's', loyalty: 'l', cost: 'c' }
    const effect = foundValue(switchingCostEffect(toObservations(['l', 's', 'c'], rows), roles))
    // At the mean cost of 4 the slope is .8 - .1 x 4; the noise is small.
    expect(effect.slopes.mean).toBeCloseTo(0.4, 1)
    expect(effect.slopes.low).toBeGreaterThan(effect.slopes.high)
    expect(JSON.parse(JSON.stringify(effect))).toEqual(effect)
    expect(switchingCostEffect(toObservations(['l', 's', 'c'], []), roles)).toMatchObject({
      reason: 'too-few-answers',
    })
    const flat = rows.map(([l, s]) => [l!, s!, 3])
    expect(switchingCostEffect(toObservations(['l', 's', 'c'], flat), roles)).toMatchObject({
      reason: 'constant',
    })
  })

  const scores = fc.array(
    fc.record({
      satisfaction: fc.option(fc.integer({ min: 1, max: 10 })),
      loyalty: fc.option(fc.integer({ min: 1, max: 10 })),
    }),
    { maxLength: 40 },
  )
  it('shares add up, whatever the order; twice the people are the same shares', () => {
    fc.assert(
      fc.property(scores, (people) => {
        const plain = loyaltyMatrix(people)
        expect(loyaltyMatrix(people.toReversed())).toEqual(plain)
        if (!plain.ok) return
        expectClose(
          plain.value.quadrants.reduce((sum, { share }) => sum + share.value, 0),
          1,
          1e-12,
        )
        const doubled = foundValue(loyaltyMatrix([...people, ...people]))
        LOYALTY_QUADRANTS.forEach((_, i) => {
          expectClose(doubled.quadrants[i]!.share.value, plain.value.quadrants[i]!.share.value, 1e-12)
        })
      }),
      { numRuns: 200 },
    )
  })

  const factor = fc.double({ min: 0, max: 1, noNaN: true })
  const factors = fc.record({ attraction: factor, satisfaction: factor, involvement: factor })
  it('the product lies below its smallest factor, the cube root between smallest and largest', () => {
    fc.assert(
      fc.property(factors, (one) => {
        const { product, cubeRoot } = loyaltyProduct(one)
        const all = Object.values(one)
        expect(product).toBeLessThanOrEqual(Math.min(...all) + 1e-12)
        expect(cubeRoot).toBeGreaterThanOrEqual(Math.min(...all) - 1e-9)
        expect(cubeRoot).toBeLessThanOrEqual(Math.max(...all) + 1e-9)
      }),
      { numRuns: 200 },
    )
    expect(() => loyaltyProduct({ attraction: 2, satisfaction: 0, involvement: 0 })).toThrow(
      'attraction is 2',
    )
  })

  it('group products are plain data with the mean inside', () => {
    fc.assert(
      fc.property(fc.array(factors, { maxLength: 12 }), (people) => {
        const result = groupLoyaltyProduct(people, { resamples: 30 })
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
        expect(result.ok).toBe(people.length > 0)
      }),
      { numRuns: 200 },
    )
  })

  it('isotonic values rise and keep the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 }), (values) => {
        const fitted = isotonic(values)
        for (let i = 1; i < fitted.length; i++)
          expect(fitted[i]!).toBeGreaterThanOrEqual(fitted[i - 1]! - 1e-12)
        const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0)
        expectClose(sum(fitted), sum(values), 1e-9)
      }),
      { numRuns: 200 },
    )
  })
})
