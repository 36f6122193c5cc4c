import { describe, expect, it } from 'vitest'
import { bcaInterval } from '../../../stats/core/bca-interval.ts'
import { basicInterval, normalInterval, percentileInterval } from '../../../stats/core/interval.ts'
import { normalQuantile, normalShare } from '../../../stats/core/normal.ts'
import { quantile } from '../../../stats/core/quantile.ts'
import { logGamma, studentQuantile, studentShare, studentTwoSided } from '../../../stats/core/student.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

describe('distributions', () => {
  // SciPy 1.17.1: scipy.stats.norm and scipy.stats.t; fifteen digits printed.
  it('normal', () => {
    expectClose(normalQuantile(0.975), 1.959963984540054, 1e-15)
    expectClose(normalQuantile(1e-10), -6.361340902404056, 1e-14)
    expectClose(normalShare(-2), 0.022750131948179195, 1e-15)
    expectClose(normalShare(1.3), 0.9031995154143897, 1e-15)
    expect(normalShare(-8) / 6.22096057427174e-16).toBeCloseTo(1, 12)
    expect(normalShare(0)).toBe(0.5)
    for (const p of [1e-12, 0.001, 0.02, 0.3, 0.5, 0.9, 0.9999]) {
      expect(normalShare(normalQuantile(p)) / p).toBeCloseTo(1, 12)
    }
    expect(() => normalQuantile(1)).toThrow('between 0 and 1')
  })

  it('Student', () => {
    expectClose(studentShare(2.1, 3.5), 0.9432370873896009, 1e-14)
    expectClose(studentQuantile(0.975, 7), 2.364624251592784, 1e-13)
    expectClose(studentQuantile(0.975, 249), 1.9695368676403504, 1e-13)
    expectClose(studentQuantile(0.025, 7), -2.364624251592784, 1e-13)
    // One degree of freedom is Cauchy: P(|t| > 1) = 1/2.
    expectClose(studentTwoSided(1, 1), 0.5, 1e-14)
    expectClose(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-14)
  })
})

describe('intervals, oracle bootstrap-ci.json', () => {
  type Pair = [number, number]
  const oracle = readOracle<{
    theta_hat: number
    boot: number[]
    jackknife: number[]
    expected: { se: number; percentile: Pair; basic: Pair; bca: Pair }
    tolerance: number
  }>('bootstrap-ci')
  const sorted = Float64Array.from(oracle.boot).sort()
  const { expected, tolerance, theta_hat, jackknife } = oracle

  it.each([
    ['percentile', percentileInterval(sorted, 0.95), expected.percentile],
    ['basic', basicInterval(sorted, theta_hat, 0.95), expected.basic],
    ['BCa', bcaInterval(sorted, { estimate: theta_hat, jackknife, level: 0.95 }), expected.bca],
  ])('%s', (_, { low, high }, [lower, upper]) => {
    expectClose(low, lower, tolerance)
    expectClose(high, upper, tolerance)
  })

  it('falls back to percentiles, by name, where BCa has no answer', () => {
    const interval = bcaInterval([1, 2, 3], { estimate: 9, jackknife: [1, 1], level: 0.95 })
    expect(interval.method).toBe('percentile')
  })

  it('quantile of type 7', () => {
    // R: quantile(c(1, 2, 4, 8), c(0, .25, .5, 1)) is 1, 1.75, 3, 8.
    expect([0, 0.25, 0.5, 1].map((p) => quantile([1, 2, 4, 8], p))).toEqual([1, 1.75, 3, 8])
    expect(() => quantile([], 0.5)).toThrow('no values')
    expectClose(normalInterval(0, 1, 0.95).high, 1.959963984540054, 1e-14)
    expect(() => normalInterval(0, 1, 1)).toThrow('level')
  })
})
