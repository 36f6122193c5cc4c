import { describe, expect, it } from 'vitest'
import { acceleration, bcaInterval, bcaShares, biasCorrection } from '../../../stats/core/bca-interval.ts'
import { normalInterval } from '../../../stats/core/interval.ts'
import { resampledShare } from '../../../stats/core/resampled-share.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

type Pair = [number, number]

/** se, percentile, basic and BCa limits also stand in distributions.test.ts; here is every other entry. */
describe('oracle bootstrap-ci.json, entry by entry', () => {
  const { theta_hat, boot, jackknife, expected, tolerance } = readOracle<{
    theta_hat: number
    boot: number[]
    jackknife: number[]
    expected: {
      se: number
      bias: number
      normal_bias_corrected: Pair
      z0: number
      acceleration: number
      bc: Pair
      bca_alphas: Pair
      p_two_sided_boot: number
    }
    tolerance: number
  }>('bootstrap-ci')
  const sorted = Float64Array.from(boot).sort()
  const mean = boot.reduce((sum, value) => sum + value, 0) / boot.length
  const error = Math.sqrt(boot.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (boot.length - 1))

  it('standard error, bias and the normal interval about the corrected estimate', () => {
    expectClose(error, expected.se, tolerance)
    expectClose(mean - theta_hat, expected.bias, tolerance)
    const { low, high } = normalInterval(theta_hat - expected.bias, error, 0.95)
    expectClose(low, expected.normal_bias_corrected[0], tolerance)
    expectClose(high, expected.normal_bias_corrected[1], tolerance)
  })

  it('bias correction, acceleration and shares; BC is BCa without acceleration', () => {
    expectClose(biasCorrection(sorted, theta_hat), expected.z0, tolerance)
    expectClose(acceleration(jackknife), expected.acceleration, tolerance)
    const shares = bcaShares(expected.z0, expected.acceleration, 0.95)!
    expectClose(shares[0], expected.bca_alphas[0], tolerance)
    expectClose(shares[1], expected.bca_alphas[1], tolerance)
    const { low, high } = bcaInterval(sorted, { estimate: theta_hat, jackknife: [1, 1], level: 0.95 })
    expectClose(low, expected.bc[0], tolerance)
    expectClose(high, expected.bc[1], tolerance)
  })

  it('two-sided p-value, at least 2 / B when reported', () => {
    expect(resampledShare(boot)).toEqual({ pValue: expected.p_two_sided_boot, least: 2 / boot.length })
    expect(resampledShare([-1, 1, 2, 3]).pValue).toBe(0.5)
    expect(() => resampledShare([])).toThrow('no resamples')
  })
})
