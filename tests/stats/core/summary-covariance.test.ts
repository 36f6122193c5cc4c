import { expect, it } from 'vitest'
import { covarianceOf } from '../../../stats/core/covariance.ts'
import { momentsFromSummary } from '../../../stats/core/moments-from-summary.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

// Deviations and correlations of the file have twelve digits, its covariances as many: 1e-10 relative.
it('covariance_divisor_n of pls-satisfaction.json is the covariance of its summary, n for n - 1', () => {
  const { n, items, means, sds_n_minus_1, correlation, covariance_divisor_n } = readOracle<{
    n: number
    items: string[]
    means: Record<string, number>
    sds_n_minus_1: Record<string, number>
    correlation: number[][]
    covariance_divisor_n: number[][]
  }>('pls-satisfaction')
  const moments = momentsFromSummary({
    items,
    sampleSize: n,
    means: items.map((item) => means[item]!),
    spreads: items.map((item) => sds_n_minus_1[item]!),
    correlation,
  })
  const { covariance } = covarianceOf(moments)
  expect(covariance).toHaveLength(items.length ** 2)
  covariance.forEach((value, at) => {
    const expected = covariance_divisor_n[Math.floor(at / items.length)]![at % items.length]!
    expectClose((value * (n - 1)) / n, expected, 1e-10)
  })
})
