import type { Margin } from '../core/estimated.ts'
import { coefficientInterval, explainedInterval, influenceInterval, tail } from '../core/interval.ts'
import { product } from '../core/matrix.ts'
import type { Observations } from '../core/observations.ts'
import { studentQuantile } from '../core/student.ts'
import { effectSkewness } from './effect-skewness.ts'
import { constructPairs } from './heterotrait.ts'
import { featureCovariance, type SmallSample } from './influence-features.ts'
import { type BaseGradient, baseGradient } from './influence-gradient.ts'
import { playRound } from './iterate.ts'
import { type Labelled, labelStatistics } from './labels.ts'
import { measure } from './measure.ts'
import type { EstimateSettings } from './options.ts'
import type { PathModel } from './path-model.ts'
import { type Solution, toStandard } from './solution.ts'
import { conclude } from './solve.ts'
import type { StatisticPositions } from './statistics.ts'

const STEP = 1e-6

/**
 * Influence on anything but a mean is a product of two scores. The kurtosis of a product of normals is 9, so its variance is
 * known as well as that of normals from a quarter of the rows: df 2 n / (9 - 1). Satterthwaite (1946).
 */
const PRODUCT = 1 / 4

/**
 * Margins of every statistic without resampling: each respondent's influence on the whole chain (moments, weights, loadings,
 * paths, effects, index), squared and summed: Var(T) = (n / (n - 1)) sum w_i^2 IF_i^2 / (sum w)^2, corrected for small samples
 * (see SMALL_SAMPLE). Intervals by t (see PRODUCT); of loadings, paths and total effects even in Fisher's z, of R2 in that of R;
 * those of effects through other constructs lean away from 0 by their skewness (Hall 1992).
 * The weights count as estimated. Rows of `observations` are the treated ones; a missing cell counts as its item's mean.
 * Undefined where the fixed point cannot be differentiated. HTMT has no margin of this kind. Hampel et al. (1986).
 */
export function influenceMargins(
  model: PathModel,
  observations: Observations,
  solved: Solution,
  { level, df, ...settings }: EstimateSettings & { readonly level: number; readonly df: number },
): Labelled<Margin> | undefined {
  const influence = influenceOf(observations, solved, settings, 'freedom')
  if (influence === undefined) return undefined
  const { plan, positions, statistics } = solved
  const { errors, paths } = influence
  const effects = statistics.subarray(positions.totalEffects, positions.impacts)
  const skewness = effectSkewness(plan, effects, paths)
  const reach = {
    mean: studentQuantile(1 - tail(level), df),
    product: studentQuantile(1 - tail(level), Math.max(1, PRODUCT * df)),
  }
  return labelStatistics(model, positions, (at) => {
    const standardError = errors[at]!
    if (!Number.isFinite(standardError)) return undefined
    const { interval, by } = intervalOf(positions, at)
    const isEffect = at >= positions.totalEffects && at < positions.rSquared
    const skew = isEffect ? skewness[(at - positions.totalEffects) % skewness.length]! : 0
    const options = { level, reach: reach[by], lean: leanOf(skew, reach[by]) }
    return { standardError, interval: interval(statistics[at]!, standardError, options) }
  })
}

/** Cornish & Fisher (1938), in standard errors; the estimate stays inside. */
const leanOf = (skewness: number, reach: number): number =>
  Math.max(-0.9 * reach, Math.min(0.9 * reach, (skewness * (reach ** 2 - 1)) / 6))

/** On what scale the limits of the statistic at this position lie evenly about the estimate. */
function intervalOf(
  { loadings, directImpacts, totalEffects, impacts, rSquared, index, alpha }: StatisticPositions,
  at: number,
): { readonly interval: typeof influenceInterval; readonly by: 'mean' | 'product' } {
  if (at >= index && at < alpha) return { interval: influenceInterval, by: 'mean' }
  const isCoefficient = (at >= loadings && at < directImpacts) || (at >= totalEffects && at < impacts)
  if (isCoefficient) return { interval: coefficientInterval, by: 'product' }
  return { interval: at >= rSquared && at < index ? explainedInterval : influenceInterval, by: 'product' }
}

/** Standard errors in the positions of the statistics; NaN where there is none. */
export function influenceErrors(
  observations: Observations,
  solved: Solution,
  settings: EstimateSettings,
  { smallSample = 'freedom' }: { readonly smallSample?: SmallSample } = {},
): Float64Array | undefined {
  return influenceOf(observations, solved, settings, smallSample)?.errors
}

/** The errors, and the covariances of the paths (paths x paths). */
function influenceOf(
  observations: Observations,
  solved: Solution,
  settings: EstimateSettings,
  smallSample: SmallSample,
): { readonly errors: Float64Array; readonly paths: Float64Array } | undefined {
  const { plan, positions, work, scaling, items, statistics } = solved
  const standardised = settings.input === 'correlation'
  const input = standardised ? scaling.correlation : items.covariance
  // Common factors were corrected in place: one more round puts the proxies' correlations back.
  playRound(plan, input, work, work.weights, work.next)
  restoreLoadings(solved)
  const base = baseGradient(plan, work, input, { standardised })
  if (base === undefined) return undefined
  const covariance = featureCovariance(plan, work, { observations, items, input, smallSample })
  const gradient = statisticsGradient(solved, settings, base)
  const { width } = base.features
  for (let f = 0; f < width; f++) {
    for (let g = 0; g < f; g++) covariance[f * width + g] = covariance[g * width + f]!
  }
  const half = product(gradient, covariance, width)
  const correction = observations.rows / (observations.rows - 1)
  const errors = statistics.map((value, at) => {
    let variance = 0
    for (let f = 0; f < width; f++) variance += half[at * width + f]! * gradient[at * width + f]!
    const error = Math.sqrt(Math.max(0, variance) * correction)
    if (!Number.isFinite(value) || at >= positions.htmt) return Number.NaN
    return error < 1e-7 ? 0 : error
  })
  const paths = new Float64Array(plan.paths.length ** 2)
  for (let at = 0; at < paths.length; at++) {
    const row = (positions.coefficients + Math.floor(at / plan.paths.length)) * width
    const column = (positions.coefficients + (at % plan.paths.length)) * width
    for (let f = 0; f < width; f++) paths[at]! += correction * half[row + f]! * gradient[column + f]!
  }
  return { errors, paths }
}

function restoreLoadings({ plan: { constructs, starts }, work }: Solution): void {
  for (let j = 0; j < constructs; j++) {
    for (let h = starts[j]!; h < starts[j + 1]!; h++)
      work.loadings[h] = work.cross[h * constructs + j]! / work.scales[h]!
  }
}

/** Every statistic per feature: central differences of what follows from weights, loadings, correlations and spreads. */
function statisticsGradient(
  { plan, positions, work, scaling }: Solution,
  settings: EstimateSettings,
  base: BaseGradient,
): Float64Array {
  const { items: p, constructs, starts } = plan
  const { width, square, mean, block } = base.features
  const start = {
    weights: work.weights.slice(),
    loadings: work.loadings.slice(),
    correlations: work.correlations.slice(),
    spreads: scaling.spreads.slice(),
    scales: work.scales.slice(),
  }
  const spreads = scaling.spreads.slice()
  const correlation = scaling.correlation.slice()
  const up = new Float64Array(positions.width)
  const down = new Float64Array(positions.width)
  const evaluate = (into: Float64Array) => {
    if (settings.input === 'covariance') work.scales.set(spreads)
    conclude(plan, work)
    const standard = toStandard(settings, spreads)
    measure(plan, work, { ...scaling, spreads, correlation }, standard, positions, into, 0)
  }
  const gradient = new Float64Array(positions.width * width)
  /** Moves one number of the base, and adds its effect on every statistic times the features' effect on it. */
  const follow = (move: (by: number) => void, row: Float64Array) => {
    for (const [by, into] of [
      [STEP, up],
      [-STEP, down],
    ] as const) {
      work.weights.set(start.weights)
      work.loadings.set(start.loadings)
      work.correlations.set(start.correlations)
      move(by)
      evaluate(into)
      move(-by)
    }
    for (let at = 0; at < positions.htmt; at++) {
      const slope = (up[at]! - down[at]!) / (2 * STEP)
      if (!(Math.abs(slope) > 0)) continue
      for (let f = 0; f < width; f++) gradient[at * width + f]! += slope * row[f]!
    }
  }
  const rowOf = (table: Float64Array, row: number) => table.subarray(row * width, (row + 1) * width)
  const unit = (feature: number, by: number) => {
    const row = new Float64Array(width)
    row[feature] = by
    return row
  }
  for (let h = 0; h < p; h++) {
    follow((by) => (work.weights[h]! += by), rowOf(base.weights, h))
    follow((by) => (work.loadings[h]! += by), rowOf(base.loadings, h))
    follow((by) => (spreads[h]! += by), unit(square + h, start.spreads[h]! / 2))
  }
  constructPairs(constructs).forEach(([j, k], pair) => {
    follow(
      (by) => {
        work.correlations[j * constructs + k]! += by
        work.correlations[k * constructs + j]! += by
      },
      rowOf(base.pairs, pair),
    )
  })
  for (let j = 0; j < constructs; j++) {
    const from = starts[j]!
    if (starts[j + 1]! - from > 1)
      follow((by) => (correlation[from * p + from + 1]! += by), unit(block + j, 1))
    // The index is the mean of scores in units of its deviation.
    gradient[(positions.index + j) * width + mean + j]! += deviationOf(
      plan,
      start.weights,
      scaling,
      settings,
      j,
    )
  }
  work.weights.set(start.weights)
  work.loadings.set(start.loadings)
  work.correlations.set(start.correlations)
  work.scales.set(start.scales)
  conclude(plan, work)
  return gradient
}

function deviationOf(
  { starts }: Solution['plan'],
  weights: Float64Array,
  { spreads, per }: Solution['scaling'],
  settings: EstimateSettings,
  j: number,
): number {
  let omegas = 0
  for (let h = starts[j]!; h < starts[j + 1]!; h++)
    omegas += weights[h]! / ((settings.input === 'covariance' ? 1 : spreads[h]!) * per[h]!)
  return 1 / omegas
}
