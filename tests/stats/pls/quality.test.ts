import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { momentsFromSummary } from '../../../stats/core/moments-from-summary.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { satisfactionIndex } from '../../../stats/indices/satisfaction-index.ts'
import { assessPls } from '../../../stats/pls/assess-pls.ts'
import { congruence } from '../../../stats/pls/congruence.ts'
import { estimatePls } from '../../../stats/pls/estimate-pls.ts'
import { importancePerformance } from '../../../stats/pls/importance-performance.ts'
import { modelFit } from '../../../stats/pls/model-fit.ts'
import type { EstimateOptions } from '../../../stats/pls/options.ts'
import type { ConstructSource, PathModel } from '../../../stats/pls/path-model.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { expectAllClose, expectClose } from '../close.ts'
import {
  cell,
  hasReference,
  modelOf,
  type PackageOutput,
  readData,
  readReference,
  type Table,
  withReference,
} from '../mobi.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>
type Moments = ReturnType<typeof momentsOf>

function solve(model: PathModel, moments: Moments, options: EstimateOptions = {}) {
  const estimate = estimatePls(model, moments, options)
  const assessment = assessPls(model, moments, options)
  const fit = modelFit(model, moments, options)
  if (!estimate.ok || !assessment.ok || !fit.ok) throw new Error('no solution')
  return { estimate: estimate.value, assessment: assessment.value, fit: fit.value }
}

const arrows = <Row extends { from: string; to: string }>(
  rows: readonly Row[],
  read: (row: Row) => number | undefined,
) => Object.fromEntries(rows.map((row) => [`${row.from}->${row.to}`, read(row)]))

interface Summary {
  n: number
  items: string[]
  means: Numbers
  sds_n_minus_1: Numbers
  correlation: number[][]
}
const momentsFrom = ({ n, items, means, sds_n_minus_1, correlation }: Summary) =>
  momentsFromSummary({
    items,
    sampleSize: n,
    means: items.map((item) => means[item]!),
    spreads: items.map((item) => sds_n_minus_1[item]!),
    correlation,
  })

const modelFrom = (
  blocks: Record<string, string[]>,
  edges: [string, string][],
  kind: Partial<ConstructSource> = {},
) =>
  specifyModel({
    constructs: Object.entries(blocks).map(([name, items]) => ({ name, items, ...kind })),
    paths: edges,
    scale: { min: 1, max: 10 },
  })

describe('oracle pls-mobi-ecsi.json, published values of seminr for the small model', () => {
  const oracle = readOracle<
    Summary & {
      small_model: {
        blocks: Record<string, string[]>
        edges: [string, string][]
        published: {
          path_scheme: {
            htmt: Numbers
            r2: number
            adj_r2: number
            fornell_larcker_diag_sqrtAVE: Numbers
            construct_corr: Numbers
            vif: Numbers
          }
          factorial_scheme: {
            rho_A: Numbers
            plsc_paths: Numbers
            plsc_r2: number
            plsc_loadings: Numbers
          }
          tolerance: number
        }
      }
    }
  >('pls-mobi-ecsi')
  const { blocks, edges, published } = oracle.small_model
  const { tolerance } = published

  it('path scheme: HTMT, R2, Fornell-Larcker, correlations, VIF', () => {
    const { estimate, assessment } = solve(modelFrom(blocks, edges), momentsFrom(oracle))
    const expected = published.path_scheme
    const htmt = Object.fromEntries(
      assessment.discriminant.flatMap(({ constructs: [a, b], htmt: value }) => [
        [`${a}|${b}`, value],
        [`${b}|${a}`, value],
      ]),
    )
    expectAllClose(htmt, expected.htmt, tolerance, 'HTMT')
    expectClose(estimate.rSquared['Satisfaction'], expected.r2, tolerance)
    expectClose(assessment.adjustedRSquared['Satisfaction'], expected.adj_r2, tolerance)
    for (const [name, root] of Object.entries(expected.fornell_larcker_diag_sqrtAVE)) {
      const own = assessment.fornellLarcker[name]!
      expectClose(own.rootAve, root, tolerance, name)
      expect(own.holds).toBe(own.rootAve > own.largestCorrelation)
    }
    for (const [pair, r] of Object.entries(expected.construct_corr)) {
      const [a = '', b = ''] = pair.split('|')
      expectClose(estimate.constructCorrelations[a]?.[b], r, tolerance, pair)
    }
    expectAllClose(
      arrows(assessment.pathQuality, (row) => row.inflation),
      expected.vif,
      tolerance,
      'VIF',
    )
  })

  it('factorial scheme: rho_A and consistent PLS', () => {
    const moments = momentsFrom(oracle)
    const expected = published.factorial_scheme
    const { assessment } = solve(modelFrom(blocks, edges), moments, { scheme: 'factorial' })
    for (const [name, rho] of Object.entries(expected.rho_A))
      expectClose(assessment.reliability[name]?.rhoA, rho, tolerance, name)
    const { estimate } = solve(modelFrom(blocks, edges, { kind: 'factor' }), moments, { scheme: 'factorial' })
    expectAllClose(
      arrows(estimate.paths, (path) => path.coefficient),
      expected.plsc_paths,
      tolerance,
    )
    expectClose(estimate.rSquared['Satisfaction'], expected.plsc_r2, tolerance)
    expectAllClose(Object.assign({}, ...Object.values(estimate.loadings)), expected.plsc_loadings, tolerance)
  })
})

describe('oracle pls-satisfaction.json, what plspm published and mode B', () => {
  const oracle = readOracle<
    Summary & {
      blocks: Record<string, string[]>
      edges: [string, string][]
      published: { gof: number; eig1: Numbers; dillon_goldstein_rho: Numbers; tolerance: number }
      computed: Record<string, { weights: Numbers; r2: Numbers }>
    }
  >('pls-satisfaction')
  const moments = momentsFrom(oracle)

  it('GoF, first eigenvalues, and its rho from the first principal component', () => {
    const { blocks, edges, published } = oracle
    const { assessment } = solve(modelFrom(blocks, edges), moments, {
      scheme: 'centroid',
      input: 'covariance',
    })
    expectClose(assessment.goodnessOfFit, published.gof, published.tolerance)
    for (const [name, items] of Object.entries(blocks)) {
      expectClose(assessment.eigenvalues[name]?.[0], published.eig1[name]!, published.tolerance, name)
      const rho = rhoOfComponent(items.map((a) => items.map((b) => correlationOf(oracle, a, b))))
      expectClose(rho, published.dillon_goldstein_rho[name]!, published.tolerance, name)
    }
  })

  it('mode B weights and R2', () => {
    const { estimate } = solve(modelFrom(oracle.blocks, oracle.edges, { mode: 'B' }), moments, {
      scheme: 'centroid',
    })
    const { weights, r2 } = oracle.computed['modeB_centroid']!
    expectAllClose(estimate.rSquared, r2, 1e-7)
    const ours: Numbers = Object.assign({}, ...Object.values(estimate.weights))
    // The entry is of covariance input: per unit of the item, standard deviation with divisor n.
    const divisor = Math.sqrt((oracle.n - 1) / oracle.n)
    const perUnit = Object.fromEntries(
      Object.entries(ours).map(([item, weight]) => [item, weight / (oracle.sds_n_minus_1[item]! * divisor)]),
    )
    const standardised = Math.abs(ours['imag1']! - weights['imag1']!) < 1e-6
    expectAllClose(standardised ? ours : perUnit, weights, 1e-7, 'weight')
  })
})

const correlationOf = ({ items, correlation }: Summary, a: string, b: string): number =>
  correlation[items.indexOf(a)]![items.indexOf(b)]!

/** plspm's "Dillon-Goldstein rho": loadings on the first principal component, by power iteration. */
function rhoOfComponent(r: number[][]): number {
  let v = r.map(() => 1)
  for (let round = 0; round < 500; round++) {
    const next = r.map((row) => row.reduce((sum, value, k) => sum + value * v[k]!, 0))
    const length = Math.hypot(...next)
    v = next.map((value) => value / length)
  }
  const root = Math.hypot(...r.map((row) => row.reduce((sum, value, k) => sum + value * v[k]!, 0)))
  const loadings = v.map((value) => value * Math.sqrt(root))
  const sum = loadings.reduce((total, loading) => total + loading, 0) ** 2
  return sum / (sum + loadings.reduce((total, loading) => total + 1 - loading ** 2, 0))
}

describe.skipIf(!hasReference)(`quality against the packages, ECSI model${withReference}`, () => {
  interface Seminr extends PackageOutput {
    htmt: Table
    item_vifs: Record<string, Numbers>
    antecedent_vifs: Record<string, Record<string, number | null>>
    fornell_larcker_sqrtAVE_diag_cor_lower: Table
  }
  interface Csem {
    HTMT2: Table
    f2_row_to: Table
    fit: Numbers
    IPMA: {
      construct_importance_row_to: Table
      construct_performance: Numbers
      indicator_importance: Table
      indicator_performance: Numbers
    }
  }
  const observations = hasReference ? readData('seminr-mobi') : undefined

  it.each(['path', 'factorial', 'centroid'] as const)('%s scheme', (scheme) => {
    const reference = readReference(`mobi-ecsi-${scheme}`)
    const model = modelOf(reference)
    const { estimate, assessment, fit } = solve(model, momentsOf(observations!), { scheme, tolerance: 1e-12 })
    const seminr = reference.seminr as Seminr
    const csem = reference['cSEM'] as unknown as Csem
    for (const {
      constructs: [a, b],
      htmt,
    } of assessment.discriminant)
      expectClose(htmt, cell(seminr.htmt, b, a), 1e-10, `HTMT ${a} ${b}`)
    for (const [name, block] of Object.entries(seminr.item_vifs))
      expectAllClose(assessment.itemInflation[name]!, block, 1e-9, name)
    for (const { from, to, fSquared, inflation } of assessment.pathQuality) {
      expectClose(fSquared, cell(csem.f2_row_to, to, from), 1e-9, `${from} -> ${to}`)
      expectClose(inflation, seminr.antecedent_vifs[to]?.[from] ?? 1, 1e-9, `${from} -> ${to}`)
    }
    for (const { name } of model.constructs) {
      const root = cell(seminr.fornell_larcker_sqrtAVE_diag_cor_lower, name, name)
      expectClose(assessment.fornellLarcker[name]?.rootAve, root, 1e-10, name)
    }
    expectClose(fit.saturated.srmr, csem.fit['SRMR_saturated']!, 1e-9)
    expectClose(fit.saturated.squared, csem.fit['d_ULS_half_saturated']!, 1e-9)
    expectClose(fit.saturated.geodesic, csem.fit['d_G_log10_saturated']! * Math.log(10) ** 2, 1e-9)
    // GoF: the packages leave single items out of the mean communality, the handbook does not.
    const squares = model.constructs
      .filter(({ items }) => items.length > 1)
      .flatMap(({ name }) => Object.values(estimate.loadings[name]!).map((loading) => loading ** 2))
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expectClose(Math.sqrt(mean(squares) * mean(Object.values(estimate.rSquared))), csem.fit['GoF']!, 1e-9)
    for (const target of ['Satisfaction', 'Loyalty']) {
      const map = importancePerformance(model, assessment, target)
      if (!map.ok) throw new Error(map.reason)
      for (const { name, importance, performance } of map.value.constructs) {
        expectClose(importance, cell(csem.IPMA.construct_importance_row_to, target, name), 1e-9, name)
        // cSEM leaves the performance on the answer scale.
        expectClose(performance, ((csem.IPMA.construct_performance[name]! - 1) / 9) * 100, 1e-9, name)
      }
      for (const { name, importance, performance } of map.value.items) {
        expectClose(importance, cell(csem.IPMA.indicator_importance, target, name), 1e-9, name)
        expectClose(performance, ((csem.IPMA.indicator_performance[name]! - 1) / 9) * 100, 1e-9, name)
      }
    }
  })

  it.each([
    ['ipma', 'Satisfaction'],
    ['ipma_Loyalty', 'Loyalty'],
  ])('%s of seminrExtras, which weighs raw items by standardised weights', (file, target) => {
    const { result } = readReference(`mobi-ecsi-${file}_seminrExtras`) as unknown as {
      result: { importance_unstd: Numbers; importance_std: Numbers; performance: Numbers }
    }
    const model = modelOf(readReference('mobi-ecsi-path'))
    const { estimate, assessment } = solve(model, momentsOf(observations!))
    const map = importancePerformance(model, assessment, target)
    if (!map.ok) throw new Error(map.reason)
    // Conversion: its score of a construct is sum w x / sum w of the raw answers, without division by their deviations.
    const { items, rows, values } = observations!
    const scores = new Map(
      model.constructs.map(({ name }) => {
        const weights = Object.entries(estimate.weights[name]!)
        const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
        return [
          name,
          Array.from({ length: rows }, (_, i) =>
            weights.reduce(
              (sum, [item, weight]) =>
                sum + (weight / total) * values[i * items.length + items.indexOf(item)]!,
              0,
            ),
          ),
        ] as const
      }),
    )
    const mean = (x: readonly number[]) => x.reduce((sum, value) => sum + value, 0) / x.length
    const deviation = (x: readonly number[]) => Math.sqrt(mean(x.map((value) => (value - mean(x)) ** 2)))
    for (const { name, standardisedImportance } of map.value.constructs) {
      expectClose(standardisedImportance, result.importance_std[name]!, 1e-9, name)
      const unstandardised =
        (standardisedImportance * deviation(scores.get(target)!)) / deviation(scores.get(name)!)
      expectClose(unstandardised, result.importance_unstd[name]!, 1e-9, name)
      expectClose(((mean(scores.get(name)!) - 1) / 9) * 100, result.performance[name]!, 1e-9, name)
    }
  })

  it('congruence of seminrExtras', () => {
    const { result } = readReference('mobi-ecsi-congruence_seminrExtras') as unknown as {
      result: { results: Table }
    }
    const model = modelOf(readReference('mobi-ecsi-path'))
    const { estimate, assessment } = solve(model, momentsOf(observations!), { tolerance: 1e-12 })
    const pairs = congruence(model, estimate, assessment)
    expect(pairs).toHaveLength(result.results.rows.length)
    for (const { constructs, value } of pairs)
      expectClose(value, cell(result.results, constructs.join('  ->  '), 'Original Est.'), 1e-10)
  })

  it('semPLS quality: R2, communality, rho, redundancy, GoF', () => {
    const quality = readReference('mobi-ecsi-semPLS_quality-path') as unknown as Record<
      'rSquared' | 'communality' | 'dgrho' | 'redundancy' | 'gof',
      Table
    >
    const model = modelOf(readReference('mobi-ecsi-path'))
    const { estimate, assessment } = solve(model, momentsOf(observations!), { tolerance: 1e-12 })
    for (const { name, items } of model.constructs) {
      const r2 = estimate.rSquared[name]
      if (r2 !== undefined) expectClose(r2, cell(quality.rSquared, name, 'R-squared'), 1e-9, name)
      if (items.length === 1) continue
      const { ave, rhoC } = assessment.reliability[name]!
      expectClose(ave, cell(quality.communality, name, 'communality'), 1e-9, name)
      expectClose(rhoC, cell(quality.dgrho, name, "Dillon-Goldstein's rho"), 1e-9, name)
      if (r2 !== undefined) expectClose(ave * r2, cell(quality.redundancy, name, 'redundancy'), 1e-9, name)
    }
    // semPLS gives GoF on its own mean communality, see above.
    expectClose(cell(quality.gof, 'GoF', 'Value'), 0.4717525771726145, 1e-12)
  })
})

describe('oracle acsi-synthetic-150.json, own weights of every company', () => {
  const oracle = readOracle<{
    items: string[]
    scale_min: Numbers
    scale_max: Numbers
    blocks: Record<string, string[]>
    edges: [string, string][]
    company: string[]
    data: number[][]
    company_index: Record<
      string,
      { n: number; index_own_weights: number; own_sat_weights: Numbers; simple_equal_weight: number }
    >
  }>('acsi-synthetic-150')
  const scale = Object.fromEntries(
    oracle.items.map((item) => [item, { min: oracle.scale_min[item]!, max: oracle.scale_max[item]! }]),
  )
  const model = specifyModel({
    constructs: Object.entries(oracle.blocks).map(([name, items]) => ({ name, items })),
    paths: oracle.edges,
    scale,
  })

  it.each(Object.entries(oracle.company_index))('company %s', (company, expected) => {
    const table = oracle.data.filter((_, i) => oracle.company[i] === company)
    expect(table).toHaveLength(expected.n)
    const { assessment } = solve(model, momentsOf(toObservations(oracle.items, table)))
    expectAllClose(assessment.unstandardisedWeights['SAT']!, expected.own_sat_weights, 1e-7, 'weight')
    expectClose(assessment.index['SAT']?.value, expected.index_own_weights, 1e-7)
    const equal = oracle.blocks['SAT']!.map((item) => ({
      mean: assessment.items[item]!.mean,
      weight: 1,
      ...scale[item]!,
    }))
    expectClose(satisfactionIndex(equal), expected.simple_equal_weight, 1e-7)
  })
})
