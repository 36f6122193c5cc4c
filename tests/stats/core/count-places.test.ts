import { describe, expect, it } from 'vitest'
import { countPlaces } from '../../../stats/core/count-places.ts'

describe('countPlaces', () => {
  it('counts, and with weights counts what the respondents are worth', () => {
    expect(countPlaces([0, 2, 2], 3)).toEqual([1, 0, 2])
    // Weights 1 and 3 are worth 4^2 / 10 = 1.6 respondents, a quarter and three quarters of them.
    const [first, second] = countPlaces([0, 1], 2, [1, 3])
    expect(first).toBeCloseTo(0.4, 12)
    expect(second).toBeCloseTo(1.2, 12)
    expect(countPlaces([0, 1], 2, [7, 7])).toEqual([1, 1])
    expect(countPlaces([], 2, [])).toEqual([0, 0])
  })

  it('refuses what is no place, no size and no weight', () => {
    expect(() => countPlaces([3], 3)).toThrow('countPlaces: 3 is not a whole number from 0 to 2')
    expect(() => countPlaces([0], 0)).toThrow('0 is not a number of places')
    expect(() => countPlaces([0], 1, [0])).toThrow('countPlaces: a weight is not')
    expect(() => countPlaces([0], 1, [])).toThrow('0 weights for 1 answers')
  })
})
