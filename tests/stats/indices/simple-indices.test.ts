import { describe, expect, it } from 'vitest'
import { customerEffort } from '../../../stats/indices/customer-effort.ts'
import { netPromoter, netPromoterDifference } from '../../../stats/indices/net-promoter.ts'
import { performanceRatio, ratioBand } from '../../../stats/indices/performance-ratio.ts'
import { satisfactionIndex } from '../../../stats/indices/satisfaction-index.ts'
import { topBox } from '../../../stats/indices/top-box.ts'
import { weightedSatisfaction } from '../../../stats/indices/weighted-satisfaction.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>

const oracle = readOracle<{
  nps: { answers_counts: Record<string, number>; expected: Numbers & { ci95: [number, number] } }
  nps_difference: { a: Numbers; b: Numbers; expected: Numbers }
  acsi_formula: { means: number[]; weights: number[]; expected: number }[]
  csat_top2: { counts_1_to_5: number[]; expected: Numbers & { wilson95: [number, number] } }
  ces: { counts_1_to_7: number[]; expected: Numbers }
  csi_ratio_c_b_a: { expected: { c: number }; respondents: { a: number[]; b: number[]; expected: Numbers } }
  weighted_csi: {
    importance: number[]
    satisfaction_1_10: number[]
    expected: Numbers & { weights: number[] }
  }
}>('simple-indices')

// The oracle's own tolerance: it prints twelve digits.
const TOLERANCE = 1e-9

const value = <T>(outcome: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

describe('simple indices, oracle simple-indices.json', () => {
  it('ACSI formula', () => {
    for (const { means, weights, expected } of oracle.acsi_formula) {
      const items = means.map((mean, h) => ({ mean, weight: weights[h]!, min: 1, max: 10 }))
      expectClose(satisfactionIndex(items), expected, TOLERANCE)
    }
  })

  it('net promoter score', () => {
    const counts = Array.from({ length: 11 }, (_, answer) => oracle.nps.answers_counts[answer]!)
    const score = value(netPromoter(counts))
    const { expected } = oracle.nps
    expect(score).toMatchObject({ sampleSize: 200, promoters: 120, detractors: 20 })
    expectClose(score.score, expected['nps']!, TOLERANCE)
    expectClose(score.standardError, expected['se']!, TOLERANCE)
    expectClose(score.interval.low, expected.ci95[0], TOLERANCE)
    expectClose(score.interval.high, expected.ci95[1], TOLERANCE)
  })

  it('difference of two net promoter scores', () => {
    const of = ({ n, p, d }: Numbers) => {
      const counts = Array.from({ length: 11 }, () => 0)
      counts[10] = n! * p!
      counts[0] = n! * d!
      counts[8] = n! - counts[10] - counts[0]
      return value(netPromoter(counts))
    }
    const { a, b, expected } = oracle.nps_difference
    const tested = value(netPromoterDifference(of(a), of(b)))
    expectClose(tested.difference, expected['diff']!, TOLERANCE)
    expectClose(tested.standardError, expected['se']!, TOLERANCE)
    expectClose(tested.z, expected['z']!, TOLERANCE)
    expectClose(tested.p, expected['p']!, TOLERANCE)
  })

  it('share of satisfied answers with Wilson interval', () => {
    const { counts_1_to_5, expected } = oracle.csat_top2
    const box = value(topBox(counts_1_to_5))
    expectClose(box.topTwo, expected['top2']!, TOLERANCE)
    expectClose(box.topOne, expected['top1']!, TOLERANCE)
    expectClose(box.mean, expected['mean']!, TOLERANCE)
    expectClose(box.interval.low, expected.wilson95[0], TOLERANCE)
    expectClose(box.interval.high, expected.wilson95[1], TOLERANCE)
  })

  it('customer effort', () => {
    const { counts_1_to_7, expected } = oracle.ces
    const effort = value(customerEffort(counts_1_to_7))
    expectClose(effort.mean, expected['mean']!, TOLERANCE)
    expectClose(effort.topThree, expected['top3_share']!, TOLERANCE)
    expectClose(effort.netEasy, expected['net_easy']!, TOLERANCE)
  })

  it('ratio c = b / a, of means and of respondents', () => {
    const { a, b, expected } = oracle.csi_ratio_c_b_a.respondents
    const pairs = a.map((expectation, i) => ({ expectation, perception: b[i]! }))
    const ratio = value(performanceRatio(pairs))
    expectClose(ratio.ratio, expected['ratio_of_means']!, TOLERANCE)
    expectClose(ratio.meanOfRatios, expected['mean_of_ratios']!, TOLERANCE)
    expect(ratioBand(oracle.csi_ratio_c_b_a.expected.c)).toBe('below-expectation')
  })

  it('the delta-method error equals its formula with variances and covariance', () => {
    const pairs = [
      { expectation: 8, perception: 7 },
      { expectation: 9, perception: 9 },
      { expectation: 7, perception: 8 },
    ]
    // a: mean 8, s_aa 1; b: mean 8, s_bb 1; s_ab 1/2; c = 1: SE^2 = (1 + 1 - 1) / (3 x 64).
    expectClose(value(performanceRatio(pairs)).standardError, Math.sqrt(1 / 192), 1e-14)
  })

  it('weighted satisfaction in both displays', () => {
    const { importance, satisfaction_1_10, expected } = oracle.weighted_csi
    const attributes = importance.map((weight, h) => ({
      importance: weight,
      satisfaction: satisfaction_1_10[h]!,
    }))
    const csi = weightedSatisfaction(attributes, { min: 1, max: 10 })
    for (const [h, weight] of expected.weights.entries()) expectClose(csi.weights[h], weight, TOLERANCE)
    expectClose(csi.weightedMean, expected['weighted_mean']!, TOLERANCE)
    expectClose(csi.percentOfMaximum, expected['index_percent_of_max']!, TOLERANCE)
    expectClose(csi.indexScore, expected['index_0_100']!, TOLERANCE)
  })

  it('has a reason instead of a number when nobody answered', () => {
    expect(netPromoter(new Array(11).fill(0))).toEqual({ ok: false, reason: 'no-answers' })
    expect(topBox([0, 0, 0, 0, 0])).toEqual({ ok: false, reason: 'no-answers' })
    expect(customerEffort([0, 0, 0, 0, 0, 0, 1])).toEqual({ ok: false, reason: 'too-few-answers' })
    expect(performanceRatio([])).toEqual({ ok: false, reason: 'too-few-pairs' })
    expect(() => satisfactionIndex([])).toThrow('satisfactionIndex: the weights')
    expect(() => netPromoter([1, 2])).toThrow('expected 11 counts')
  })
})
