import fc from 'fast-check'
import * as simple from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { covarianceOf } from '../../../stats/core/covariance.ts'
import { momentsOf } from '../../../stats/core/moments.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { describeValues } from '../../../stats/multivariate/describe.ts'

// An independent library on the same numbers. 1e-9 relative: both sum in double precision, in another order.
const expectClose = (ours: number | undefined, theirs: number) =>
  expect(Math.abs((ours ?? Number.NaN) - theirs)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(theirs)))

const answer = fc.integer({ min: 1, max: 10 })
const tables = fc
  .array(fc.tuple(answer, answer), { minLength: 4, maxLength: 60 })
  .filter((table) => new Set(table.map(([first]) => first)).size > 1)

describe('simple-statistics agrees', () => {
  it('on means, spreads, covariances', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const [first, second] = [table.map(([a]) => a), table.map(([, b]) => b)]
        const { means, spreads, covariance } = covarianceOf(momentsOf(toObservations(['a', 'b'], table)))
        expectClose(means[0], simple.mean(first))
        expectClose(spreads[1], simple.sampleStandardDeviation(second))
        expectClose(covariance[1], simple.sampleCovariance(first, second))
      }),
      { numRuns: 200 },
    )
  })

  it('on medians, skewness and kurtosis', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const first = table.map(([a]) => a)
        const described = describeValues(first)
        expect(described.ok).toBe(true)
        if (!described.ok) return
        expectClose(described.value.median, simple.median(first))
        // It corrects both for small samples; ours are the plain moments of the sample.
        const n = first.length
        const { skewness = Number.NaN, excessKurtosis = Number.NaN } = described.value
        expectClose((skewness * Math.sqrt(n * (n - 1))) / (n - 2), simple.sampleSkewness(first))
        const corrected = ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excessKurtosis + 6)
        expectClose(corrected, simple.sampleKurtosis(first))
      }),
      { numRuns: 200 },
    )
  })
})
