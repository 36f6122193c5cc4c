import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { driverAnalysis } from '../../../stats/drivers/driver-analysis.ts'
import { importancePerformanceGrid } from '../../../stats/drivers/importance-performance-grid.ts'
import { ratedPositions } from '../../../stats/drivers/rated-positions.ts'
import { foundValue } from '../found-value.ts'

const ITEMS = ['overall', 'p1', 'i1', 'p2', 'i2']
const TABLE: (number | null)[][] = Array.from({ length: 40 }, (_, i) => [
  ((i % 7) + (i % 3)) % 10,
  i % 7,
  9,
  4 + (i % 3),
  i < 30 ? 5 : null,
])
const stated = [
  { name: 'speed', performance: 'p1', importance: 'i1' },
  { name: 'staff', performance: 'p2', importance: 'i2', bestCompetitor: 'p1' },
]
const asked = stated.map(({ name, performance }) => ({ name, performance }))

describe('ratedPositions', () => {
  it('takes means and errors over those who answered', () => {
    const observations = toObservations(ITEMS, [
      [1, 2, 9, 4, 6],
      [1, 4, 9, 4, 8],
      [1, null, 9, 4, null],
    ])
    const { sampleSize, attributes } = foundValue(ratedPositions(observations, stated))
    expect(sampleSize).toBe(3)
    // Of 2 and 4 the mean is 3 with error sqrt(2 / 2) = 1.
    expect(attributes).toEqual([
      {
        ...{ name: 'speed', importance: 9, importanceError: 0 },
        ...{ performance: 3, performanceError: 1, sampleSize: 2 },
      },
      {
        ...{ name: 'staff', importance: 7, importanceError: 1 },
        ...{ performance: 4, performanceError: 0, bestCompetitor: 3, sampleSize: 3 },
      },
    ])
    // The lines are at 8 and 3.5: only the 3 of speed is within its error of one; on the border is not within.
    const grid = importancePerformanceGrid(attributes, { min: 1, max: 10 })
    expect(grid.attributes.map(({ name, borderline }) => [name, borderline])).toEqual([
      ['speed', true],
      ['staff', false],
    ])
  })

  it('derives importance as the share of what explains the outcome, with its error', () => {
    const observations = toObservations(ITEMS, TABLE)
    const options = { resamples: 50, seed: 3 }
    const { attributes } = foundValue(ratedPositions(observations, asked, { outcome: 'overall', ...options }))
    const { drivers } = foundValue(driverAnalysis(observations, 'overall', ['p1', 'p2'], options))
    const share = (name: string) => drivers.find((row) => row.name === name)!.share!
    expect(attributes.map(({ importance, importanceError }) => [importance, importanceError])).toEqual([
      [share('p1').value, share('p1').standardError],
      [share('p2').value, share('p2').standardError],
    ])
    expect(attributes.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 12)
  })

  it('leaves an attribute that nobody rated out, and says so', () => {
    const observations = toObservations(
      ITEMS,
      TABLE.map(([a, b, c]) => [a!, b!, c!, null, null]),
    )
    const { attributes, warnings } = foundValue(ratedPositions(observations, stated))
    expect(attributes.map(({ name }) => name)).toEqual(['speed'])
    expect(warnings).toEqual([{ code: 'empty-attribute', subject: 'staff' }])
  })

  it('needs to be told where importance comes from', () => {
    const observations = toObservations(ITEMS, TABLE)
    expect(() => ratedPositions(observations, asked)).toThrow('nothing says how important "speed" is')
    expect(() => ratedPositions(observations, [])).toThrow('there are no attributes')
  })
})
