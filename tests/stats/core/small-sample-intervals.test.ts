import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandedInterval } from '../../../stats/core/expanded-interval.ts'
import {
  coefficientInterval,
  explainedInterval,
  influenceInterval,
  percentileInterval,
} from '../../../stats/core/interval.ts'
import { normalQuantile } from '../../../stats/core/normal.ts'
import { expectClose } from '../close.ts'

/** The middles of B + 1 equal shares of a normal about `mean`, so that a quantile between them is the normal's own. */
const normalDraws = (count: number, mean = 0) =>
  Float64Array.from({ length: count }, (_, b) => mean + normalQuantile((b + 1) / (count + 1)))

describe('expanded percentiles', () => {
  it('of resamples from a normal reach t sqrt(n / (n - 1 - lost)) to either side', () => {
    // qt(.975, 19) = 2.093024054408263 (R); 2.093024 x sqrt(20 / 14) = 2.501642. 1e-5: linear between 200,000 draws.
    const { low, high, method } = expandedInterval(normalDraws(200_000), { level: 0.95, size: 20, lost: 5 })
    expect(method).toBe('expanded')
    expectClose(high, 2.501642, 1e-5)
    expectClose(low, -2.501642, 1e-5)
  })

  it('do not depend on how many resamples there are, as percentiles do', () => {
    const wide = (count: number) =>
      expandedInterval(normalDraws(count), { level: 0.95, size: 1e9 }).high - normalQuantile(0.975)
    for (const count of [99, 400, 5000]) expect(Math.abs(wide(count))).toBeLessThan(0.01)
    expect(percentileInterval(normalDraws(99), 0.95).high).toBeLessThan(normalQuantile(0.975) - 0.05)
  })

  it('are moved back by the bias of the resamples when asked', () => {
    // The draws lie .3 above the estimate: z0 = -.3, so the limits are .3 - 2 x .3 -+ z.
    const { low, high } = expandedInterval(normalDraws(20_000, 0.3), { level: 0.95, size: 1e9, around: 0 })
    expectClose(low, -0.3 - normalQuantile(0.975), 1e-3)
    expectClose(high, -0.3 + normalQuantile(0.975), 1e-3)
  })

  it('end at the outermost draws when there are too few, and never without a number', () => {
    expect(expandedInterval([1, 2], { level: 0.95, size: 3, lost: 9 })).toMatchObject({ low: 1, high: 2 })
    expect(expandedInterval([5], { level: 0.95, size: 1 })).toMatchObject({ low: 5, high: 5 })
    const above = expandedInterval([1, 2, 3], { level: 0.95, size: 50, around: 9 })
    expect([above.low, above.high].every(Number.isFinite)).toBe(true)
  })
})

describe('limits by influence on the scale of the statistic', () => {
  const z = normalQuantile(0.975)

  it('a correlation has the limits of Fisher', () => {
    // Fisher's z by hand: tanh(artanh .5 -+ 1.959964 / sqrt(97)) = .336642, .634174; error (1 - .25) / sqrt(97).
    const { low, high } = coefficientInterval(0.5, 0.75 / Math.sqrt(97), { level: 0.95, reach: z })
    expectClose(low, Math.tanh(Math.atanh(0.5) - z / Math.sqrt(97)), 1e-12)
    expectClose(high, Math.tanh(Math.atanh(0.5) + z / Math.sqrt(97)), 1e-12)
  })

  it('R2 of one cause has the squares of the limits of its correlation', () => {
    const error = 0.75 / Math.sqrt(97)
    const r = coefficientInterval(0.5, error, { level: 0.95, reach: z })
    const squared = explainedInterval(0.25, 2 * 0.5 * error, { level: 0.95, reach: z })
    expectClose(squared.low, r.low ** 2, 1e-12)
    expectClose(squared.high, r.high ** 2, 1e-12)
  })

  it('hold the estimate, mirror with its sign, stay in bounds, and are even when the error is small', () => {
    const anyCoefficient = fc.double({ min: -1.5, max: 1.5, noNaN: true })
    const anyError = fc.double({ min: 0, max: 0.6, noNaN: true })
    fc.assert(
      fc.property(anyCoefficient, anyError, (value, error) => {
        const options = { level: 0.95, reach: 2 }
        const { low, high } = coefficientInterval(value, error, options)
        const mirrored = coefficientInterval(-value, error, options)
        expect(low <= value + 1e-12 && value <= high + 1e-12).toBe(true)
        expect(mirrored.low + high).toBeCloseTo(0, 12)
        expect(Math.max(-low, high)).toBeLessThanOrEqual(Math.max(1, Math.abs(value) + 4 * error))
        const share = explainedInterval(Math.min(1, Math.abs(value)), error, options)
        expect(Number.isFinite(share.low) && share.low <= Math.min(1, Math.abs(value)) + 1e-12).toBe(true)
        if (Math.abs(value) < 0.9) {
          const near = coefficientInterval(value, 1e-4, options)
          const even = influenceInterval(value, 1e-4, options)
          expect(Math.abs(near.low - even.low)).toBeLessThan(1e-6)
          expect(Math.abs(near.high - even.high)).toBeLessThan(1e-6)
        }
      }),
      { numRuns: 300 },
    )
  })
})
