import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { scaleMeans } from '../../../stats/core/scale-means.ts'

describe('scaleMeans', () => {
  it('is the mean of the items answered, where these are at least half', () => {
    const observations = toObservations(
      ['a', 'b', 'c'],
      [
        [1, 2, 6],
        [1, null, 4],
        [null, 7, null],
      ],
    )
    // Half of three, rounded up, is two.
    expect(scaleMeans(observations, ['a', 'b', 'c'])).toEqual([3, 2.5, Number.NaN])
    expect(scaleMeans(observations, ['a', 'b'])).toEqual([1.5, 1, 7])
    expect(() => scaleMeans(observations, [])).toThrow('scaleMeans: there are no items')
  })
})
