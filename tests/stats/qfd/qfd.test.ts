import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { houseCascade } from '../../../stats/qfd/house-cascade.ts'
import {
  type House,
  type HouseOfQuality,
  houseOfQuality,
  type RoofSign,
} from '../../../stats/qfd/house-of-quality.ts'
import { houseRanks } from '../../../stats/qfd/house-ranks.ts'
import { relationSensitivity } from '../../../stats/qfd/relation-sensitivity.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  customer_requirements: string[]
  technical: string[]
  importance: number[]
  relationship_9_3_1: number[][]
  planning: { our_rating: number[]; goal: number[]; sales_point: number[] }
  roof: { pairs: Record<string, RoofSign> }
  expected: Record<string, number[]>
  tolerance: number
}>('qfd')
const TOLERANCE = oracle.tolerance

const house: House = {
  requirements: oracle.customer_requirements.map((name, i) => ({
    name,
    importance: oracle.importance[i]!,
    own: oracle.planning.our_rating[i]!,
    goal: oracle.planning.goal[i]!,
    salesPoint: oracle.planning.sales_point[i]!,
  })),
  characteristics: oracle.technical.map((name) => ({ name })),
  relations: oracle.relationship_9_3_1,
  roof: Object.entries(oracle.roof.pairs).map(([pair, sign]) => {
    const [first, second] = pair.split('|') as [string, string]
    return { first, second, sign }
  }),
}

describe('oracle qfd.json', () => {
  const stated = houseOfQuality(house)
  const raw = houseOfQuality(house, { importance: 'raw-weight' })
  const lyman = houseOfQuality(house, { normalisation: 'lyman' })
  const column = (built: HouseOfQuality, key: 'absolute' | 'relative' | 'rank') =>
    built.characteristics.map((one) => one[key])

  it.each([
    ['technical_importance_absolute', column(stated, 'absolute')],
    ['technical_importance_relative', column(stated, 'relative')],
    ['rank', column(stated, 'rank')],
    ['improvement_ratio', stated.requirements.map(({ improvementRatio }) => improvementRatio)],
    ['raw_weight', stated.requirements.map(({ rawWeight }) => rawWeight)],
    ['normalised_raw_weight', stated.requirements.map(({ normalisedRawWeight }) => normalisedRawWeight)],
    ['technical_importance_from_raw_weight', column(raw, 'absolute')],
    ['technical_importance_relative_raw', column(raw, 'relative')],
    ['lyman_normalised', column(lyman, 'absolute')],
  ])('%s', (name, actual) => {
    expect(actual).toHaveLength(oracle.expected[name]!.length)
    actual.forEach((value, i) => {
      expectClose(value, oracle.expected[name]![i]!, TOLERANCE)
    })
  })

  it('names the conflict between two top columns', () => {
    // valve (1) and wall thickness (3) are both among the first three and joined by "-".
    expect(stated.warnings).toContainEqual({ code: 'conflict-on-top', subject: 'wall thickness|valve' })
    expect(JSON.parse(JSON.stringify(stated))).toEqual(stated)
  })
})

describe('qfd', () => {
  const small: House = {
    requirements: [
      { name: 'a', importance: 2 },
      { name: 'b', importance: 1 },
    ],
    characteristics: [{ name: 'x' }, { name: 'y' }],
    relations: [
      [9, 0],
      [3, 0],
    ],
  }

  it('checks the house', () => {
    const codes = houseOfQuality({
      ...small,
      characteristics: [{ name: 'x', direction: 'up', current: 5, target: 4 }, { name: 'y' }],
    }).warnings
    expect(codes).toEqual([
      { code: 'unserved-requirement', subject: 'b' },
      { code: 'superfluous-characteristic', subject: 'y' },
      { code: 'target-against-direction', subject: 'x' },
    ])
    expect(() => houseOfQuality({ ...small, relations: [[1, 2]] })).toThrow('one row per requirement')
    expect(() => houseOfQuality({ ...small, characteristics: [{ name: 'x' }, { name: 'x' }] })).toThrow(
      '"x" appears twice',
    )
    expect(() => houseOfQuality(small, { importance: 'raw-weight' })).toThrow('"a" has no own rating')
    expect(() => houseOfQuality({ ...small, roof: [{ first: 'x', second: 'q', sign: '+' }] })).toThrow(
      'unknown "q"',
    )
    expect(() => houseOfQuality({ ...small, requirements: [], relations: [] })).toThrow('needs requirements')
    const negative = {
      ...small,
      relations: [
        [-1, 0],
        [1, 1],
      ],
    }
    expect(() => houseOfQuality(negative)).toThrow('a relation of "a" is not a number from 0')
  })

  it('the roof by hand: x and y support each other', () => {
    // Row a: 9 and 9 x .9 = 8.1, divided by 17.1; row b the same shares. Importance 3 in all.
    const built = houseOfQuality(
      { ...small, roof: [{ first: 'x', second: 'y', sign: '++' }] },
      { normalisation: 'wasserman' },
    )
    expectClose(built.characteristics[0]!.absolute, (3 * 9) / 17.1, 1e-14)
  })

  it('cascades by name through the phases', () => {
    const next: House = {
      requirements: [
        { name: 'x', importance: 0 },
        { name: 'y', importance: 0 },
      ],
      characteristics: [{ name: 'part' }, { name: 'other' }],
      relations: [
        [9, 1],
        [1, 9],
      ],
    }
    const [, second] = houseCascade([small, next])
    expect(second!.requirements.map(({ importance }) => importance)).toEqual([1, 0])
    expect(second!.characteristics.map(({ absolute }) => absolute)).toEqual([9, 1])
    expect(() => houseCascade([next, small])).toThrow('phase 2 names unknown characteristic "a"')
    expect(() => houseCascade([small, small, small, small, small])).toThrow('5 houses')
    expect(houseCascade([])).toEqual([])
  })

  it('ranks on other scales', () => {
    const readings = relationSensitivity(house)
    expect(readings[0]!.ranks).toEqual(oracle.expected['rank'])
    // 5-3-1: lid torque 4 x 5 + 5 + 3 x 3 = 34, valve 4 x 3 + 5 x 3 + 3 x 5 = 42.
    expect(readings[1]!.ranks[4]).toBe(1)
    expect(() =>
      relationSensitivity({
        ...small,
        relations: [
          [2, 0],
          [0, 0],
        ],
      }),
    ).toThrow('"a" holds 2, not on 9-3-1')
  })

  it('ranks have chances: equal answers leave no doubt, nobody leaves no answer', () => {
    const same = toObservations(
      ['a', 'b'],
      Array.from({ length: 12 }, () => [4, 2]),
    )
    const ranks = foundValue(houseRanks(small, same, { resamples: 50 }))
    expect(ranks.characteristics[0]).toMatchObject({ rank: 1, bestRank: 1, worstRank: 1, chanceOfFirst: 1 })
    expect(JSON.parse(JSON.stringify(ranks))).toEqual(ranks)
    expect(houseRanks(small, toObservations(['a', 'b'], []))).toEqual({
      ok: false,
      reason: 'too-few-answers',
    })
    expect(
      houseRanks(
        small,
        toObservations(
          ['a', 'b'],
          [
            [1, null],
            [2, null],
          ],
        ),
      ),
    ).toMatchObject({ ok: false })
    expect(() => houseRanks(small, toObservations(['a'], []))).toThrow('"b"')
  })

  const cells = fc.array(fc.array(fc.constantFrom(0, 1, 3, 9), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 3,
  })
  const importances = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 })
  const build = (relations: number[][], importance: number[]): House => ({
    requirements: importance.map((value, i) => ({ name: `r${i}`, importance: value })),
    characteristics: [0, 1, 2, 3].map((j) => ({ name: `c${j}` })),
    relations,
  })

  it('importance in other units keeps ranks; order of rows does not matter; shares add up', () => {
    fc.assert(
      fc.property(cells, importances, (relations, importance) => {
        const plain = houseOfQuality(build(relations, importance))
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        const times = houseOfQuality(
          build(
            relations,
            importance.map((value) => 10 * value),
          ),
        )
        const turned = houseOfQuality(build(relations.toReversed(), importance.toReversed()))
        plain.characteristics.forEach(({ relative, rank }, j) => {
          expect([times.characteristics[j]!.rank, turned.characteristics[j]!.rank]).toEqual([rank, rank])
          expectClose(times.characteristics[j]!.relative, relative, 1e-12)
        })
        const sum = plain.characteristics.reduce((total, { relative }) => total + relative, 0)
        expect(sum === 0 || Math.abs(sum - 1) < 1e-12).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('Lyman hands out exactly the importance of rows that have links', () => {
    fc.assert(
      fc.property(cells, importances, (relations, importance) => {
        const built = houseOfQuality(build(relations, importance), { normalisation: 'lyman' })
        const linked = importance.reduce(
          (sum, value, i) => sum + (relations[i]!.some((cell) => cell > 0) ? value : 0),
          0,
        )
        expectClose(
          built.characteristics.reduce((sum, { absolute }) => sum + absolute, 0),
          linked,
          1e-12,
        )
      }),
      { numRuns: 200 },
    )
  })
})
