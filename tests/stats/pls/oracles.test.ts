import { describe, expect, it } from 'vitest'
import { type Moments, momentsOf } from '../../../stats/core/moments.ts'
import { momentsFromSummary } from '../../../stats/core/moments-from-summary.ts'
import { selectRows, toObservations } from '../../../stats/core/observations.ts'
import { aggregateIndex } from '../../../stats/indices/aggregate-index.ts'
import { assessPls } from '../../../stats/pls/assess-pls.ts'
import { bootstrapPls } from '../../../stats/pls/bootstrap-pls.ts'
import { estimatePls } from '../../../stats/pls/estimate-pls.ts'
import { type FitMeasures, modelFit } from '../../../stats/pls/model-fit.ts'
import { type EstimateOptions, type MissingRule, settingsOf } from '../../../stats/pls/options.ts'
import type { Kind, PathModel, PathModelSource, Scheme } from '../../../stats/pls/path-model.ts'
import { planOf } from '../../../stats/pls/plan.ts'
import { createResampler } from '../../../stats/pls/resample-pls.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { positionsOf } from '../../../stats/pls/statistics.ts'
import { treatMissing } from '../../../stats/pls/treat-missing.ts'
import { expectAllClose, expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

type Numbers = Record<string, number>
type Pair = [string, string]

interface Computed {
  weights: Numbers
  loadings: Numbers
  construct_correlations: Record<string, Numbers>
  paths: Numbers
  r2: Numbers
  adj_r2: Numbers
  total_effects: Numbers
  reliability: Record<string, Numbers & { rho_A: number | null }>
  cross_loadings: Record<string, Numbers>
  unstd_weights: Record<string, Numbers>
  index_0_100: Numbers
  index_sd_0_100: Numbers
  unstd_total_effects: Numbers
  unstd_paths: Numbers
  htmt: Numbers
  htmt2: Numbers
  vif_antecedents: Numbers
  f2: Numbers
  gof: number
  plsc?: Pick<Computed, 'paths' | 'r2' | 'loadings' | 'construct_correlations'>
  fit_composite_saturated: OracleFit
  fit_composite_estimated: OracleFit
  fit_factor_saturated?: OracleFit
  fit_factor_estimated?: OracleFit
}

interface OracleFit {
  SRMR: number
  d_ULS: number
  d_G: number
}

interface SummaryOracle {
  n: number
  items: string[]
  means: Numbers
  sds_n_minus_1: Numbers
  correlation: number[][]
}

const SCHEMES = ['path', 'factorial', 'centroid'] as const
// computed_tolerance of the three oracles.
const TOLERANCE = 1e-7

function solve(model: PathModel, moments: Moments, options: EstimateOptions) {
  const estimate = estimatePls(model, moments, options)
  const assessment = assessPls(model, moments, options)
  if (!estimate.ok || !assessment.ok) throw new Error('no solution')
  const again = (kind: Kind) => {
    const constructs = model.constructs.map((construct) => ({ ...construct, kind }))
    const other = specifyModel({ ...sourceOf(model), constructs })
    const result = estimatePls(other, moments, options)
    const fit = modelFit(other, moments, options)
    if (!result.ok || !fit.ok) throw new Error('no solution')
    return { ...result.value, fit: fit.value }
  }
  return { ...assessment.value, ...estimate.value, assessed: assessment.value, again }
}

const sourceOf = ({ constructs, paths, items, scales }: PathModel): PathModelSource => ({
  constructs,
  paths: paths.map(({ from, to }) => [from, to]),
  scale: Object.fromEntries(items.map((item, h) => [item, scales[h]!])),
})

type Solved = ReturnType<typeof solve>

const flat = (byItem: Readonly<Record<string, Readonly<Numbers>>>): Numbers =>
  Object.assign({}, ...Object.values(byItem))

const arrow = <Row extends { from: string; to: string }>(
  rows: readonly Row[],
  read: (row: Row) => number | undefined,
) => Object.fromEntries(rows.map((row) => [`${row.from}->${row.to}`, read(row)]))

/** Every number of an oracle entry. Each key it has is one of these. */
const KEYS =
  'scheme iterations_hint weights loadings construct_correlations paths r2 adj_r2 total_effects reliability' +
  ' cross_loadings htmt htmt2 vif_antecedents f2 gof plsc fit_composite_saturated fit_composite_estimated' +
  ' fit_factor_saturated fit_factor_estimated unstd_weights index_0_100 index_sd_0_100 unstd_total_effects unstd_paths'

function expectComputed(solved: Solved, expected: Computed): void {
  for (const key of Object.keys(expected)) expect(KEYS.split(' '), key).toContain(key)
  expectQuality(solved, expected)
  expectAllClose(flat(solved.weights), expected.weights, TOLERANCE, 'weight')
  expectAllClose(flat(solved.loadings), expected.loadings, TOLERANCE, 'loading')
  expectAllClose(
    arrow(solved.paths, (path) => path.coefficient),
    expected.paths,
    TOLERANCE,
    'path',
  )
  expectAllClose(solved.rSquared, expected.r2, TOLERANCE, 'R2')
  expectAllClose(solved.adjustedRSquared, expected.adj_r2, TOLERANCE, 'adjusted R2')
  expectAllClose(
    arrow(solved.totalEffects, ({ effect }) => effect),
    expected.total_effects,
    TOLERANCE,
    'effect',
  )
  expectAllClose(
    arrow(solved.totalEffects, ({ impact }) => impact),
    expected.unstd_total_effects,
    TOLERANCE,
    'impact',
  )
  expectAllClose(
    arrow(solved.assessed.paths, ({ impact }) => impact),
    expected.unstd_paths,
    TOLERANCE,
    'direct',
  )
  for (const [name, row] of Object.entries(expected.construct_correlations)) {
    expectAllClose(solved.constructCorrelations[name]!, row, TOLERANCE, name)
  }
  for (const [item, row] of Object.entries(expected.cross_loadings)) {
    expectAllClose(solved.crossLoadings[item]!, row, TOLERANCE, item)
  }
  for (const [name, weights] of Object.entries(expected.unstd_weights)) {
    expectAllClose(solved.unstandardisedWeights[name]!, weights, TOLERANCE, name)
    expectClose(solved.index[name]?.value, expected.index_0_100[name]!, TOLERANCE, `index ${name}`)
    expectClose(solved.index[name]?.deviation, expected.index_sd_0_100[name]!, TOLERANCE, `sd ${name}`)
    const { alpha, rho_A, rho_C, AVE, eig1, eig2 } = expected.reliability[name]!
    const { alpha: ours, rhoA, rhoC, ave } = solved.reliability[name]!
    expectClose(ours, alpha!, TOLERANCE, `alpha ${name}`)
    expectClose(rhoC, rho_C!, TOLERANCE, `rho C ${name}`)
    expectClose(ave, AVE!, TOLERANCE, `AVE ${name}`)
    if (rho_A === null) expect(rhoA).toBeUndefined()
    else expectClose(rhoA, rho_A, TOLERANCE, `rho A ${name}`)
    if (eig1 === undefined || eig2 === undefined) continue
    expectClose(solved.eigenvalues[name]?.[0], eig1, TOLERANCE, `eigenvalue ${name}`)
    expectClose(solved.eigenvalues[name]?.[1], eig2, TOLERANCE, `eigenvalue ${name}`)
  }
}

const pairsOf = (rows: Solved['assessed']['discriminant'], ratio: 'htmt' | 'htmt2') =>
  Object.fromEntries(rows.map((row) => [row.constructs.join('|'), row[ratio]]))

function expectQuality({ assessed, again }: Solved, expected: Computed): void {
  const { discriminant, pathQuality, goodnessOfFit } = assessed
  expectAllClose(pairsOf(discriminant, 'htmt'), expected.htmt, TOLERANCE, 'HTMT')
  expectAllClose(pairsOf(discriminant, 'htmt2'), expected.htmt2, TOLERANCE, 'HTMT2')
  expectAllClose(
    arrow(pathQuality, (row) => row.fSquared),
    expected.f2,
    TOLERANCE,
    'f2',
  )
  expectAllClose(
    arrow(pathQuality, (row) => row.inflation),
    expected.vif_antecedents,
    TOLERANCE,
    'VIF',
  )
  expectClose(goodnessOfFit, expected.gof, TOLERANCE, 'GoF')
  const composite = again('composite').fit
  expectFit(composite.saturated, expected.fit_composite_saturated)
  expectFit(composite.estimated, expected.fit_composite_estimated)
  if (expected.plsc === undefined) return
  const { fit, ...corrected } = again('factor')
  expectFit(fit.saturated, expected.fit_factor_saturated!)
  expectFit(fit.estimated, expected.fit_factor_estimated!)
  expectAllClose(
    arrow(corrected.paths, (path) => path.coefficient),
    expected.plsc.paths,
    TOLERANCE,
    'PLSc',
  )
  expectAllClose(corrected.rSquared, expected.plsc.r2, TOLERANCE, 'PLSc R2')
  expectAllClose(flat(corrected.loadings), expected.plsc.loadings, TOLERANCE, 'PLSc loading')
  for (const [name, row] of Object.entries(expected.plsc.construct_correlations)) {
    expectAllClose(corrected.constructCorrelations[name]!, row, TOLERANCE, `PLSc ${name}`)
  }
}

function expectFit(actual: FitMeasures, { SRMR, d_ULS, d_G }: OracleFit): void {
  expectClose(actual.srmr, SRMR, TOLERANCE, 'SRMR')
  expectClose(actual.squared, d_ULS, TOLERANCE, 'd_ULS')
  expectClose(actual.geodesic, d_G, TOLERANCE, 'd_G')
}

const fromSummary = ({ n, items, means, sds_n_minus_1, correlation }: SummaryOracle): Moments =>
  momentsFromSummary({
    items,
    sampleSize: n,
    means: items.map((item) => means[item]!),
    spreads: items.map((item) => sds_n_minus_1[item]!),
    correlation,
  })

const modelFrom = (
  blocks: Record<string, string[]>,
  edges: Pair[],
  {
    modes = {},
    scale = { min: 1, max: 10 },
  }: { modes?: Record<string, 'A' | 'B'>; scale?: PathModelSource['scale'] } = {},
): PathModel =>
  specifyModel({
    constructs: Object.entries(blocks).map(([name, items]) => ({ name, items, mode: modes[name] ?? 'A' })),
    paths: edges,
    scale,
  })

describe('oracle pls-mobi-ecsi.json', () => {
  const oracle = readOracle<
    SummaryOracle & {
      blocks_full_ecsi: Record<string, string[]>
      edges_full_ecsi: Pair[]
      computed_full_ecsi: Record<Scheme, Computed>
      small_model: {
        blocks: Record<string, string[]>
        edges: Pair[]
        computed: Record<'path' | 'factorial', Computed>
        published: {
          path_scheme: { alpha: Numbers; rho_C: Numbers; AVE: Numbers; rho_A: Numbers }
          factorial_scheme: { paths: Numbers }
          tolerance: number
        }
      }
      mixed_mode_model: {
        blocks: Record<string, string[]>
        edges: Pair[]
        modes: Record<string, 'A' | 'B'>
        computed: Computed
        published: { paths: Numbers; weights: Numbers; tolerance: number }
      }
    }
  >('pls-mobi-ecsi')
  const moments = fromSummary(oracle)

  it.each(SCHEMES)('full ECSI model, %s scheme', (scheme) => {
    const model = modelFrom(oracle.blocks_full_ecsi, oracle.edges_full_ecsi)
    expectComputed(solve(model, moments, { scheme }), oracle.computed_full_ecsi[scheme])
  })

  it('small model with published reliabilities', () => {
    const { blocks, edges, computed, published } = oracle.small_model
    const model = modelFrom(blocks, edges)
    for (const scheme of ['path', 'factorial'] as const) {
      expectComputed(solve(model, moments, { scheme }), computed[scheme])
    }
    const { reliability } = solve(model, moments, { scheme: 'path' })
    const { alpha, rho_C, AVE, rho_A } = published.path_scheme
    for (const name of Object.keys(blocks)) {
      expectClose(reliability[name]?.alpha, alpha[name]!, published.tolerance, `alpha ${name}`)
      expectClose(reliability[name]?.rhoC, rho_C[name]!, published.tolerance, `rho C ${name}`)
      expectClose(reliability[name]?.ave, AVE[name]!, published.tolerance, `AVE ${name}`)
      expectClose(reliability[name]?.rhoA, rho_A[name]!, published.tolerance, `rho A ${name}`)
    }
    const { paths } = solve(model, moments, { scheme: 'factorial' })
    expect(Object.keys(published.factorial_scheme.paths).length).toBeGreaterThan(0)
    expectAllClose(
      arrow(paths, ({ coefficient }) => coefficient),
      published.factorial_scheme.paths,
      1e-6,
      'path',
    )
  })

  it('mixed modes with published weights', () => {
    const { blocks, edges, modes, computed, published } = oracle.mixed_mode_model
    const solved = solve(modelFrom(blocks, edges, { modes }), moments, { scheme: 'path' })
    expectComputed(solved, computed)
    expectAllClose(flat(solved.weights), published.weights, published.tolerance, 'weight')
    expectAllClose(
      arrow(solved.paths, (path) => path.coefficient),
      published.paths,
      published.tolerance,
      'path',
    )
    expect(solved.warnings).toContainEqual({ code: 'negative-weight', subject: 'PERQ6' })
  })
})

describe('oracle pls-satisfaction.json', () => {
  type Short = Pick<Computed, 'weights' | 'loadings' | 'paths' | 'r2'>
  const oracle = readOracle<
    SummaryOracle & {
      blocks: Record<string, string[]>
      edges: Pair[]
      computed: Record<string, Computed>
      published: {
        path_SAT: Numbers
        path_SAT_se: Numbers
        paths_other: Numbers
        total_effects: Numbers
        r2: Numbers
        r2_all_mode_B: Numbers
        alpha: Numbers
        ave: Numbers
        tolerance: number
        mode_B_tolerance: number
      }
    }
  >('pls-satisfaction')
  const moments = fromSummary(oracle)
  const model = modelFrom(oracle.blocks, oracle.edges)

  function expectShort(solved: Solved, expected: Short, perItem: Numbers): void {
    const weights = flat(solved.weights)
    for (const [item, weight] of Object.entries(expected.weights)) {
      expectClose(weights[item], weight * perItem[item]!, TOLERANCE, item)
    }
    expectAllClose(flat(solved.loadings), expected.loadings, TOLERANCE, 'loading')
    expectAllClose(
      arrow(solved.paths, (path) => path.coefficient),
      expected.paths,
      TOLERANCE,
      'path',
    )
    expectAllClose(solved.rSquared, expected.r2, TOLERANCE, 'R2')
  }

  it.each(SCHEMES)('correlation input, %s scheme', (scheme) => {
    expectComputed(solve(model, moments, { scheme }), oracle.computed[`correlation_modeA_${scheme}`]!)
  })

  it.each(SCHEMES)('covariance input, %s scheme', (scheme) => {
    // The oracle's weights are per unit of the item with divisor n; ours per standardised item.
    const spreads = Object.fromEntries(
      oracle.items.map((item) => [item, oracle.sds_n_minus_1[item]! * Math.sqrt((oracle.n - 1) / oracle.n)]),
    )
    const solved = solve(model, moments, { scheme, input: 'covariance' })
    expectShort(solved, oracle.computed[`covariance_modeA_${scheme}`]!, spreads)
  })

  it('as R plspm published it: covariance input, centroid scheme', () => {
    const { published } = oracle
    const solved = solve(model, moments, { scheme: 'centroid', input: 'covariance' })
    const paths = arrow(solved.paths, (path) => path.coefficient)
    expectAllClose(paths, { ...published.path_SAT, ...published.paths_other }, published.tolerance, 'path')
    expectAllClose(solved.rSquared, published.r2, published.tolerance, 'R2')
    expectAllClose(
      arrow(solved.totalEffects, (row) => row.effect),
      published.total_effects,
      published.tolerance,
    )
    const errors = arrow(solved.assessed.paths, ({ standardError }) => standardError)
    expectAllClose(errors, published.path_SAT_se, published.tolerance, 'SE')
    for (const [name, { alpha, ave }] of Object.entries(solved.reliability)) {
      expectClose(alpha, published.alpha[name]!, published.tolerance, `alpha ${name}`)
      expectClose(ave, published.ave[name]!, published.tolerance, `AVE ${name}`)
    }
  })

  it('mode B everywhere', () => {
    const modes = Object.fromEntries(Object.keys(oracle.blocks).map((name) => [name, 'B' as const]))
    const solved = solve(modelFrom(oracle.blocks, oracle.edges, { modes }), moments, { scheme: 'centroid' })
    const expected = oracle.computed['modeB_centroid']!
    expectAllClose(solved.rSquared, oracle.published.r2_all_mode_B, oracle.published.mode_B_tolerance, 'R2')
    expectAllClose(
      arrow(solved.paths, (path) => path.coefficient),
      expected.paths,
      TOLERANCE,
      'path',
    )
    expectAllClose(flat(solved.loadings), expected.loadings, TOLERANCE, 'loading')
  })
})

describe('oracle acsi-synthetic-150.json', () => {
  const oracle = readOracle<{
    items: string[]
    scale_min: Numbers
    scale_max: Numbers
    blocks: Record<string, string[]>
    edges: Pair[]
    data: number[][]
    weight: number[]
    unweighted: Record<Scheme, Computed>
    weighted_path: Computed
    company_index: Record<string, Numbers>
    industry: { revenue: Numbers; index: number; se: number }
    jackknife: { se_paths: Numbers; se_index: Numbers }
    bootstrap_reference: { se_paths: Numbers; ci_paths: Record<string, [number, number]>; se_index: Numbers }
    missing_mean_replacement: { holes_row_col_zero_based: [number, number][]; paths: Numbers; index: Numbers }
    missing_listwise: { n: number; paths: Numbers }
  }>('acsi-synthetic-150')
  const scale = Object.fromEntries(
    oracle.items.map((item) => [item, { min: oracle.scale_min[item]!, max: oracle.scale_max[item]! }]),
  )
  const model = modelFrom(oracle.blocks, oracle.edges, { scale })
  const observations = toObservations(oracle.items, oracle.data)

  it.each(SCHEMES)('unweighted, %s scheme', (scheme) => {
    expectComputed(solve(model, momentsOf(observations), { scheme }), oracle.unweighted[scheme])
  })

  it('weighted', () => {
    const weighted = toObservations(oracle.items, oracle.data, oracle.weight)
    expectComputed(solve(model, momentsOf(weighted), { scheme: 'path' }), oracle.weighted_path)
  })

  it.each(['mean', 'listwise'] as const)('missing by %s', (rule: MissingRule) => {
    const holes = new Set(oracle.missing_mean_replacement.holes_row_col_zero_based.map(String))
    const table = oracle.data.map((row, i) => row.map((value, h) => (holes.has(`${i},${h}`) ? null : value)))
    const treated = treatMissing(model, toObservations(oracle.items, table), rule)
    if (!treated.ok) throw new Error(treated.reason)
    const { observations: used, layout, missing } = treated.value
    const solved = solve(model, momentsOf(used, { layout }), { scheme: 'path' })
    const expected = rule === 'mean' ? oracle.missing_mean_replacement : oracle.missing_listwise
    expectAllClose(
      arrow(solved.paths, (path) => path.coefficient),
      expected.paths,
      TOLERANCE,
      'path',
    )
    if (rule === 'listwise') expect(solved.sampleSize).toBe(oracle.missing_listwise.n)
    else expect(missing.replacedCells).toBe(holes.size)
    if (rule === 'listwise') return
    for (const [name, value] of Object.entries(oracle.missing_mean_replacement.index)) {
      expectClose(solved.index[name]?.value, value, TOLERANCE, `index ${name}`)
    }
  })

  it('adds companies up to the industry', () => {
    const companies = Object.entries(oracle.industry.revenue).map(([name, share]) => ({
      value: oracle.company_index[name]!['index_pooled_weights']!,
      standardError: oracle.company_index[name]!['se_pooled']!,
      share,
    }))
    const industry = aggregateIndex(companies)
    expectClose(industry.value, oracle.industry.index, TOLERANCE)
    expectClose(industry.standardError, oracle.industry.se, TOLERANCE)
  })

  it('leaves one out, by re-weighting rows, as the jackknife does', () => {
    const { rows } = observations
    const resampler = createResampler({ model, observations, layout: 'complete', settings: settingsOf() })
    const positions = positionsOf(planOf(model, 'path'))
    const spreadOf = (position: number) => {
      const values = Array.from({ length: rows }, (_, left) => all[left * resampler.width + position]!)
      const mean = values.reduce((sum, value) => sum + value, 0) / rows
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      return Math.sqrt(((rows - 1) / rows) * squares)
    }
    const all = new Float64Array(rows * resampler.width)
    for (let left = 0; left < rows; left++) {
      const counts = new Float64Array(rows).fill(1)
      counts[left] = 0
      resampler.solve(counts, all, left * resampler.width)
    }
    model.paths.forEach(({ from, to }, e) => {
      const expected = oracle.jackknife.se_paths[`${from}->${to}`]!
      expectClose(spreadOf(positions.coefficients + e), expected, TOLERANCE, `${from} -> ${to}`)
    })
    model.constructs.forEach(({ name }, j) => {
      expectClose(spreadOf(positions.index + j), oracle.jackknife.se_index[name]!, TOLERANCE, name)
    })
    // The row left out by weight 0 is the row not there.
    const without = selectRows(
      observations,
      Array.from({ length: rows }, (_, i) => i !== 0),
    )
    const again = solve(model, momentsOf(without), {})
    expectClose(all[positions.coefficients], again.paths[0]!.coefficient, 1e-12)
  })

  it('bootstrap errors and limits come near the reference of 3,000 resamples', () => {
    const treated = treatMissing(model, observations, 'listwise')
    if (!treated.ok) throw new Error(treated.reason)
    const summary = bootstrapPls(model, treated.value, { resamples: 3000, seed: 5 })
    if (!summary.ok) throw new Error(summary.reason)
    const { se_paths, ci_paths, se_index } = oracle.bootstrap_reference
    // The oracle's own tolerances for another generator: 8 % of the error, .03 of a path limit.
    for (const { from, to, coefficient } of summary.value.paths) {
      const name = `${from}->${to}`
      expect(Math.abs(coefficient.standardError / se_paths[name]! - 1), name).toBeLessThan(0.08)
      expect(Math.abs(coefficient.interval!.low - ci_paths[name]![0]), name).toBeLessThan(0.03)
      expect(Math.abs(coefficient.interval!.high - ci_paths[name]![1]), name).toBeLessThan(0.03)
    }
    for (const [name, { standardError }] of Object.entries(summary.value.index)) {
      expect(Math.abs(standardError / se_index[name]! - 1), name).toBeLessThan(0.08)
    }
  })
})
