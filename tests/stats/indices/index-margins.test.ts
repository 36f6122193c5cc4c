import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanTest } from '../../../stats/core/mean-test.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { ratioOfMeans } from '../../../stats/core/ratio-of-means.ts'
import { customerEffort } from '../../../stats/indices/customer-effort.ts'
import { netPromoter } from '../../../stats/indices/net-promoter.ts'
import { netPromoterChange, netPromoterPoints } from '../../../stats/indices/net-promoter-change.ts'
import { performanceRatio } from '../../../stats/indices/performance-ratio.ts'
import { topBox } from '../../../stats/indices/top-box.ts'
import { weightSensitivity } from '../../../stats/indices/weight-sensitivity.ts'
import { weightedSatisfaction } from '../../../stats/indices/weighted-satisfaction.ts'
import { weightedSatisfactionMargin } from '../../../stats/indices/weighted-satisfaction-margin.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  nps: { answers_counts: Record<string, number>; expected: { n: number; nps: number; unbiased_se: number } }
  csat_top2: { counts_1_to_5: number[]; expected: { n: number } }
  ces: { counts_1_to_7: number[]; expected: { n: number } }
  csi_ratio_c_b_a: { a_expectation: number; b_perception: number; expected: { c: number } }
  weighted_csi: {
    importance: number[]
    satisfaction_1_10: number[]
    expected: { index_0_100: number; weighted_mean: number }
  }
  tolerance: number
}>('simple-indices')
const formulas = readOracle<{
  ratio_delta: { a: number[]; b: number[]; expected: { c: number; se: number } }
  tolerance: number
}>('small-formulas')

describe('oracle simple-indices.json', () => {
  it('nps unbiased_se is the error of the mean of the points', () => {
    const points = Object.entries(oracle.nps.answers_counts).flatMap(([answer, count]) =>
      Array.from({ length: count }, () => netPromoterPoints(Number(answer))),
    )
    const mean = foundValue(meanTest(points))
    expect(mean.sampleSize).toBe(oracle.nps.expected.n)
    expectClose(mean.value, oracle.nps.expected.nps, oracle.tolerance)
    expectClose(mean.standardError, oracle.nps.expected.unbiased_se, oracle.tolerance)
  })

  it('csat_top2 n, ces n', () => {
    expect(foundValue(topBox(oracle.csat_top2.counts_1_to_5)).sampleSize).toBe(oracle.csat_top2.expected.n)
    expect(foundValue(customerEffort(oracle.ces.counts_1_to_7)).sampleSize).toBe(oracle.ces.expected.n)
  })

  it('csi_ratio_c_b_a of a group where everybody says the same', () => {
    const { a_expectation, b_perception, expected } = oracle.csi_ratio_c_b_a
    const pair = { expectation: a_expectation, perception: b_perception }
    const ratio = foundValue(performanceRatio([pair, pair, pair]))
    expectClose(ratio.ratio, expected.c, oracle.tolerance)
    expect(ratio.band).toBe('below-expectation')
    expectClose(ratio.standardError, 0, 1e-14)
  })

  it('weighted_csi from respondents', () => {
    const { importance, satisfaction_1_10, expected } = oracle.weighted_csi
    const items = importance.map((value, h) => ({ item: `a${h}`, importance: value }))
    const rows = [satisfaction_1_10, satisfaction_1_10.map((x) => x + 1), satisfaction_1_10.map((x) => x - 1)]
    const observations = toObservations(
      items.map(({ item }) => item),
      [...rows, [null, 1, 1, 1]],
    )
    const index = foundValue(weightedSatisfactionMargin(observations, items, { min: 1, max: 10 }))
    expectClose(index.value, expected.index_0_100, oracle.tolerance)
    expect(index.missing).toBe(1)
    // Respondents at 0, 1 and -1 points of 9: variance 1, error sqrt(1 / 3) in points of 100 / 9.
    expectClose(index.standardError, (Math.sqrt(1 / 3) * 100) / 9, 1e-12)
  })
})

it('oracle small-formulas.json ratio_delta', () => {
  const { a, b, expected } = formulas.ratio_delta
  const pairs = a.map((expectation, i) => ({ expectation, perception: b[i]! }))
  const ratio = foundValue(performanceRatio(pairs))
  expectClose(ratio.ratio, expected.c, formulas.tolerance)
  expectClose(ratio.standardError, expected.se, formulas.tolerance)
  const core = foundValue(ratioOfMeans(b, a))
  expectClose(core.value, expected.c, formulas.tolerance)
  expectClose(core.standardError, expected.se, formulas.tolerance)
})

describe('indices', () => {
  it('the same people twice', () => {
    // Points 0 -> 100, -100 -> 0, 100 -> 100: changes 100, 100, 0; mean 200 / 3, variance 10000 / 3.
    const change = foundValue(
      netPromoterChange([
        { before: 8, after: 9 },
        { before: 3, after: 7 },
        { before: 10, after: 10 },
      ]),
    )
    expectClose(change.value, 200 / 3, 1e-14)
    expectClose(change.standardError, Math.sqrt(10_000 / 9), 1e-12)
    expect(netPromoterChange([])).toEqual({ ok: false, reason: 'too-few-pairs' })
    expect(() => netPromoterChange([{ before: 11, after: 1 }])).toThrow('11 is not an answer from 0 to 10')
  })

  it('sensitivity to weights by hand', () => {
    const sensitivity = weightSensitivity(
      [
        { satisfaction: 10, stated: 3, derived: 1 },
        { satisfaction: 1, stated: 1, derived: 3 },
      ],
      { min: 1, max: 10 },
    )
    expect(
      [sensitivity.stated, sensitivity.derived, sensitivity.equal].map(({ indexScore }) => indexScore),
    ).toEqual([75, 25, 50])
    expect(sensitivity.spread).toBe(50)
  })

  it('wrong calls have a sentence', () => {
    const scale = { min: 1, max: 10 }
    expect(() => weightedSatisfaction([{ importance: 1, satisfaction: Number.NaN }], scale)).toThrow('finite')
    expect(() => performanceRatio([{ expectation: 1, perception: Number.NaN }])).toThrow('perception')
    const none = toObservations(['x'], [])
    expect(() => weightedSatisfactionMargin(none, [], scale)).toThrow('add up')
    expect(weightedSatisfactionMargin(none, [{ item: 'x', importance: 1 }], scale)).toMatchObject({
      ok: false,
    })
    expect(ratioOfMeans([1, 2], [1, -1])).toEqual({ ok: false, reason: 'zero-base' })
    expect(() => ratioOfMeans([1], [])).toThrow('1 tops for 0 bottoms')
  })

  const counts = (length: number) => fc.array(fc.nat(60), { minLength: length, maxLength: length })
  it('counts: duplication keeps every index and shrinks the error by the root of two; nothing is NaN', () => {
    fc.assert(
      fc.property(counts(11), counts(5), counts(7), (eleven, five, seven) => {
        const twice = (values: number[]) => values.map((value) => 2 * value)
        for (const result of [netPromoter(eleven), topBox(five), customerEffort(seven)]) {
          expect(JSON.parse(JSON.stringify(result))).toEqual(result)
        }
        const [score, doubled] = [netPromoter(eleven), netPromoter(twice(eleven))]
        if (score.ok && doubled.ok) {
          expectClose(doubled.value.score, score.value.score, 1e-12)
          expectClose(doubled.value.standardError * Math.SQRT2, score.value.standardError, 1e-9)
        }
        const [box, large] = [topBox(five), topBox(twice(five))]
        if (box.ok && large.ok) expectClose(large.value.topTwo, box.value.topTwo, 1e-12)
        const [effort, more] = [customerEffort(seven), customerEffort(twice(seven))]
        if (effort.ok && more.ok) expectClose(more.value.netEasy, effort.value.netEasy, 1e-12)
      }),
      { numRuns: 200 },
    )
  })

  it('turning the scale of recommendation round its symmetric answers turns the sign', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (promoters, passives, detractors) => {
        const make = (p: number, d: number) => [d, 0, 0, 0, 0, 0, 0, passives, 0, 0, p]
        const [there, back] = [
          netPromoter(make(promoters, detractors)),
          netPromoter(make(detractors, promoters)),
        ]
        if (!there.ok || !back.ok) return
        expectClose(back.value.score, 0 - there.value.score, 1e-12)
        expectClose(back.value.standardError, there.value.standardError, 1e-12)
      }),
      { numRuns: 200 },
    )
  })

  const pairs = fc.array(
    fc.record({ expectation: fc.integer({ min: 1, max: 10 }), perception: fc.integer({ min: 1, max: 10 }) }),
    { maxLength: 30 },
  )
  it('the ratio does not depend on units or order, and agrees with the core', () => {
    fc.assert(
      fc.property(pairs, (answers) => {
        const plain = performanceRatio(answers)
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        if (!plain.ok) return
        const scaled = answers.toReversed().map(({ expectation, perception }) => ({
          expectation: 10 * expectation,
          perception: 10 * perception,
        }))
        expectClose(foundValue(performanceRatio(scaled)).ratio, plain.value.ratio, 1e-12)
        const core = foundValue(
          ratioOfMeans(
            answers.map(({ perception }) => perception),
            answers.map(({ expectation }) => expectation),
          ),
        )
        expectClose(core.standardError, plain.value.standardError, 1e-9)
      }),
      { numRuns: 200 },
    )
  })
})
