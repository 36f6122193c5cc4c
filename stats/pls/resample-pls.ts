import { writeCorrelation, writeCovariance } from '../core/covariance.ts'
import { addCrossProduct } from '../core/cross-product.ts'
import type { Layout } from '../core/design.ts'
import type { Observations } from '../core/observations.ts'
import { seeded } from '../core/random.ts'
import { drawCounts } from '../core/resample.ts'
import { isAdmissible } from './admissibility.ts'
import { measure } from './measure.ts'
import type { EstimateSettings } from './options.ts'
import type { PathModel } from './path-model.ts'
import { planOf } from './plan.ts'
import { prepareRows } from './prepared-rows.ts'
import { solve } from './solve.ts'
import { positionsOf } from './statistics.ts'
import { createWorkspace } from './workspace.ts'

/** All that a thread needs to draw resamples: plain data, can be cloned. `observations` are treated ones. */
export interface ResampleJob {
  readonly model: PathModel
  readonly observations: Observations
  readonly layout: Layout
  readonly settings: EstimateSettings
  readonly seed: number
  /** Keeps the draws of different groups apart under one seed; see streamOf. */
  readonly stream: number
}

/** Draws `from` to `to` - 1: one row of `width` statistics each. A draw without admissible solution is NaN throughout. */
export interface PlsDraws {
  readonly from: number
  readonly to: number
  readonly width: number
  readonly statistics: Float64Array
}

/**
 * Solves the model on resamples `from` to `to` - 1 of the respondents. Each draw is seeded by its own number, so any
 * split into chunks gives the same rows. Every draw is oriented by the sign rule of the estimate. Handbook 0.7, 2.6.
 */
export function resamplePls(job: ResampleJob, { from, to }: { from: number; to: number }): PlsDraws {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to)) {
    throw new RangeError(`resamplePls: draws ${from} to ${to} are not a range of whole numbers`)
  }
  const solver = createResampler(job)
  const statistics = new Float64Array((to - from) * solver.width)
  const counts = new Float64Array(job.observations.rows)
  for (let draw = from; draw < to; draw++) {
    drawCounts(seeded(job.seed, { stream: job.stream, draw }), counts)
    const at = (draw - from) * solver.width
    if (solver.solve(counts, statistics, at) && !solver.admissible())
      statistics.fill(Number.NaN, at, at + solver.width)
  }
  return { from, to, width: solver.width, statistics }
}

export interface Resampler {
  readonly width: number
  /** Writes the statistics of the rows taken counts[i] times each; NaN throughout when there is no solution. */
  solve(counts: Float64Array, into: Float64Array, offset: number): boolean
  /** Whether the last solution is one that could be: always so without common factors. */
  admissible(): boolean
}

/** Prepares the rows once; each solve then costs one cross-product and a few rounds on p x p, and allocates nothing. */
export function createResampler({
  model,
  observations,
  layout,
  settings,
}: Omit<ResampleJob, 'seed' | 'stream'>): Resampler {
  const p = model.items.length
  const { rows, weights } = observations
  const plan = planOf(model, settings.scheme)
  const positions = positionsOf(plan)
  const work = createWorkspace(plan)
  const { shift, width, design, cross, answered, items, correlation } = prepareRows(observations, layout)
  const per = Float64Array.from(model.scales, ({ min, max }) => 100 / (max - min))
  const means100 = new Float64Array(p)
  const scaling = { correlation, spreads: items.spreads, per, means100 }
  const ones = new Float64Array(p).fill(1)
  const rounds = new Int32Array(1)
  const rowWeights = new Float64Array(rows)

  const solvable = (counts: Float64Array): boolean => {
    for (let i = 0; i < rows; i++)
      rowWeights[i] = weights === undefined ? counts[i]! : counts[i]! * weights[i]!
    cross.fill(0)
    addCrossProduct(design, width, rowWeights, cross)
    if (layout === 'pairwise') countAnswers(design, width, counts, answered)
    writeCovariance(cross, { layout, rows, answered }, items)
    for (let h = 0; h < p; h++) {
      if (!(items.spreads[h]! > 0)) return false
      means100[h] = (items.means[h]! + shift[h]! - model.scales[h]!.min) * per[h]!
    }
    writeCorrelation(items.covariance, items.spreads, correlation)
    const input = settings.input === 'covariance' ? items.covariance : correlation
    return solve(plan, input, work, settings, rounds) === 'converged'
  }

  return {
    width: positions.width,
    solve(counts, into, offset) {
      const ok = solvable(counts)
      const toStandard = settings.input === 'covariance' ? items.spreads : ones
      if (ok) measure(plan, work, scaling, toStandard, positions, into, offset)
      else into.fill(Number.NaN, offset, offset + positions.width)
      return ok
    },
    admissible: () => !plan.factors.includes(true) || isAdmissible(plan, work),
  }
}

/** Rows of the resample that answered each item; the marks stand after the values in the design. */
function countAnswers(
  design: Float64Array,
  width: number,
  counts: Float64Array,
  answered: Float64Array,
): void {
  const p = answered.length
  answered.fill(0)
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue
    for (let h = 0; h < p; h++) answered[h] = answered[h]! + counts[i]! * design[i * width + 1 + p + h]!
  }
}

/** Chunks put together in the order of their draws. Throws when a draw is missing or there twice. */
export function mergeDraws(parts: readonly PlsDraws[]): PlsDraws {
  const ordered = parts.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)
  const first = ordered[0]
  const last = ordered.at(-1)
  if (first === undefined || last === undefined) throw new RangeError('mergeDraws: there are no draws')
  const statistics = new Float64Array((last.to - first.from) * first.width)
  let next = first.from
  for (const part of ordered) {
    if (part.from !== next) throw new RangeError(`mergeDraws: draw ${next} is missing or there twice`)
    if (part.width !== first.width) throw new RangeError('mergeDraws: the chunks are of different models')
    statistics.set(part.statistics, (part.from - first.from) * first.width)
    next = part.to
  }
  return { from: first.from, to: last.to, width: first.width, statistics }
}
