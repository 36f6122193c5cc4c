import { describe, expect, it } from 'vitest'
import { CELLS, CONSTRUCTS, ITEMS, PATHS, SEGMENTS } from '../../api/demo/model.ts'
import {
  causesOf,
  constructCorrelations,
  constructMeans,
  disturbance,
  thresholds,
} from '../../api/demo/population.ts'
import { findAttribute } from '../../stats/instruments/attributes.ts'
import { ecsiMobile } from '../../stats/instruments/ecsi-mobile.ts'
import { expectClose } from '../stats/close.ts'

describe('the demo model', () => {
  it('has the paths, constructs and items of the instrument', () => {
    expect(PATHS.map(([from, to]) => [from, to])).toEqual(ecsiMobile.paths)
    expect(CONSTRUCTS).toEqual(ecsiMobile.constructs.map(({ name }) => name))
    expect(ITEMS.map(({ code }) => code)).toEqual(ecsiMobile.items.map(({ code }) => code))
    for (const { name, items } of ecsiMobile.constructs) {
      expect(ITEMS.filter(({ construct }) => construct === name).map(({ code }) => code)).toEqual(items)
    }
  })

  it('says only what the instrument offers', () => {
    for (const { code, state } of ITEMS) {
      expect(ecsiMobile.items.find((item) => item.code === code)?.states).toContain(state)
    }
    for (const { code, shares, state } of SEGMENTS) {
      const attribute = findAttribute(code)
      expect(new Set(shares.map(([value]) => value))).toEqual(new Set(attribute?.values))
      expect(state).toBe(attribute?.personal ? 'refused' : 'dont_know')
      expectClose(
        shares.reduce((sum, [, share]) => sum + share, 0),
        1,
        1e-12,
        code,
      )
    }
  })

  // Its causes' contributions and its disturbance together: Σ Σ b b' r + d² = 1, by hand.
  it.each(CONSTRUCTS)('%s has variance 1', (name) => {
    const correlations = constructCorrelations()
    const explained = causesOf(name)
      .flatMap((one) =>
        causesOf(name).map(
          (other) => one.coefficient * other.coefficient * correlations[one.cause][other.cause],
        ),
      )
      .reduce((sum, part) => sum + part, 0)
    expectClose(explained + disturbance(name) ** 2, 1, 1e-12)
  })

  it('carries a push along the paths', () => {
    // Own brand, second wave: only quality moved, by 0.03; value 0.6 of it, satisfaction 0.45 + 0.6 · 0.25 = 0.6 of it.
    const means = constructMeans(CELLS[4]!)
    expect(CELLS[4]).toEqual({ wave: 1, brand: 0 })
    expect(means.Image).toBe(0)
    expectClose(means.Value, 0.018, 1e-12)
    expectClose(means.Satisfaction, 0.018, 1e-12)
    expectClose(means.Loyalty, 0.018 * (0.5 + 0.55 * 0.1), 1e-12)
  })

  it('has ten answers to every item, in order', () => {
    for (const item of ITEMS) {
      const points = thresholds(item)
      expect(points).toHaveLength(9)
      expect(points.toSorted((a, b) => a - b)).toEqual(points)
    }
  })
})
