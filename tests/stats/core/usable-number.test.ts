import { describe, expect, it } from 'vitest'
import { baseSize } from '../../../stats/core/base-size.ts'
import { covarianceOf } from '../../../stats/core/covariance.ts'
import { meanTest } from '../../../stats/core/mean-test.ts'
import { momentsOf } from '../../../stats/core/moments.ts'
import { checkObservations, type Observations, toObservations } from '../../../stats/core/observations.ts'
import { isAboveZero, isFromZero, isUsable } from '../../../stats/core/usable-number.ts'
import { ratioBand } from '../../../stats/indices/performance-ratio.ts'
import { kanoQuadrant } from '../../../stats/kano/kano-continuous.ts'
import { loyaltyQuadrant } from '../../../stats/loyalty/jones-sasser.ts'
import { loyaltyZone } from '../../../stats/loyalty/satisfaction-loyalty-curve.ts'
import { mediationType, sobelZ } from '../../../stats/pls/mediation.ts'
import { gapBand } from '../../../stats/servqual/servqual.ts'
import { impactClass } from '../../../stats/twofactor/impact-class.ts'

const column = (values: readonly number[], weights?: readonly number[]): Observations => ({
  items: ['a'],
  rows: values.length,
  values: Float64Array.from(values),
  ...(weights !== undefined && { weights: Float64Array.from(weights) }),
})

describe('usable numbers', () => {
  it('are finite, at most 1e30 in size, and above 0 where they divide', () => {
    expect([0, -0, 5e-324, 1e30, -1e30].every(isUsable)).toBe(true)
    expect([1.1e30, -1e308, Number.NaN, Number.POSITIVE_INFINITY].some(isUsable)).toBe(false)
    expect([1e-30, 1, 1e30].every(isAboveZero)).toBe(true)
    expect([0, -1, 1e-31, 1e31, Number.NaN].some(isAboveZero)).toBe(false)
    expect([isFromZero(0), isFromZero(1e-31), isFromZero(-1)]).toEqual([true, false, false])
  })

  it('a cell beyond them is named with what to do', () => {
    const sentence =
      'observations: row 1, item "a" is not a usable number (finite, at most 1e+30 in size): correct the cell or leave it empty'
    for (const value of [1e31, -1e308, Number.POSITIVE_INFINITY])
      expect(() => checkObservations(column([1, value]))).toThrow(sentence)
    expect(() => toObservations(['a'], [[1], [1e31]])).toThrow('row 1, item "a" is not a usable number')
    expect(checkObservations(column([1, Number.NaN, 1e30])).rows).toBe(3)
  })

  it('moments find it from their sums alone: among small, all alike, and at the smallest weight', () => {
    for (const values of [
      [1, 1e31],
      [1e31, 1],
      [1e31, 1e31],
      [1e308, -1e308],
    ]) {
      expect(() => momentsOf(column(values))).toThrow('is not a usable number')
      expect(() => momentsOf(column(values, [1, 1e-30]))).toThrow('is not a usable number')
      expect(() => momentsOf(column(values, [1e-30, 1]))).toThrow('is not a usable number')
      for (const layout of ['mean', 'pairwise'] as const)
        expect(() => momentsOf(column([...values, Number.NaN]), { layout })).toThrow('is not a usable number')
    }
    expect(() => momentsOf(column([1, 2], [1, 1e-40]))).toThrow('the weight of row 1')
  })

  it('nothing is put into a class that is not a number', () => {
    for (const classify of [baseSize, ratioBand, gapBand, impactClass, loyaltyZone])
      expect(() => classify(Number.NaN)).toThrow(/^\w+: \w+ is NaN, not a usable number/)
    expect(() => loyaltyQuadrant({ satisfaction: 4, loyalty: Number.NaN })).toThrow(
      'loyaltyQuadrant: loyalty is NaN',
    )
    expect(() => kanoQuadrant(Number.NaN, 1)).toThrow('kanoQuadrant: functional is NaN')
    // No error, no z; 0 of 0 goes nowhere.
    const exact = { value: 0.5, standardError: 0 }
    expect(sobelZ(exact, exact)).toBeUndefined()
    const nothing = { value: 0, significant: true }
    expect(mediationType(nothing, nothing)).toEqual({ type: 'complementary' })
  })

  it('answers that differ by less than squares can hold are constant', () => {
    for (const values of [
      [0, 5e-324],
      [1e-300, 2e-300],
      [-1e-160, 1e-160],
    ]) {
      expect(covarianceOf(momentsOf(column(values))).spreads[0]).toBe(0)
      const mean = meanTest(values)
      expect(mean).toMatchObject({ ok: true, value: { standardDeviation: 0, standardError: 0 } })
    }
  })
})
