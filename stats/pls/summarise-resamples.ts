import { bcaInterval } from '../core/bca-interval.ts'
import type { Margin } from '../core/estimated.ts'
import { type Expansion, expandedInterval } from '../core/expanded-interval.ts'
import { basicInterval, type Interval, normalInterval, percentileInterval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import type { Jackknife } from './jackknife-pls.ts'
import { type Labelled, labelStatistics } from './labels.ts'
import type { PathModel } from './path-model.ts'
import { planOf } from './plan.ts'
import type { PlsDraws } from './resample-pls.ts'
import { positionsOf, type StatisticPositions } from './statistics.ts'

/** Ways of reading limits from resamples; handbook 0.7, and its percentiles expanded for small samples. */
export const DRAWN_INTERVALS = ['expanded', 'percentile', 'basic', 'bca', 'normal'] as const
export type DrawnInterval = (typeof DRAWN_INTERVALS)[number]

/** `estimate` (a row of statistics) is needed by every interval but percentile, `size` (effective) by expanded, `jackknife` by bca. */
export interface SummaryOptions {
  readonly level?: number
  readonly interval?: DrawnInterval
  readonly estimate?: Float64Array
  readonly size?: number
  readonly jackknife?: Jackknife
}

/** Margins of every statistic from the draws that had a solution. */
export interface ResampleSummary extends Labelled<Margin> {
  readonly count: number
  /** Draws without solution: dropped and counted. */
  readonly failed: number
}

/** Standard errors (divisor B - 1) and intervals. An outcome when fewer than 2 draws had a solution. */
export function summariseResamples(
  model: PathModel,
  draws: PlsDraws,
  { level = 0.95, interval = 'percentile', estimate, size, jackknife }: SummaryOptions = {},
): Outcome<ResampleSummary, 'resamples-failed'> {
  const positions = positionsOf(planOf(model, 'path'))
  if (positions.width !== draws.width)
    throw new RangeError('summariseResamples: the draws are of another model')
  if (interval !== 'percentile' && estimate === undefined)
    throw new RangeError(`summariseResamples: interval "${interval}" needs the estimate`)
  if (interval === 'bca' && jackknife === undefined)
    throw new RangeError('summariseResamples: interval "bca" needs the jackknife')
  if (interval === 'expanded' && size === undefined)
    throw new RangeError('summariseResamples: interval "expanded" needs the size of the sample')
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
    const left = Array.from(jackknife?.values[position] ?? [])
    return marginOf(column.filter(Number.isFinite), (sorted, standardError) => {
      const value = estimate?.[position] ?? Number.NaN
      if (interval === 'basic') return basicInterval(sorted, value, level)
      if (interval === 'normal') return normalInterval(value, standardError, level)
      // Without leave-outs there is no acceleration: the limits are percentiles, and say so by their method.
      if (interval === 'bca' && left.length > 1)
        return bcaInterval(sorted, { estimate: value, jackknife: left, level })
      if (interval === 'expanded')
        return expandedInterval(sorted, {
          level,
          size: size!,
          ...expansionOf(model, positions, position, value),
        })
      return percentileInterval(sorted, level)
    })
  }
  return found({ count, failed: count - solved.length, ...labelStatistics(model, positions, margin) })
}

/** Means lose no freedom to the constructs, everything else does, as in SMALL_SAMPLE; R2 is biased upwards. */
function expansionOf(
  { constructs }: PathModel,
  { rSquared, index, alpha }: StatisticPositions,
  position: number,
  around: number,
): Pick<Expansion, 'lost' | 'around'> {
  if (position >= index && position < alpha) return {}
  const lost = constructs.length
  return position >= rSquared && position < index ? { lost, around } : { lost }
}

/** `values` are sorted in place; at least two are needed. */
function marginOf(
  values: Float64Array,
  read: (sorted: Float64Array, standardError: number) => Interval,
): Margin | undefined {
  if (values.length < 2) return undefined
  values.sort()
  let mean = 0
  for (const value of values) mean += value
  mean /= values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  const standardError = Math.sqrt(squares / (values.length - 1))
  return { standardError, interval: read(values, standardError) }
}
