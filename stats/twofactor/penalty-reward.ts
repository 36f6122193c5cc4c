import { type BaseSize, baseSize } from '../core/base-size.ts'
import { correlationResampler } from '../core/correlation-resampler.ts'
import type { Estimated } from '../core/estimated.ts'
import { type LinearFit, type LinearReason, leastSquares } from '../core/least-squares.ts'
import { listwise } from '../core/listwise.ts'
import { type Notice, notice } from '../core/notice.ts'
import { effectiveSize, type Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { type ResampledReceipt, resampleStatistics, withMargin } from '../core/resample-statistics.ts'
import { studentTwoSided } from '../core/student.ts'
import { type ImpactClass, impactClass, type ThreeFactorClass, threeFactorClass } from './impact-class.ts'

/** Ratings up to `low` disappoint, from `high` on delight; what lies between is the reference. */
export interface RatingRanges {
  readonly low: number
  readonly high: number
}

export interface TwoFactorOptions {
  readonly ranges: RatingRanges
  /** Error probability of the three-factor classes. */
  readonly alpha?: number
  readonly resamples?: number
  readonly seed?: number
  readonly level?: number
  /** Fewest cases in each dummy, and fewest as a share; below an attribute is left out as not estimable. */
  readonly minimumCases?: number
  readonly minimumShare?: number
}

/** A coefficient with its t test. */
export interface Contrast {
  readonly value: number
  readonly standardError: number
  readonly p?: number
}

export interface PenaltyReward {
  readonly name: string
  /** Mean rating. */
  readonly performance: number
  readonly low: number
  readonly high: number
  /** What poor performance does to overall satisfaction; expected below 0. */
  readonly penalty: Contrast
  /** What excellent performance does; expected above 0. */
  readonly reward: Contrast
  /** Wald test of reward = -penalty. */
  readonly symmetry?: { readonly statistic: number; readonly p: number }
  /** Range of impact on customer satisfaction: PEN + REW, wrong signs counted as 0. */
  readonly impactRange: Estimated
  /** Satisfaction and dissatisfaction generating potential, 0 to 1, and their difference; left out without any impact. */
  readonly satisfactionPotential?: number
  readonly dissatisfactionPotential?: number
  readonly asymmetry?: Estimated
  readonly impactClass?: ImpactClass
  readonly threeFactorClass: ThreeFactorClass
}

export interface TwoFactorAnalysis {
  readonly outcome: string
  readonly sampleSize: number
  readonly missing: number
  readonly baseSize: BaseSize
  readonly fit: LinearFit
  /** Widest impact first. */
  readonly attributes: readonly PenaltyReward[]
  readonly resamples: ResampledReceipt
  readonly warnings: readonly Notice<'not-estimable' | 'wrong-sign' | 'collinear-driver' | 'too-few-cases'>[]
}

/** 5, 7 and 10 points; handbook 5.3. */
export const RATING_RANGES = {
  five: { low: 2, high: 5 },
  seven: { low: 3, high: 6 },
  ten: { low: 5, high: 9 },
} as const

/**
 * Penalty-reward contrast: regression of overall satisfaction on two dummies per attribute, with the asymmetry of impact.
 * Respondents who left out one of the items are dropped and counted; margins are resampled.
 * Brandt (1987), Mikulic & Prebezac (2008); handbook 5.
 */
export function penaltyReward(
  observations: Observations,
  outcome: string,
  attributes: readonly string[],
  options: TwoFactorOptions,
): Outcome<TwoFactorAnalysis, LinearReason | 'not-estimable'> {
  const { ranges, alpha = 0.1, resamples = 1000, seed = 1, level = 0.95 } = options
  const { minimumCases = 20, minimumShare = 0.05 } = options
  if (!(ranges.high > ranges.low))
    throw new RangeError('penaltyReward: the high range must begin above the low one')
  if (attributes.length === 0) throw new RangeError('penaltyReward: there are no attributes')
  if (attributes.includes(outcome)) throw new RangeError(`penaltyReward: "${outcome}" is its own attribute`)
  const { complete, dropped } = listwise(observations, [outcome, ...attributes])
  const least = Math.max(minimumCases, minimumShare * complete.rows)
  const ratings = attributes.map((name, k) => ({ name, ...countRanges(complete, k + 1, ranges) }))
  const used = ratings.filter(({ low, high }) => low >= least && high >= least)
  const warnings: Notice<'not-estimable' | 'wrong-sign' | 'collinear-driver' | 'too-few-cases'>[] = ratings
    .filter((rating) => !used.includes(rating))
    .map(({ name }) => notice('not-estimable', name))
  if (complete.rows < 4) return missed('too-few-answers')
  if (used.length === 0) return missed('not-estimable')
  const dummies = dummyObservations(
    complete,
    used.map(({ name }) => name),
    ranges,
  )
  const size = effectiveSize(complete)
  const summarise = correlationResampler(dummies)
  const whole = summarise(new Float64Array(complete.rows).fill(1))
  const fit = leastSquares({ names: dummies.items, ...whole, sampleSize: size }, outcome)
  if (!fit.ok) return fit
  const { draws, receipt } = resampleStatistics(
    { rows: complete.rows, size: 2 * used.length },
    (counts, into) => {
      const again = leastSquares({ names: dummies.items, ...summarise(counts), sampleSize: size }, outcome)
      if (!again.ok) return false
      again.value.predictors.forEach(({ value }, k) => {
        into[k] = value
      })
      return true
    },
    { resamples, seed },
  )
  const rows = used.map((rating, k) =>
    contrastOf(rating, fit.value, k, { alpha, level, penalties: draws[2 * k]!, rewards: draws[2 * k + 1]! }),
  )
  if (complete.rows < 200) warnings.push(notice('too-few-cases'))
  for (const { name, penalty, reward } of rows) {
    if (penalty.value > 0 || reward.value < 0) warnings.push(notice('wrong-sign', name))
  }
  for (const { name, varianceInflation } of fit.value.predictors) {
    if (varianceInflation > 5) warnings.push(notice('collinear-driver', name))
  }
  return found({
    outcome,
    sampleSize: complete.rows,
    missing: dropped,
    baseSize: baseSize(size),
    fit: fit.value,
    attributes: rows.sort((a, b) => b.impactRange.value - a.impactRange.value),
    resamples: receipt,
    warnings,
  })
}

interface Rating {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly performance: number
}

function countRanges(
  { values, rows, items, weights }: Observations,
  column: number,
  { low, high }: RatingRanges,
) {
  let sum = 0
  let total = 0
  const counts = { low: 0, high: 0 }
  for (let i = 0; i < rows; i++) {
    const rating = values[i * items.length + column]!
    const weight = weights?.[i] ?? 1
    sum += weight * rating
    total += weight
    if (rating <= low) counts.low++
    else if (rating >= high) counts.high++
  }
  return { ...counts, performance: total > 0 ? sum / total : 0 }
}

/** The outcome and per attribute the dummies "low" and "high". */
function dummyObservations(
  { values, rows, items, weights }: Observations,
  attributes: readonly string[],
  { low, high }: RatingRanges,
): Observations {
  const names = [items[0]!, ...attributes.flatMap((name) => [`${name}.low`, `${name}.high`])]
  const columns = attributes.map((name) => items.indexOf(name))
  const into = new Float64Array(rows * names.length)
  for (let i = 0; i < rows; i++) {
    into[i * names.length] = values[i * items.length]!
    columns.forEach((column, k) => {
      const rating = values[i * items.length + column]!
      into[i * names.length + 1 + 2 * k] = rating <= low ? 1 : 0
      into[i * names.length + 2 + 2 * k] = rating >= high ? 1 : 0
    })
  }
  const made = { items: names, rows, values: into }
  return weights === undefined ? made : { ...made, weights }
}

function contrastOf(
  { name, performance, low, high }: Rating,
  fit: LinearFit,
  k: number,
  {
    alpha,
    level,
    penalties,
    rewards,
  }: { alpha: number; level: number; penalties: Float64Array; rewards: Float64Array },
): PenaltyReward {
  const penalty = contrast(fit, 2 * k)
  const reward = contrast(fit, 2 * k + 1)
  const size = fit.predictors.length
  const covariance = (i: number, j: number) => fit.coefficientCovariance[i * size + j]!
  const variance =
    covariance(2 * k, 2 * k) + covariance(2 * k + 1, 2 * k + 1) + 2 * covariance(2 * k, 2 * k + 1)
  const statistic = (reward.value + penalty.value) / Math.sqrt(variance)
  const impact = impactOf(penalty.value, reward.value)
  const ranges = penalties.map((value, b) => impactOf(value, rewards[b]!).range)
  const asymmetries = penalties.map((value, b) => impactOf(value, rewards[b]!).asymmetry ?? 0)
  return {
    name,
    performance,
    low,
    high,
    penalty,
    reward,
    ...(variance > 1e-24 && { symmetry: { statistic, p: studentTwoSided(statistic, fit.df) } }),
    impactRange: withMargin(impact.range, ranges, level),
    ...(impact.asymmetry !== undefined && {
      satisfactionPotential: (1 + impact.asymmetry) / 2,
      dissatisfactionPotential: (1 - impact.asymmetry) / 2,
      asymmetry: withMargin(impact.asymmetry, asymmetries, level),
      impactClass: impactClass(impact.asymmetry),
    }),
    threeFactorClass: threeFactorClass((penalty.p ?? 0) < alpha, (reward.p ?? 0) < alpha),
  }
}

function contrast(fit: LinearFit, k: number): Contrast {
  const { value, standardError, p } = fit.predictors[k]!
  return p === undefined ? { value, standardError } : { value, standardError, p }
}

/** Range of impact and its asymmetry (REW - PEN) / (REW + PEN); coefficients of the wrong sign count as 0. */
export function impactOf(
  penalty: number,
  reward: number,
): { readonly range: number; readonly asymmetry?: number } {
  const lost = Math.max(0, -penalty)
  const won = Math.max(0, reward)
  const range = lost + won
  return range > 1e-12 ? { range, asymmetry: (won - lost) / range } : { range }
}
