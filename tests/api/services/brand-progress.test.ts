import { describe, expect, it } from 'vitest'
import { brandProgress } from '../../../api/services/brand-progress.ts'
import { expectedMargin } from '../../../api/services/expected-margin.ts'

// t(.975, 99) = 1.98422 (printed tables): 1.98422 * 20 / 10.
it('a margin is the t interval of the planning value', () => {
  expect(expectedMargin(20, 100)).toBeCloseTo(3.96843, 4)
  expect(expectedMargin(20, 1)).toBeNull()
})

const module = (name: string, asked: 'always' | 'rotating', weight = 1) => ({
  ...{ instrument: { name, version: 1 }, fields: [`${name}1`, `${name}2`], asked, weight },
})
const formOf = (rotating: number, ...modules: ReturnType<typeof module>[]) =>
  ({
    codeBook: { modules, rotating },
    model: { constructs: [{ items: ['index1', 'index2'] }] },
  }) as never
type Sources = Parameters<typeof brandProgress>[0]

const progress = (counted: number, over: Partial<Sources> = {}) =>
  brandProgress({
    wave: { id: 'wave', responsesByBrand: { ours: counted, theirs: 0 }, target: 800 },
    form: undefined,
    ...{ invited: [], begun: [], quotas: [], deviation: 20, lastIndex: undefined },
    counts: [{ waveId: 'wave', brandId: 'ours', counted, setAside: 0, partial: 0, newest: null }],
    ...over,
  })
const ours = (...given: Parameters<typeof progress>) => progress(...given).brands[0]
const cell = (sampleSize: number, effectiveSize: number, brandId = 'ours') => ({
  ...{ waveId: 'before', brandId, sampleSize, effectiveSize },
})
const lastIndex = (cells: object[], leftOut: object[] = []) =>
  ({ result: { cells }, receipt: { leftOut } }) as never

describe('the margin to expect', () => {
  it('counts those whom the index was drawn for', () => {
    const half = formOf(1, module('index', 'rotating'), module('nps', 'rotating'))
    expect(ours(400, { form: half })).toMatchObject({
      ...{ forIndex: 200, marginNow: expectedMargin(20, 200), marginAtTarget: expectedMargin(20, 400) },
    })
    expect(ours(400, { form: half })?.marginNow).toBeCloseTo(2.79, 2)
    const heavy = formOf(1, module('nps', 'rotating', 3), module('index', 'rotating', 1))
    expect(ours(400, { form: heavy })?.forIndex).toBe(100)
    const always = formOf(1, module('nps', 'rotating'), module('csat', 'rotating'), module('index', 'always'))
    expect(ours(400, { form: always })?.marginNow).toBe(expectedMargin(20, 400))
  })

  it('is as wide as weights make it', () => {
    // Kish: deff 1.5, so the margin is 1.22 times as wide; of another brand's weights nothing is taken.
    const weighted = lastIndex([cell(300, 200), cell(100, 25, 'theirs')])
    const seen = ours(600, { lastIndex: weighted })
    expect([seen?.forIndex, seen?.marginNow]).toEqual([600, expectedMargin(20, 400)])
  })

  it('leaves out what was answered to a form with another model', () => {
    const moved = lastIndex(
      [],
      [
        { waveId: 'wave', observations: 150 },
        { waveId: 'another', observations: 99 },
      ],
    )
    expect(ours(600, { lastIndex: moved })).toMatchObject({
      ...{ forIndex: 450, marginNow: expectedMargin(20, 450) },
    })
  })

  it('is not said of fewer than an index is shown of', () => {
    expect([ours(2)?.marginNow, ours(9)?.marginNow]).toEqual([null, null])
    expect(ours(10)?.marginNow).toBe(expectedMargin(20, 10))
  })
})

describe('who has no brand yet', () => {
  it('is counted apart, and no brand is said to have invited nobody', () => {
    const seen = progress(60, {
      invited: [{ brandId: null, people: 200 }],
      begun: [
        { brandId: null, people: 60 },
        { brandId: 'ours', people: 3 },
      ],
    })
    expect(seen.brandUnknown).toEqual({ invited: 200, started: 60 })
    expect(seen.brands).toMatchObject([
      { invited: null, started: 63 },
      { invited: null, started: 0 },
    ])
  })

  it('has the only one there is', () => {
    const seen = progress(60, {
      wave: { id: 'wave', responsesByBrand: { ours: 60 }, target: null },
      invited: [{ brandId: null, people: 200 }],
      begun: [{ brandId: null, people: 5 }],
    })
    expect(seen.brandUnknown).toEqual({ invited: 0, started: 0 })
    expect(seen.brands).toMatchObject([{ invited: 200, started: 65 }])
  })
})
