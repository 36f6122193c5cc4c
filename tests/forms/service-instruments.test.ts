import { describe, expect, it } from 'vitest'
import { DIMENSION_NAMES, SERVICE_DIMENSIONS, STATEMENTS } from '../../stats/instruments/service-quality.ts'
import { type Answers, bookOf, estimates, placed, problemsOf } from './module-book.ts'

/** One answer per statement of the dimensions, by a template of its code. */
const answersTo = (code: (statement: string) => string, answer: (dimension: string) => number): Answers =>
  Object.fromEntries(
    SERVICE_DIMENSIONS.flatMap(({ name, statements }) =>
      statements.map((statement) => [code(statement), answer(name)]),
    ),
  )

const expectation = (statement: string) => `sq.${statement}.expectation`
const perception = (statement: string) => `sq.${statement}.perception`

// Hand arithmetic of handbook 3.9, respondent 1: gaps -1, -2, 0, -1, 0; points 10/30/25/20/15 give -0.90 and -0.80.
const GAPS: Readonly<Record<string, number>> = {
  tangibles: -1,
  reliability: -2,
  responsiveness: 0,
  assurance: -1,
  empathy: 0,
}
const POINTS = { tangibles: 10, reliability: 30, responsiveness: 25, assurance: 20, empathy: 15 }
const one: Answers = {
  ...answersTo(expectation, () => 6),
  ...answersTo(perception, (dimension) => 6 + (GAPS[dimension] ?? 0)),
}

describe('servqual', () => {
  it('asks 22 expectations, then 22 perceptions, then the points', () => {
    const codes = placed('servqual', { allocation: true }).items.map(({ code }) => code)
    expect(codes).toEqual([...STATEMENTS.map(expectation), ...STATEMENTS.map(perception), 'sq.points'])
    expect(STATEMENTS).toHaveLength(22)
    expect(placed('servqual').items).toHaveLength(44)
  })

  it('finds the gaps of the worked example, weighted by the points given', () => {
    const respondents = Array.from({ length: 12 }, () => ({ ...one, 'sq.points': POINTS }))
    const [estimate] = estimates(placed('servqual', { allocation: true }), 'servqual', respondents)
    expect(estimate).toMatchObject({
      dimensions: DIMENSION_NAMES.map((name) => ({ name, value: GAPS[name] })),
      unweighted: { value: expect.closeTo(-0.8, 12) },
      weighted: { value: expect.closeTo(-0.9, 12) },
    })
    const plain = estimates(
      placed('servqual'),
      'servqual',
      respondents.map(() => one),
    )
    expect(plain).toHaveLength(1)
    expect(plain[0]).not.toHaveProperty('weighted')
  })

  it('refuses an expectation without its perception, an unknown statement, and points that do not add up', () => {
    const module = placed('servqual', { allocation: true })
    const { [perception('r3')]: left, ...half } = { ...one, 'sq.points': POINTS } as Record<string, unknown>
    expect(left).toBe(4)
    expect(problemsOf(module, half)).toContainEqual(['sq.r3.perception', 'required'])
    expect(problemsOf(module, { ...half, 'sq.r3.perception': 'dont_know' })).toEqual([])
    expect(problemsOf(module, { ...one, 'sq.points': POINTS, 'sq.r6.expectation': 4 })).toEqual([
      ['sq.r6.expectation', 'unknown-item'],
    ])
    expect(problemsOf(module, one)).toEqual([])
    expect(problemsOf(module, { ...one, 'sq.points': { ...POINTS, empathy: 14 } })).toEqual([
      ['sq.points', 'wrong-total'],
    ])
    expect(problemsOf(module, { ...one, 'sq.points': POINTS, 'sq.t1.expectation': 8 })).toContainEqual([
      'sq.t1.expectation',
      'out-of-range',
    ])
  })
})

describe('servperf', () => {
  it('scores a dimension of five statements no higher than one of four', () => {
    // All 7 but empathy 1.
    const answers = answersTo(
      (statement) => `sp.${statement}`,
      (dimension) => (dimension === 'empathy' ? 1 : 7),
    )
    const scores = estimates(placed('servperf'), 'servqual.performance', Array(10).fill(answers))
    // (4 x 7 + 1) / 5
    expect(scores).toMatchObject([
      {
        unweighted: { value: expect.closeTo(5.8, 12) },
        dimensions: DIMENSION_NAMES.map((name) => ({ name, value: name === 'empathy' ? 1 : 7 })),
      },
    ])
    expect(scores[0]).not.toHaveProperty('weighted')
  })

  it('weights the dimensions by the points each respondent gave', () => {
    const answers = answersTo(
      (statement) => `sp.${statement}`,
      (dimension) => 6 + (GAPS[dimension] ?? 0),
    )
    const respondents = Array(10).fill({ ...answers, 'sp.points': POINTS })
    const [scores] = estimates(placed('servperf', { allocation: true }), 'servqual.performance', respondents)
    // 6 less the weighted gap of the worked example.
    expect(scores).toMatchObject({ weighted: { value: expect.closeTo(5.1, 12) } })
  })
})

describe('zone of tolerance', () => {
  it('asks the dimensions chosen at three levels, and analyses no others', () => {
    const module = placed('zone-of-tolerance', { dimensions: ['empathy', 'tangibles'] })
    expect(module.items.map(({ code }) => code)).toEqual(
      ['t1', 't2', 't3', 't4', 'e1', 'e2', 'e3', 'e4', 'e5'].map((statement) => `zt.${statement}`),
    )
    expect(
      bookOf(module)
        .fields.slice(0, 3)
        .map(({ code, pair }) => [code, pair]),
    ).toEqual([
      ['zt.t1.minimum', 'zt.t1'],
      ['zt.t1.desired', 'zt.t1'],
      ['zt.t1.perceived', 'zt.t1'],
    ])
    expect(module.feeds).toHaveLength(2)
  })

  it('finds where what is delivered stands between the two', () => {
    const module = placed('zone-of-tolerance', { dimensions: ['assurance'] })
    const levels = { a1: [3, 7, 5], a2: [3, 7, 2], a3: [3, 7, 8], a4: [4, 8, 5] }
    const answers = Object.fromEntries(
      Object.entries(levels).flatMap(([statement, [minimum, desired, perceived]]) => [
        [`zt.${statement}.minimum`, minimum],
        [`zt.${statement}.desired`, desired],
        [`zt.${statement}.perceived`, perceived],
      ]),
    )
    const [zones] = estimates(module, 'servqual.zone', Array(10).fill(answers))
    expect(zones).toMatchObject([
      { name: 'a1', result: { value: { zone: 'adequate', position: { value: 0.5 } } } },
      { name: 'a2', result: { value: { zone: 'inadequate', adequacy: { value: -1 } } } },
      { name: 'a3', result: { value: { zone: 'superior', superiority: { value: 1 } } } },
      { name: 'a4', result: { value: { zone: 'adequate', position: { value: 0.25 } } } },
    ])
  })

  it('needs a dimension', () => {
    expect(() => placed('zone-of-tolerance', { dimensions: [] })).toThrow('needs at least 1')
    expect(() => placed('zone-of-tolerance', { dimensions: ['speed'] })).toThrow('is a list of tangibles')
  })
})

describe('the provider’s side', () => {
  it('asks managers for their beliefs only where that is set', () => {
    expect(placed('gaps-managers').items).toHaveLength(9 + 22)
    const short = placed('gaps-managers', { beliefs: false })
    expect(short.items).toHaveLength(9)
    expect(short.feeds.map(({ method }) => method)).toEqual(['servqual.shortfall'])
    expect(placed('gaps-managers').feeds).toContainEqual(
      expect.objectContaining({ method: 'servqual.beliefs', beside: 'servqual' }),
    )
  })

  it('finds staff far from the standard where they disagree', () => {
    const module = placed('gaps-staff')
    const answers = Object.fromEntries(
      module.items.map(({ code }) => [code, code === 'gs.departments' || code === 'gs.promises' ? 4 : 1]),
    )
    // Gap 3 at the bottom of 1-7, gap 4 at its middle; then each statement.
    const [gaps] = estimates(module, 'servqual.shortfall', Array(10).fill(answers))
    const found = gaps as { name: string; result: { value: { value: number } } }[]
    expect(found.map(({ name, result }) => [name, result.value.value])).toEqual([
      ['gap-3', 6],
      ['gap-4', 3],
      ...['team', 'suited', 'tools', 'freedom', 'judged', 'consistent', 'clear'].map((name) => [name, 6]),
      ['departments', 3],
      ['promises', 3],
    ])
  })
})
