import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMeans } from '../../../stats/benchmark/compare-means.ts'
import { comparePairs } from '../../../stats/benchmark/compare-pairs.ts'
import { controlChart } from '../../../stats/benchmark/control-chart.ts'
import { pairedDifference } from '../../../stats/benchmark/paired-difference.ts'
import { rankProbabilities } from '../../../stats/benchmark/rank-probability.ts'
import { benjaminiHochberg } from '../../../stats/core/benjamini-hochberg.ts'
import { holm } from '../../../stats/core/holm.ts'
import { welchAnova } from '../../../stats/core/welch-anova.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  p_adjust: { p: number[]; expected: { bh: number[]; bh_rejected_at_05: number } }
  benchmark: {
    firms: Record<string, { mean: number; sd: number; n: number }>
    expected: { pairwise: Record<string, Record<string, number>> }
  }
  tolerance: number
}>('sampling-benchmark')
const TOLERANCE = oracle.tolerance

const answers = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 20 })

describe('oracle sampling-benchmark.json', () => {
  it('p_adjust: Benjamini-Hochberg', () => {
    const { p, expected } = oracle.p_adjust
    const adjusted = benjaminiHochberg(p)
    for (const [i, value] of expected.bh.entries()) expectClose(adjusted[i], value, TOLERANCE)
    expect(adjusted.filter((value) => value < 0.05)).toHaveLength(expected.bh_rejected_at_05)
    expect(benjaminiHochberg([])).toEqual([])
  })

  it('benchmark: p_bh of every pair', () => {
    const pairs = comparePairs(
      Object.entries(oracle.benchmark.firms).map(([name, { mean, sd, n }]) => ({
        name,
        value: mean,
        standardError: sd / Math.sqrt(n),
        sampleSize: n,
      })),
    )
    for (const [name, expected] of Object.entries(oracle.benchmark.expected.pairwise)) {
      const pair = pairs.find(({ first, second }) => `${first}-${second}` === name)
      expectClose(pair?.pBh, expected['p_bh']!, TOLERANCE, name)
    }
  })

  it('adjusted p-values: any order, never below p, Holm never below Benjamini-Hochberg', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 15 }),
        (p) => {
          const adjusted = benjaminiHochberg(p)
          const strict = holm(p)
          expect(benjaminiHochberg(p.toReversed()).toReversed()).toEqual(adjusted)
          adjusted.forEach((value, i) => {
            expect(value >= p[i]! * (1 - 1e-15) && value <= 1 && value <= strict[i]! * (1 + 1e-14)).toBe(true)
          })
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('means of brands', () => {
  it('equal weights are no weights, units do not matter, order does not matter', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 2, maxLength: 4 }), (lists) => {
        const groups = lists.map((values, i) => ({ name: `b${i}`, values }))
        const plain = foundValue(compareMeans(groups))
        const weighted = foundValue(
          compareMeans(groups.map((g) => ({ ...g, weights: g.values.map(() => 2.5) }))),
        )
        const scaled = foundValue(
          compareMeans(groups.map((g) => ({ ...g, values: g.values.map((value) => 10 + 3 * value) }))),
        )
        const turned = foundValue(compareMeans(groups.toReversed()))
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        plain.pairs.forEach((pair, k) => {
          expectClose(weighted.pairs[k]?.p, pair.p, 1e-9)
          expectClose(scaled.pairs[k]?.p, pair.p, 1e-9)
          const back = turned.pairs.find(
            ({ first, second }) => first === pair.second && second === pair.first,
          )
          expectClose(back?.difference, -pair.difference, 1e-12)
        })
        if (plain.omnibus === undefined) return
        expectClose(scaled.omnibus?.f, plain.omnibus.f, 1e-9)
        expectClose(turned.omnibus?.p, plain.omnibus.p, 1e-9)
      }),
      { numRuns: 200 },
    )
  })

  it('of two groups the omnibus test is Welch t squared', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        const { omnibus, pairs } = foundValue(
          compareMeans([
            { name: 'a', values: a },
            { name: 'b', values: b },
          ]),
        )
        if (omnibus === undefined) return
        expectClose(omnibus.f, pairs[0]!.statistic ** 2, 1e-10)
        expectClose(omnibus.df2, pairs[0]!.df!, 1e-9)
        expectClose(omnibus.p, pairs[0]!.p, 1e-9)
      }),
      { numRuns: 200 },
    )
  })

  it('paired: by hand, without those who answered once', () => {
    // Differences 1, 2, 3: mean 2, sd 1, t = 2 sqrt(3).
    const tested = foundValue(pairedDifference([3, 5, 7, Number.NaN], [2, 3, 4, 9]))
    expectClose(tested.statistic, 2 * Math.sqrt(3), 1e-14)
    expect([tested.sampleSize, tested.missing, tested.df]).toEqual([3, 1, 2])
    expect(pairedDifference([1], [2])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(() => pairedDifference([1], [])).toThrow('pairedDifference: the lists differ in length')
    expect(() => pairedDifference([1, 2], [1, 2], { weights: [1, 0] })).toThrow('above 0')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 })), {
          minLength: 2,
        }),
        (rows) => {
          const there = foundValue(
            pairedDifference(
              rows.map(([a]) => a),
              rows.map(([, b]) => b),
            ),
          )
          const back = foundValue(
            pairedDifference(
              rows.map(([, b]) => b),
              rows.map(([a]) => a),
            ),
          )
          expectClose(there.value, -back.value, 1e-12)
          expectClose(there.standardError, back.standardError, 1e-12)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('control chart: limits by hand, runs, given centre', () => {
    const wave = (time: number, value: number, standardError = 1) => ({ time, value, standardError })
    const chart = foundValue(controlChart([wave(1, 70), wave(2, 72), wave(3, 80, 2)], { centre: 71 }))
    expect(chart.points.map(({ low, high, outside }) => [low, high, outside])).toEqual([
      [68, 74, false],
      [68, 74, false],
      [65, 77, true],
    ])
    // Weights 1, 1, 1/4: (70 + 72 + 20) / 2.25.
    expectClose(foundValue(controlChart([wave(1, 70), wave(2, 72), wave(3, 80, 2)])).centre, 72, 1e-13)
    const long = Array.from({ length: 9 }, (_, t) => wave(t, 70.5))
    const { points } = foundValue(controlChart(long, { centre: 70 }))
    expect(points.map(({ run }) => run)).toEqual([...new Array<boolean>(7).fill(false), true, true])
    expect(controlChart([wave(1, 70)])).toEqual({ ok: false, reason: 'too-few-waves' })
    expect(controlChart([wave(1, 70), wave(2, 71, 0)])).toEqual({ ok: false, reason: 'no-variance' })
    expect(() => controlChart([wave(1, Number.NaN)])).toThrow('controlChart: wave 0')
  })

  it('probability of the first place', () => {
    const brands = [
      { name: 'good', values: [9, 10, 9, 10, 9] },
      { name: 'poor', values: [1, 2, 1, 2, 1] },
    ]
    const { brands: ranked, resamples } = foundValue(rankProbabilities(brands, { resamples: 200, seed: 7 }))
    expect(ranked.map(({ first }) => first)).toEqual([1, 0])
    expect(resamples).toEqual({ count: 200, seed: 7, generator: 'sfc32' })
    const twins = [
      { name: 'a', values: [1, 5, 9] },
      { name: 'b', values: [1, 5, 9] },
    ]
    const shared = foundValue(rankProbabilities(twins, { resamples: 2000 })).brands
    // Binomial: .5 +- 4 standard errors of 2,000 draws.
    expectClose(shared[0]!.first, 0.5, 0.045)
    fc.assert(
      fc.property(fc.array(answers, { minLength: 2, maxLength: 4 }), (lists) => {
        const all = lists.map((values, i) => ({ name: `b${i}`, values }))
        const there = foundValue(rankProbabilities(all, { resamples: 20 })).brands
        const back = foundValue(rankProbabilities(all.toReversed(), { resamples: 20 })).brands
        expect(back.toReversed()).toEqual(there)
        expectClose(
          there.reduce((sum, { first }) => sum + first, 0),
          1,
          1e-12,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('bad input has a reason or a sentence', () => {
    expect(compareMeans([])).toEqual({ ok: false, reason: 'too-few-groups' })
    expect(compareMeans([{ name: 'a', values: [1] }])).toEqual({ ok: false, reason: 'too-few-groups' })
    const a = { name: 'a', values: [1, 2] }
    expect(() => compareMeans([a, a])).toThrow('compareMeans: group "a" appears twice')
    expect(() => compareMeans([{ name: 'x', values: [1, Number.NaN] }])).toThrow('"x"')
    expect(() => compareMeans([{ ...a, weights: [1, -1] }])).toThrow('weight of "a"')
    const flat = foundValue(
      compareMeans([
        { name: 'a', values: [3, 3] },
        { name: 'b', values: [3, 3] },
      ]),
    )
    expect([flat.omnibus, flat.pairs]).toEqual([undefined, []])
    expect(rankProbabilities([a])).toEqual({ ok: false, reason: 'too-few-groups' })
    expect(rankProbabilities([a, { name: 'b', values: [] }])).toEqual({
      ok: false,
      reason: 'too-few-answers',
      subject: 'b',
    })
    expect(() => rankProbabilities([a, a])).toThrow('twice')
    expect(() => rankProbabilities([a], { resamples: 0 })).toThrow('resamples')
    expect(welchAnova([])).toEqual({ ok: false, reason: 'too-few-groups' })
    expect(() => welchAnova([{ value: Number.NaN, standardError: 1, sampleSize: 2 }])).toThrow('group 0')
  })
})
