import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { servperf } from '../../../stats/servqual/servperf.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  items: string[]
  dimension_of_item: string[]
  perceptions: number[][]
  allocation: number[][]
  expected: {
    servperf_unweighted: number
    servperf_weighted: number
    mean_allocation: Record<string, number>
    alpha_perception: Record<string, number>
  }
  tolerance: number
}>('servqual')

const names = [...new Set(oracle.dimension_of_item)]
const dimensions = names.map((name) => ({
  name,
  points: `${name}.points`,
  items: oracle.items.filter((_, h) => oracle.dimension_of_item[h] === name),
}))
const table = oracle.perceptions.map((row, i) => [...row, ...oracle.allocation[i]!])
const codes = [...oracle.items, ...names.map((name) => `${name}.points`)]

describe('servperf', () => {
  it('agrees with the oracle: unweighted, by own points, reliabilities', () => {
    const found = foundValue(servperf(toObservations(codes, table), dimensions))
    expectClose(found.unweighted.value, oracle.expected.servperf_unweighted, oracle.tolerance)
    expectClose(found.weighted?.value, oracle.expected.servperf_weighted, oracle.tolerance)
    for (const { name, meanPoints, alpha } of found.dimensions) {
      expectClose(meanPoints, oracle.expected.mean_allocation[name]!, oracle.tolerance, name)
      expectClose(alpha, oracle.expected.alpha_perception[name]!, oracle.tolerance, name)
    }
    expect(found.dimensions).toHaveLength(5)
    expect(found.warnings).toEqual([])
  })

  it('weights nobody by points that do not add up, and says so', () => {
    const two = [
      { name: 'a', items: ['a1', 'a2'], points: 'a' },
      { name: 'b', items: ['b1'], points: 'b' },
    ]
    const found = foundValue(
      servperf(
        toObservations(
          ['a1', 'a2', 'b1', 'a', 'b'],
          [
            [6, 4, 1, 75, 25],
            [7, null, 3, 50, 50],
            [1, 1, 1, 50, 49],
            [2, 2, null, 50, 50],
          ],
        ),
        two,
      ),
    )
    // Unweighted (5 + 1) / 2, (7 + 3) / 2 and 1; weighted .75 x 5 + .25 and .5 x 10.
    expect(found.sampleSize).toBe(3)
    expect(found.unweighted.value).toBeCloseTo(3, 12)
    expect(found.weighted?.value).toBeCloseTo(4.5, 12)
    expect(found.warnings).toEqual([{ code: 'wrong-points' }])
    expect(found.dimensions.map(({ missing }) => missing)).toEqual([0, 1])
  })

  it('refuses points for some dimensions only', () => {
    const observations = toObservations(['a', 'b', 'p'], [[1, 2, 100]])
    expect(() => servperf(observations, [])).toThrow('servperf: there are no dimensions')
    expect(() =>
      servperf(observations, [
        { name: 'a', items: ['a'], points: 'p' },
        { name: 'b', items: ['b'] },
      ]),
    ).toThrow('servperf: dimension "b" has no points, the others have')
  })
})
