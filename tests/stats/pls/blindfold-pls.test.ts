import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toObservations } from '../../../stats/core/observations.ts'
import { blindfoldPls } from '../../../stats/pls/blindfold-pls.ts'
import { inverseSquareRootSample, minimumSample } from '../../../stats/pls/minimum-sample.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { hasReference, modelOf, readData, readReference, type Table, withReference } from '../mobi.ts'
import { smallModel, smallRows } from './small-model.ts'

const COMPLETE = 'complete' as const
const RUNS = { numRuns: 200 }
const seed = fc.integer({ min: 0, max: 1e6 })

describe.skipIf(!hasReference)(`semPLS qSquared on the mobile-phone data${withReference}`, () => {
  // semPLS leaves out a block's answers of every seventh respondent, correlates pairwise over scores and predicts from
  // them; ours correlates items. Which respondents fall together is not stored: 0.005 is the spread between splits.
  it('omission distance 7, whole rows, pairwise: within 0.005', () => {
    const reference = readReference('mobi-ecsi-semPLS_quality-path')['qSquared_d7'] as Table
    const model = modelOf(readReference('mobi-ecsi-path'))
    const data = readData('seminr-mobi')
    const columns = model.items.map((item) => data.items.indexOf(item))
    const observations = toObservations(
      model.items,
      Array.from({ length: data.rows }, (_, i) =>
        columns.map((column) => data.values[i * data.items.length + column]!),
      ),
    )
    const treated = { observations, layout: COMPLETE }
    const rows = foundValue(blindfoldPls(model, treated, { distance: 7, pattern: 'rows', holes: 'pairwise' }))
    const cells = foundValue(blindfoldPls(model, treated))
    rows.constructs.forEach(({ construct, redundancy }, e) => {
      const expected = reference.data[reference.rows.indexOf(construct)]![0]!
      expectClose(redundancy, expected, 0.005, construct)
      expectClose(cells.constructs[e]!.redundancy, expected, 0.01, construct)
    })
  })
})

const blinded = (rows: readonly (readonly number[])[], options = {}, weights?: readonly number[]) =>
  foundValue(
    blindfoldPls(
      smallModel,
      { observations: toObservations(smallModel.items, rows, weights), layout: COMPLETE },
      { tolerance: 1e-12, ...options },
    ),
  )

describe('blindfolding properties', () => {
  it('shifting and stretching items, and equal weights, change no Q2', () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0.1, max: 9, noNaN: true }), (s, by) => {
        const rows = smallRows(s, 24)
        const plain = blinded(rows)
        const moved = blinded(
          rows.map((row) => row.map((x, h) => (h % 2 === 0 ? x * by + h : x))),
          {},
          rows.map(() => by),
        )
        plain.constructs.forEach(({ construct, redundancy, communality }, e) => {
          expectClose(moved.constructs[e]?.redundancy, redundancy, 1e-7, construct)
          expectClose(moved.constructs[e]?.communality, communality, 1e-7, construct)
        })
      }),
      RUNS,
    )
  })

  it('Q2 is at most 1; of a single item nothing can be told from its own score', () => {
    const result = blinded(smallRows(4, 60))
    for (const { redundancy } of result.constructs) expect(redundancy).toBeLessThanOrEqual(1)
    expectClose(result.constructs.find(({ construct }) => construct === 'Loyalty')?.communality, 0, 1e-12)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('the distance never divides the number of rows; asked for, it is a reason', () => {
    expect(blinded(smallRows(1, 28)).options.distance).toBe(8)
    const treated = { observations: toObservations(smallModel.items, smallRows(1, 28)), layout: COMPLETE }
    expect(blindfoldPls(smallModel, treated, { distance: 7 })).toEqual({
      ok: false,
      reason: 'distance-divides-rows',
    })
    expect(() => blindfoldPls(smallModel, treated, { distance: 4 })).toThrow(
      'blindfoldPls: distance must be a whole number from 5 to 12, got 4',
    )
  })

  it('any table of small numbers gives a result without NaN or a reason', () => {
    const table = fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 9, maxLength: 9 }), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(table, (rows) => {
        const observations = toObservations(smallModel.items, rows)
        const result = blindfoldPls(smallModel, { observations, layout: COMPLETE }, { maxIterations: 100 })
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }),
      RUNS,
    )
  })
})

describe('minimum sample', () => {
  // Handbook 2.18; Kock & Hadaya (2018) give 160 for .197 and the three constants 2.123, 2.486, 3.168.
  it.each([
    [0.2, 155],
    [0.15, 275],
    [0.3, 69],
    [-0.3, 69],
    [0.197, 160],
  ])('path %d needs %d', (path, size) => {
    expect(inverseSquareRootSample(path)).toBe(size)
  })

  it('significance and power by their constants', () => {
    expect(inverseSquareRootSample(0.1, { significance: 0.1 })).toBe(Math.floor(21.23 ** 2) + 1)
    expect(inverseSquareRootSample(0.1, { significance: 0.01 })).toBe(Math.floor(31.68 ** 2) + 1)
    expect(minimumSample(smallModel)).toEqual({
      smallestPath: 0.2,
      forPath: 155,
      floor: 50,
      recommended: 155,
    })
  })

  it('a smaller path never needs fewer', () => {
    const path = fc.double({ min: 0.001, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(inverseSquareRootSample(Math.min(a, b))).toBeGreaterThanOrEqual(
          inverseSquareRootSample(Math.max(a, b)),
        )
      }),
      RUNS,
    )
  })

  it.each([0, 1, Number.NaN, Number.POSITIVE_INFINITY])('a path of %d throws', (path) => {
    expect(() => inverseSquareRootSample(path)).toThrow(
      'minimumSample: the smallest path must be between 0 and 1',
    )
  })
})
