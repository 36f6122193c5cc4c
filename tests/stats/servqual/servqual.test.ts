import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { gapBand, servqual } from '../../../stats/servqual/servqual.ts'
import { type ServqualDimension, servqualScores } from '../../../stats/servqual/servqual-scores.ts'
import { shortfall } from '../../../stats/servqual/shortfall.ts'
import { zoneOfTolerance } from '../../../stats/servqual/zone-of-tolerance.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>
interface Test {
  mean: number
  se: number
  ci: [number, number]
  t: number
  p: number
}
const oracle = readOracle<{
  hand_example: {
    dimensions: string[]
    expectation: number[][]
    perception: number[][]
    allocation: number[][]
    expected: {
      gap_means: number[]
      unweighted_per_respondent: number[]
      weighted_per_respondent: number[]
      unweighted: number
      weighted_mean_of_respondents: number
      weighted_from_means: number
    }
  }
  items: string[]
  dimension_of_item: string[]
  expectations: number[][]
  perceptions: number[][]
  allocation: number[][]
  expected: {
    item_gaps: Record<string, Test>
    dimension_gaps: Record<string, Test>
    mean_allocation: Numbers
    unweighted: Test
    weighted: Test
    servperf_unweighted: number
    servperf_weighted: number
    alpha_perception: Numbers
    alpha_gap: Numbers
    reliability_of_difference: Numbers
  }
  zone_of_tolerance: {
    minimum: number[][]
    desired: number[][]
    perceived: number[][]
    expected: Record<string, Numbers & { zone: string }>
  }
  tolerance: number
}>('servqual')
const TOLERANCE = oracle.tolerance

function study(
  items: readonly string[],
  dimensionOf: readonly string[],
  columns: { e: readonly (readonly (number | null)[])[]; p: typeof columns.e; points: typeof columns.e },
) {
  const names = [...new Set(dimensionOf)]
  const dimensions: ServqualDimension[] = names.map((name) => ({
    name,
    points: `${name}.points`,
    items: items
      .filter((_, h) => dimensionOf[h] === name)
      .map((item) => ({ name: item, expectation: `${item}.e`, perception: `${item}.p` })),
  }))
  const codes = [
    ...items.map((i) => `${i}.e`),
    ...items.map((i) => `${i}.p`),
    ...names.map((n) => `${n}.points`),
  ]
  const table = columns.e.map((row, i) => [...row, ...columns.p[i]!, ...columns.points[i]!])
  return { dimensions, observations: toObservations(codes, table) }
}

function expectTest(
  actual: {
    value: number
    standardError: number
    interval: { low: number; high: number }
    statistic?: number
    p?: number
  },
  expected: Test,
) {
  expectClose(actual.value, expected.mean, TOLERANCE, 'mean')
  expectClose(actual.standardError, expected.se, TOLERANCE, 'se')
  expectClose(actual.interval.low, expected.ci[0], TOLERANCE, 'low')
  expectClose(actual.interval.high, expected.ci[1], TOLERANCE, 'high')
  expectClose(actual.statistic, expected.t, TOLERANCE, 't')
  expectClose(actual.p! / expected.p, 1, 1e-8, 'p')
}

describe('oracle servqual.json', () => {
  it('hand_example', () => {
    const { dimensions: names, expectation, perception, allocation, expected } = oracle.hand_example
    const { dimensions, observations } = study(names, names, {
      e: expectation,
      p: perception,
      points: allocation,
    })
    const scores = servqualScores(observations, dimensions)
    scores.unweighted.forEach((score, i) => {
      expectClose(score ?? undefined, expected.unweighted_per_respondent[i]!, TOLERANCE)
    })
    scores.weighted.forEach((score, i) => {
      expectClose(score ?? undefined, expected.weighted_per_respondent[i]!, TOLERANCE)
    })
    const result = foundValue(servqual(observations, dimensions))
    result.dimensions.forEach(({ value }, d) => {
      expectClose(value, expected.gap_means[d]!, TOLERANCE)
    })
    expectClose(result.unweighted.value, expected.unweighted, TOLERANCE)
    expectClose(result.weighted?.value, expected.weighted_mean_of_respondents, TOLERANCE)
    expectClose(result.weightedFromMeans, expected.weighted_from_means, TOLERANCE)
  })

  const { dimensions, observations } = study(oracle.items, oracle.dimension_of_item, {
    e: oracle.expectations,
    p: oracle.perceptions,
    points: oracle.allocation,
  })
  const result = foundValue(servqual(observations, dimensions))
  const { expected } = oracle

  it.each(Object.entries(expected.item_gaps))('item_gaps %s', (name, gap) => {
    expectTest(result.items.find((item) => item.name === name)!, gap)
  })

  it.each(Object.entries(expected.dimension_gaps))('dimension_gaps %s', (name, gap) => {
    const dimension = result.dimensions.find((one) => one.name === name)!
    expectTest(dimension, gap)
    expectClose(dimension.meanPoints, expected.mean_allocation[name]!, TOLERANCE, 'mean_allocation')
    expectClose(dimension.alphaPerception, expected.alpha_perception[name]!, TOLERANCE, 'alpha_perception')
    expectClose(dimension.alphaGap, expected.alpha_gap[name]!, TOLERANCE, 'alpha_gap')
    const reliability = expected.reliability_of_difference[name]!
    expectClose(dimension.reliabilityOfDifference, reliability, TOLERANCE, 'reliability_of_difference')
  })

  it('unweighted, weighted, servperf_unweighted, servperf_weighted', () => {
    expectTest(result.unweighted, expected.unweighted)
    expectTest(result.weighted!, expected.weighted)
    expectClose(result.servperf.value, expected.servperf_unweighted, TOLERANCE)
    expectClose(result.servperfWeighted?.value, expected.servperf_weighted, TOLERANCE)
    expect(result.dimensions.every(({ p, pHolm }) => pHolm! >= p!)).toBe(true)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it.each(Object.entries(oracle.zone_of_tolerance.expected))('zone_of_tolerance %s', (name, zone) => {
    const column = Object.keys(oracle.zone_of_tolerance.expected).indexOf(name)
    const { minimum, desired, perceived } = oracle.zone_of_tolerance
    const table = minimum.map((row, i) => [row[column]!, desired[i]![column]!, perceived[i]![column]!])
    const item = { name, minimum: 'm', desired: 'd', perceived: 'p' }
    const actual = foundValue(zoneOfTolerance(toObservations(['m', 'd', 'p'], table), [item])[0]!.result)
    expectClose(actual.minimum.value, zone['minimum']!, TOLERANCE)
    expectClose(actual.desired.value, zone['desired']!, TOLERANCE)
    expectClose(actual.perceived.value, zone['perceived']!, TOLERANCE)
    expectClose(actual.adequacy.value, zone['MSA']!, TOLERANCE)
    expectClose(actual.superiority.value, zone['MSS']!, TOLERANCE)
    expectClose(actual.width, zone['width']!, TOLERANCE)
    expectClose(actual.position?.value, zone['position']!, TOLERANCE)
    expectClose(actual.below.value, zone['share_below']!, TOLERANCE)
    expectClose(actual.within.value, zone['share_within']!, TOLERANCE)
    expectClose(actual.above.value, zone['share_above']!, TOLERANCE)
    expect(actual.zone).toBe(zone.zone)
    expect(JSON.parse(JSON.stringify(actual))).toEqual(actual)
  })
})

describe('servqual', () => {
  const one: ServqualDimension[] = [{ name: 'd', items: [{ name: 'x', expectation: 'e', perception: 'p' }] }]
  const two: ServqualDimension[] = ['a', 'b'].map((name) => ({
    name,
    points: `${name}.points`,
    items: [1, 2].map((k) => ({
      name: `${name}${k}`,
      expectation: `${name}${k}.e`,
      perception: `${name}${k}.p`,
    })),
  }))
  const CODES = ['a1.e', 'a1.p', 'a2.e', 'a2.p', 'b1.e', 'b1.p', 'b2.e', 'b2.p', 'a.points', 'b.points']

  it('a gap needs both halves; points must add up to 100', () => {
    const rows = [
      [5, 4, 6, null, 7, 7, 7, 6, 40, 60],
      [5, 3, 6, 6, 7, 7, 7, 6, 40, 50],
      [5, 3, null, null, 7, null, 7, null, 40, 60],
    ]
    const scores = servqualScores(toObservations(CODES, rows), two)
    expect(scores.gaps).toEqual([
      [-1, -1, -2],
      [-0.5, -0.5, null],
    ])
    expect(scores.unweighted).toEqual([-0.75, -0.75, null])
    expect(scores.weighted).toEqual([-0.7, null, null])
    expect(scores.wrongPoints).toBe(1)
    const result = foundValue(servqual(toObservations(CODES, rows), two))
    expect(result.warnings).toContainEqual({ code: 'wrong-points' })
    expect(result.weighted).toBeUndefined()
  })

  it('names what is wrong', () => {
    expect(servqual(toObservations(['e', 'p'], []), one)).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(
      servqual(
        toObservations(
          ['e', 'p'],
          [
            [3, null],
            [null, 3],
          ],
        ),
        one,
      ),
    ).toMatchObject({ ok: false })
    expect(() => servqual(toObservations(['e'], []), one)).toThrow('"p"')
    expect(() => servqual(toObservations(['e'], []), [])).toThrow('servqual: there are no dimensions')
    expect(() => servqual(toObservations(['e'], []), [{ name: 'd', items: [] }])).toThrow('"d" has no items')
    expect([0, -0.3, -0.5, -1, -1.1].map(gapBand)).toEqual(['met', 'slight', 'slight', 'clear', 'serious'])
  })

  it('leaves out the inconsistent and says how many', () => {
    const item = { name: 'x', minimum: 'm', desired: 'd', perceived: 'p' }
    const observe = (rows: (number | null)[][]) =>
      zoneOfTolerance(toObservations(['m', 'd', 'p'], rows), [item])[0]!.result
    const rows = [
      [5, 7, 6],
      [6, 7, 5],
      [8, 3, 5],
      [null, 3, 5],
    ]
    expect(foundValue(observe(rows))).toMatchObject({ sampleSize: 2, missing: 1, inconsistent: 1 })
    expect(
      foundValue(
        observe([
          [5, 5, 5],
          [5, 5, 6],
        ]),
      ).position,
    ).toBeUndefined()
    expect(observe([])).toEqual({ ok: false, reason: 'too-few-answers', subject: 'x' })
  })

  it('gaps 2 to 4 by hand', () => {
    expectClose(foundValue(shortfall([5, 6, 4])).value, 2, 1e-14)
    expect(shortfall([])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(() => shortfall([8, 1])).toThrow("shortfall: 8 is above the scale's top 7")
  })

  const table = fc.array(
    fc.array(fc.option(fc.integer({ min: 1, max: 7 })), { minLength: 8, maxLength: 8 }),
    {
      maxLength: 20,
    },
  )
  const observe = (rows: (number | null)[][]) =>
    toObservations(
      CODES,
      rows.map((row) => [...row, 30, 70]),
    )

  it('order does not matter, duplication keeps means, exchanging halves turns the sign', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const plain = servqual(observe(rows), two)
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        const turned = servqual(observe(rows.toReversed()), two)
        expect(turned.ok).toBe(plain.ok)
        if (!plain.ok || !turned.ok) return
        expectClose(turned.value.unweighted.value, plain.value.unweighted.value, 1e-12)
        const doubled = foundValue(servqual(observe([...rows, ...rows]), two))
        expectClose(doubled.weighted?.value, plain.value.weighted!.value, 1e-12)
        const swapped = rows.map((row) => row.map((_, h) => row[h % 2 === 0 ? h + 1 : h - 1]!))
        expectClose(
          foundValue(servqual(observe(swapped), two)).unweighted.value,
          -plain.value.unweighted.value,
          1e-12,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('the zone does not move when all three columns do', () => {
    const triples = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { minLength: 0, maxLength: 30 })
    const item = { name: 'x', minimum: 'm', desired: 'd', perceived: 'p' }
    const observed = (rows: number[][]) =>
      zoneOfTolerance(toObservations(['m', 'd', 'p'], rows), [item])[0]!.result
    fc.assert(
      fc.property(triples, fc.integer({ min: -5, max: 5 }), (rows, by) => {
        const plain = observed(rows)
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        const moved = observed(rows.map((row) => row.map((value) => value + by)))
        expect(moved.ok).toBe(plain.ok)
        if (!plain.ok || !moved.ok) return
        expectClose(moved.value.adequacy.value, plain.value.adequacy.value, 1e-12)
        expectClose(moved.value.within.value, plain.value.within.value, 1e-12)
        const { below, within, above } = plain.value
        expectClose(below.value + within.value + above.value, 1, 1e-12)
      }),
      { numRuns: 200 },
    )
  })
})
