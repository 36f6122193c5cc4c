import { describe, expect, it } from 'vitest'
import {
  analyseIndices,
  finishAnalysis,
  type Observations,
  planAnalysis,
  resampleCell,
  type Slice,
  seeded,
  specifyModel,
  toObservations,
  uniform,
} from '../../stats/index.ts'
import { expectClose } from './close.ts'
import { readOracle } from './oracle.ts'

const model = specifyModel({
  constructs: [
    { name: 'Quality', items: ['q1', 'q2', 'q3'] },
    { name: 'Satisfaction', items: ['s1', 's2'] },
    { name: 'Loyalty', items: ['l1', 'l2'] },
  ],
  paths: [
    ['Quality', 'Satisfaction'],
    ['Satisfaction', 'Loyalty'],
  ],
  scale: { min: 1, max: 10 },
})

/** A common part plus noise, pushed up by `lift`; a share of holes. */
function answers(seed: number, { rows = 120, lift = 0, holes = 0 } = {}): Observations {
  const random = seeded(seed)
  return toObservations(
    model.items,
    Array.from({ length: rows }, () => {
      const common = 3 * uniform(random)
      return model.items.map(() => {
        const value = Math.min(10, Math.round(2 + lift + common + 3 * uniform(random)))
        return uniform(random) < holes ? null : value
      })
    }),
  )
}

const slice: Slice = {
  waves: [{ id: 'w1' }, { id: 'w2' }],
  brands: ['own', 'rival', 'small', 'tiny'],
  cells: [
    { waveId: 'w1', brandId: 'own', observations: answers(1) },
    { waveId: 'w1', brandId: 'rival', observations: answers(2, { lift: 2 }) },
    { waveId: 'w2', brandId: 'own', observations: answers(3, { lift: 1 }) },
    { waveId: 'w2', brandId: 'rival', observations: answers(4, { lift: 2 }) },
  ],
}

describe('analyseIndices', () => {
  it('ranks brands, tells them apart and follows them over waves', () => {
    const result = analyseIndices(model, slice, { resamples: 200, seed: 5 })
    expect(result.rule).toBe('own')
    const [first, second] = result.waves
    expect(first?.scores.map(({ brandId }) => brandId)).toEqual(['rival', 'own'])
    expect(first?.groups).toEqual([['rival'], ['own']])
    expect(first?.ranks).toEqual([
      { name: 'rival', best: 1, worst: 1 },
      { name: 'own', best: 2, worst: 2 },
    ])
    expect(second?.pairs).toHaveLength(1)
    const own = result.brands.find(({ brandId }) => brandId === 'own')
    expect(own?.points).toHaveLength(2)
    expect(own?.changes[0]).toMatchObject({ from: 'w1', to: 'w2' })
    expect(own?.changes[0]?.difference).toBeGreaterThan(0)
    expect(own?.trend.ok).toBe(true)
  })

  it('gives the same numbers to the last digit in any chunks and order', () => {
    const options = { resamples: 60, seed: 9 }
    const whole = analyseIndices(model, slice, options)
    const plan = structuredClone(planAnalysis(model, slice, options))
    const parts = plan.jobs.flatMap((job) => [
      resampleCell(job, { from: 41, to: 60 }),
      resampleCell(job, { from: 0, to: 7 }),
      resampleCell(job, { from: 7, to: 41 }),
    ])
    expect(finishAnalysis(plan, parts.reverse())).toEqual(whole)
  })

  it('does not let a cell depend on what else is in the slice', () => {
    const options = { resamples: 50, seed: 9 }
    const alone = analyseIndices(model, { ...slice, cells: slice.cells.slice(3) }, options)
    const together = analyseIndices(model, slice, options)
    const index = (result: typeof alone, at: number) => {
      const cell = result.cells[at]!.result
      return cell.ok ? cell.value.index : cell
    }
    expect(index(alone, 0)).toEqual(index(together, 3))
  })

  it('uses pooled weights for all as soon as one brand has fewer than 100 cases', () => {
    const cells = [...slice.cells, { waveId: 'w1', brandId: 'small', observations: answers(6, { rows: 60 }) }]
    const result = analyseIndices(model, { ...slice, cells })
    expect(result.rule).toBe('pooled')
    expect(result.cells.map(({ base }) => base)).toEqual([...Array(4).fill('normal'), 'indicative'])
    expect(result.pooled?.sampleSize).toBe(540)
  })

  it('suppresses tiny bases and leaves small ones unranked', () => {
    const cells = [
      ...slice.cells,
      { waveId: 'w1', brandId: 'small', observations: answers(6, { rows: 20 }) },
      { waveId: 'w1', brandId: 'tiny', observations: answers(7, { rows: 9 }) },
    ]
    const result = analyseIndices(model, { ...slice, cells })
    expect(result.cells.at(-1)).toEqual({
      waveId: 'w1',
      brandId: 'tiny',
      sampleSize: 9,
      effectiveSize: 9,
      base: 'suppressed',
      result: { ok: false, reason: 'too-few-answers' },
    })
    const wave = result.waves[0]!
    expect(wave.scores.find(({ brandId }) => brandId === 'small')).toMatchObject({
      base: 'small-base',
      ranked: false,
    })
    expect(wave.ranks.map(({ name }) => name)).not.toContain('small')
  })

  it('reads missing answers the same way in every cell', () => {
    const cells = [
      { waveId: 'w1', brandId: 'own', observations: answers(1, { holes: 0.01 }) },
      { waveId: 'w1', brandId: 'rival', observations: answers(2, { holes: 0.2 }) },
    ]
    const result = analyseIndices(model, { ...slice, cells }, { missing: 'auto', ownWeightsFrom: 10 })
    const applied = result.cells.map(({ result: cell }) =>
      cell.ok && cell.value.analysis.ok ? cell.value.analysis.value.missing.applied : 'none',
    )
    expect(new Set(applied).size).toBe(1)
  })

  it('survives JSON unchanged', () => {
    const cells = [...slice.cells, { waveId: 'w2', brandId: 'tiny', observations: answers(8, { rows: 3 }) }]
    const result = analyseIndices(model, { ...slice, cells }, { resamples: 20 })
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('has nothing to say about nothing, and says so', () => {
    const result = analyseIndices(model, { waves: [{ id: 'w1' }], brands: ['own'], cells: [] })
    expect(result.waves[0]).toEqual({ waveId: 'w1', scores: [], pairs: [], ranks: [], groups: [] })
    expect(result.brands[0]?.trend).toEqual({ ok: false, reason: 'too-few-waves' })
  })

  it('names what a wrong call gets wrong', () => {
    const lost = [{ waveId: 'w9', brandId: 'own', observations: answers(1) }]
    expect(() => analyseIndices(model, { ...slice, cells: lost })).toThrow('unknown wave "w9"')
    expect(() => analyseIndices(model, slice, { target: 'Joy' })).toThrow('"Joy"')
    expect(() => analyseIndices(model, { ...slice, cells: [slice.cells[0]!, slice.cells[0]!] })).toThrow(
      'there twice',
    )
  })
})

describe('company indices by own and pooled weights, oracle acsi-synthetic-150.json', () => {
  const oracle = readOracle<{
    items: string[]
    scale_min: Record<string, number>
    scale_max: Record<string, number>
    blocks: Record<string, string[]>
    edges: [string, string][]
    company: string[]
    data: number[][]
    company_index: Record<string, Record<string, number> & { ci95_pooled: [number, number] }>
  }>('acsi-synthetic-150')
  const acsi = specifyModel({
    constructs: Object.entries(oracle.blocks).map(([name, items]) => ({ name, items })),
    paths: oracle.edges,
    scale: Object.fromEntries(
      oracle.items.map((item) => [item, { min: oracle.scale_min[item]!, max: oracle.scale_max[item]! }]),
    ),
  })
  const cells = ['A', 'B', 'C'].map((brandId) => ({
    waveId: 'w',
    brandId,
    observations: toObservations(
      oracle.items,
      oracle.data.filter((_, i) => oracle.company[i] === brandId),
    ),
  }))
  const result = analyseIndices(
    acsi,
    { waves: [{ id: 'w' }], brands: ['A', 'B', 'C'], cells },
    { target: 'SAT' },
  )

  it.each(['A', 'B', 'C'])('company %s', (brandId) => {
    expect(result.rule).toBe('pooled')
    const cell = result.cells.find((candidate) => candidate.brandId === brandId)!.result
    if (!cell.ok || !cell.value.analysis.ok) throw new Error('no result')
    const expected = oracle.company_index[brandId]!
    const index = cell.value.index['SAT']!
    // computed_tolerance of the oracle: 1e-7.
    expectClose(index.value, expected['index_pooled_weights']!, 1e-7)
    expectClose(index.deviation, expected['sd_pooled']!, 1e-7)
    expectClose(index.standardError, expected['se_pooled']!, 1e-7)
    expectClose(index.interval?.low, expected.ci95_pooled[0], 1e-7)
    expectClose(index.interval?.high, expected.ci95_pooled[1], 1e-7)
    expectClose(cell.value.analysis.value.index['SAT']?.value, expected['index_own_weights']!, 1e-7)
  })
})
