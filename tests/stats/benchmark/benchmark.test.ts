import { describe, expect, it } from 'vitest'
import { comparePairs } from '../../../stats/benchmark/compare-pairs.ts'
import { linearTrend } from '../../../stats/benchmark/linear-trend.ts'
import { rankIntervals } from '../../../stats/benchmark/rank-interval.ts'
import { tiedGroups } from '../../../stats/benchmark/tied-groups.ts'
import { differenceOf } from '../../../stats/core/difference.ts'
import { holm } from '../../../stats/core/holm.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>

const oracle = readOracle<{
  p_adjust: { p: number[]; expected: { holm: number[]; holm_rejected_at_05: number } }
  benchmark: {
    firms: Record<string, { mean: number; sd: number; n: number }>
    expected: { pairwise: Record<string, Numbers>; rank_interval: Record<string, [number, number]> }
  }
  trend: {
    waves: number[]
    index: number[]
    se: number[]
    expected: { slope: number; se: number; z: number; p: number; last_two: Numbers }
  }
}>('sampling-benchmark')

// The oracle's own tolerance: it prints twelve digits.
const TOLERANCE = 1e-8

const scores = Object.entries(oracle.benchmark.firms).map(([name, { mean, sd, n }]) => ({
  name,
  value: mean,
  standardError: sd / Math.sqrt(n),
  sampleSize: n,
}))
const pairs = comparePairs(scores)

describe('benchmark, oracle sampling-benchmark.json', () => {
  it('adjusts p-values by Holm', () => {
    const { p, expected } = oracle.p_adjust
    const adjusted = holm(p)
    for (const [i, value] of expected.holm.entries()) expectClose(adjusted[i], value, TOLERANCE)
    expect(adjusted.filter((value) => value < 0.05)).toHaveLength(expected.holm_rejected_at_05)
    expect(holm([])).toEqual([])
  })

  it.each(Object.entries(oracle.benchmark.expected.pairwise))('compares %s', (name, expected) => {
    const pair = pairs.find(({ first, second }) => `${first}-${second}` === name)
    expectClose(pair?.difference, expected['diff']!, TOLERANCE)
    expectClose(pair?.standardError, expected['se']!, TOLERANCE)
    expectClose(pair?.statistic, expected['t']!, TOLERANCE)
    expectClose(pair?.df, expected['df']!, TOLERANCE)
    expectClose(pair?.p, expected['p']!, TOLERANCE)
    expectClose(pair?.pHolm, expected['p_holm']!, TOLERANCE)
  })

  it('gives each firm the ranks the tests leave open', () => {
    const ranks = rankIntervals(Object.keys(oracle.benchmark.firms), pairs)
    for (const { name, best, worst } of ranks) {
      expect([best, worst]).toEqual(oracle.benchmark.expected.rank_interval[name])
    }
  })

  it('groups the firms that cannot be told apart', () => {
    // A and C differ from D, nothing else does: {A, C, B} and {B, D}, firms best first.
    expect(tiedGroups(['A', 'C', 'B', 'D'], pairs)).toEqual([
      ['A', 'C', 'B'],
      ['B', 'D'],
    ])
    expect(tiedGroups([], [])).toEqual([])
    expect(tiedGroups(['alone'], [])).toEqual([['alone']])
  })

  it('finds the trend over waves and the change between the last two', () => {
    const { waves, index, se, expected } = oracle.trend
    const points = waves.map((time, i) => ({ time, value: index[i]!, standardError: se[i]! }))
    const trend = linearTrend(points)
    if (!trend.ok) throw new Error(trend.reason)
    expectClose(trend.value.slope, expected.slope, TOLERANCE)
    expectClose(trend.value.standardError, expected.se, TOLERANCE)
    expectClose(trend.value.z, expected.z, TOLERANCE)
    expectClose(trend.value.p, expected.p, TOLERANCE)
    const change = differenceOf(points[4]!, points[3]!)
    if (!change.ok) throw new Error(change.reason)
    expectClose(change.value.difference, expected.last_two['diff']!, TOLERANCE)
    expectClose(change.value.standardError, expected.last_two['se']!, TOLERANCE)
    expectClose(change.value.statistic, expected.last_two['z']!, TOLERANCE)
  })

  it('has a reason instead of a number', () => {
    expect(linearTrend([{ time: 1, value: 70, standardError: 1 }])).toEqual({
      ok: false,
      reason: 'too-few-waves',
    })
    const fixed = { value: 70, standardError: 0 }
    expect(differenceOf(fixed, fixed)).toEqual({ ok: false, reason: 'no-variance' })
  })
})
