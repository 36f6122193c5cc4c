import type { Margin } from '../core/estimated.ts'
import { percentileInterval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { type Labelled, labelStatistics } from './labels.ts'
import type { PathModel } from './path-model.ts'
import { planOf } from './plan.ts'
import type { PlsDraws } from './resample-pls.ts'
import { positionsOf } from './statistics.ts'

/** Margins of every statistic from the draws that had a solution. */
export interface ResampleSummary extends Labelled<Margin> {
  readonly count: number
  /** Draws without solution: dropped and counted. */
  readonly failed: number
}

/** Standard errors (divisor B - 1) and percentile intervals. An outcome when fewer than 2 draws had a solution. */
export function summariseResamples(
  model: PathModel,
  draws: PlsDraws,
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<ResampleSummary, 'resamples-failed'> {
  const positions = positionsOf(planOf(model, 'path'))
  if (positions.width !== draws.width)
    throw new RangeError('summariseResamples: the draws are of another model')
  const count = draws.to - draws.from
  const solved = Array.from({ length: count }, (_, draw) => draw).filter(
    (draw) => !Number.isNaN(draws.statistics[draw * draws.width]!),
  )
  if (solved.length < 2) return missed('resamples-failed')
  const column = new Float64Array(solved.length)
  const margin = (position: number): Margin | undefined => {
    solved.forEach((draw, b) => {
      column[b] = draws.statistics[draw * draws.width + position]!
    })
    return marginOf(column.filter(Number.isFinite), level)
  }
  return found({ count, failed: count - solved.length, ...labelStatistics(model, positions, margin) })
}

/** `values` are sorted in place; at least two are needed. */
function marginOf(values: Float64Array, level: number): Margin | undefined {
  if (values.length < 2) return undefined
  values.sort()
  let mean = 0
  for (const value of values) mean += value
  mean /= values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return {
    standardError: Math.sqrt(squares / (values.length - 1)),
    interval: percentileInterval(values, level),
  }
}
