import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ASSESSMENT_BANDS,
  adliPercent,
  assessmentBand,
  CUSTOMER_CRITERIA,
  selfAssessment,
} from '../../../stats/excellence/self-assessment.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  input: { code: string; max: number; percent: number }[]
  expected: { points: number[]; total: number; max: number; percent: number }
  bands_default: [number, number][]
  tolerance: number
}>('self-assessment')

describe('oracle self-assessment.json', () => {
  it('points, total, max, percent', () => {
    const result = selfAssessment(oracle.input)
    result.criteria.forEach(({ points }, i) => {
      expectClose(points, oracle.expected.points[i]!, oracle.tolerance)
    })
    expectClose(result.points, oracle.expected.total, oracle.tolerance)
    expectClose(result.max, oracle.expected.max, oracle.tolerance)
    expectClose(result.percent, oracle.expected.percent, oracle.tolerance)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    expect(CUSTOMER_CRITERIA).toEqual(oracle.input.map(({ code, max }) => ({ code, max })))
  })

  it('bands_default', () => {
    expect(ASSESSMENT_BANDS).toEqual(oracle.bands_default)
    oracle.bands_default.forEach(([low, high], i) => {
      expect([assessmentBand(low), assessmentBand(high)]).toEqual([i + 1, i + 1])
    })
  })
})

describe('self-assessment', () => {
  it('four aspects, between the bands, assessors apart', () => {
    const scores = { approach: 60, deployment: 50, learning: 40, integration: 30 }
    expect([adliPercent(scores), adliPercent(scores, 'lowest')]).toEqual([45, 30])
    expect([assessmentBand(7), assessmentBand(7.5), assessmentBand(8)]).toEqual([1, 1, 2])
    const { warnings } = selfAssessment([
      { code: 'a', max: 10, percent: 50, assessors: [40, 60] },
      { code: 'b', max: 10, percent: 50, assessors: [40, 65] },
    ])
    expect(warnings).toEqual([{ code: 'assessors-differ', subject: 'b' }])
  })

  it('wrong calls have a sentence', () => {
    expect(() => selfAssessment([])).toThrow('no criteria')
    expect(() => selfAssessment([{ code: 'a', max: 0, percent: 1 }])).toThrow('"a" has no points')
    expect(() => selfAssessment([{ code: 'a', max: 1, percent: 101 }])).toThrow('"a" has 101 percent')
    expect(() => adliPercent({ approach: 7, deployment: 0, learning: 0, integration: 0 })).toThrow(
      'approach is 7',
    )
    expect(() => assessmentBand(Number.NaN)).toThrow('not 0 to 100')
  })

  const criterion = fc.record({
    code: fc.string(),
    max: fc.integer({ min: 1, max: 500 }),
    percent: fc.double({ min: 0, max: 100, noNaN: true }),
  })
  it('lies between lowest and highest percentage; order and duplication do not matter', () => {
    fc.assert(
      fc.property(fc.array(criterion, { minLength: 1, maxLength: 10 }), (criteria) => {
        const { percent } = selfAssessment(criteria)
        const all = criteria.map((one) => one.percent)
        expect(percent).toBeGreaterThanOrEqual(Math.min(...all) - 1e-9)
        expect(percent).toBeLessThanOrEqual(Math.max(...all) + 1e-9)
        expectClose(selfAssessment(criteria.toReversed()).percent, percent, 1e-12)
        expectClose(selfAssessment([...criteria, ...criteria]).percent, percent, 1e-12)
      }),
      { numRuns: 200 },
    )
  })
})
