import { type BaseSize, baseSize } from '../core/base-size.ts'
import type { Estimated, Margin } from '../core/estimated.ts'
import { tail } from '../core/interval.ts'
import { type Moments, momentsOf } from '../core/moments.ts'
import type { Observations } from '../core/observations.ts'
import { found, type Outcome } from '../core/outcome.ts'
import { type Status, statusOf, type Warning } from './admissibility.ts'
import { assessPls, effectiveSizeOf, type PlsAssessment } from './assess-pls.ts'
import { type ResampleReceipt, receiptOf } from './bootstrap-pls.ts'
import { estimatePls, type PlsEstimate } from './estimate-pls.ts'
import { influenceMargins } from './influence-pls.ts'
import { jackknifePls } from './jackknife-pls.ts'
import { joinDiscriminant, joinMargins } from './join-margins.ts'
import type { ByItem, Discriminant, Labelled, Reliability } from './labels.ts'
import { type EstimateOptions, type EstimateSettings, type MissingRule, settingsOf } from './options.ts'
import type { Path, PathModel } from './path-model.ts'
import { mergeDraws, type PlsDraws, type ResampleJob, resamplePls } from './resample-pls.ts'
import { type SolutionReason, solution } from './solution.ts'
import { DRAWN_INTERVALS, type DrawnInterval, summariseResamples } from './summarise-resamples.ts'
import { type MissingReason, type MissingReport, treatMissing } from './treat-missing.ts'

/** Defaults: auto missing rule, no resamples (margins from the influence of rows), seed 1, stream 0, 95 %. */
export interface AnalysisOptions extends EstimateOptions {
  readonly missing?: MissingRule
  readonly resamples?: number
  readonly seed?: number
  readonly stream?: number
  readonly level?: number
  /** How limits are read from the resamples; default expanded: percentiles with small-sample correction. */
  readonly interval?: DrawnInterval
}

export interface AnalysisSettings extends EstimateSettings {
  readonly missing: MissingRule
  readonly resamples: number
  readonly seed: number
  readonly stream: number
  readonly level: number
  readonly interval: DrawnInterval
}

/** A path model estimated and assessed, with margins and everything needed to get the same numbers again. */
export interface PathAnalysis {
  readonly method: 'pls-path-analysis'
  readonly version: 1
  readonly options: AnalysisSettings
  readonly converged: true
  readonly iterations: number
  /** Rows given, rows used, and what the weights leave of them (Kish). */
  readonly totalSize: number
  readonly sampleSize: number
  readonly effectiveSize: number
  readonly base: BaseSize
  readonly weighted: boolean
  readonly missing: MissingReport
  readonly items: PlsAssessment['items']
  readonly weights: ByItem<Estimated>
  readonly indexWeights: ByItem<number>
  readonly loadings: ByItem<Estimated>
  readonly constructCorrelations: PlsEstimate['constructCorrelations']
  readonly paths: readonly (Path & { readonly coefficient: Estimated; readonly impact?: Estimated })[]
  readonly rSquared: Readonly<Record<string, Estimated>>
  readonly adjustedRSquared: Readonly<Record<string, number>>
  readonly reliability: Readonly<Record<string, Reliability<Estimated>>>
  readonly totalEffects: readonly AnalysedEffect[]
  /** 0-100; a construct whose weights do not add up to something above 0 has none, and a warning. */
  readonly index: Readonly<Record<string, AnalysedIndex>>
  /** HTMT and HTMT2 of every pair of constructs; with margins from resamples only. */
  readonly discriminant: readonly Discriminant<Estimated>[]
  /** Absent when margins come from the influence of every row (interval method `influence`). */
  readonly resamples?: ResampleReceipt
  /** `inadmissible` when a correction for unreliability went too far; the warnings name where. */
  readonly status: Status
  readonly warnings: readonly Warning[]
}

export interface AnalysedEffect extends Path {
  readonly effect: Estimated
  readonly direct: number
  readonly indirect: number
  readonly impact?: Estimated
}

export interface AnalysedIndex extends Estimated {
  /** Standard deviation of the respondents' scores. */
  readonly deviation: number
}

export type AnalysisReason = MissingReason | SolutionReason | 'resamples-failed'

/** A prepared analysis: resample the job in any threads, then finish. Plain data, can be cloned. */
export interface PreparedAnalysis {
  readonly model: PathModel
  readonly settings: AnalysisSettings
  readonly missing: MissingReport
  readonly moments: Moments
  readonly job: ResampleJob
}

/** Specify is done; treat missing, estimate, assess, resample, summarise. */
export function pathAnalysis(
  model: PathModel,
  observations: Observations,
  options: AnalysisOptions = {},
): Outcome<PathAnalysis, AnalysisReason> {
  const prepared = prepareAnalysis(model, observations, options)
  if (!prepared.ok) return prepared
  const { settings, job } = prepared.value
  const draws = settings.resamples === 0 ? [] : [resamplePls(job, { from: 0, to: settings.resamples })]
  return finishPathAnalysis(prepared.value, draws)
}

/** Everything before the first resample. `settled` decides the missing rule `auto` from outside. */
export function prepareAnalysis(
  model: PathModel,
  observations: Observations,
  options: AnalysisOptions = {},
  settled: { readonly settled?: 'mean' | 'listwise' } = {},
): Outcome<PreparedAnalysis, AnalysisReason> {
  const settings = analysisSettings(options)
  const treated = treatMissing(model, observations, settings.missing, settled)
  if (!treated.ok) return treated
  const { layout, missing } = treated.value
  const moments = momentsOf(treated.value.observations, { layout })
  const { seed, stream } = settings
  const job = {
    model,
    observations: treated.value.observations,
    layout,
    settings: settingsOf(options),
    seed,
    stream,
  }
  return found({ model, settings, missing, moments, job })
}

/** Every option with its default. Throws on one that cannot be. */
export function analysisSettings({
  missing = 'auto',
  resamples = 0,
  seed = 1,
  stream = 0,
  level = 0.95,
  interval = 'expanded',
  ...options
}: AnalysisOptions = {}): AnalysisSettings {
  if (!(Number.isInteger(resamples) && resamples >= 0) || resamples === 1) {
    throw new RangeError(`pathAnalysis: resamples must be 0 or a whole number from 2, got ${resamples}`)
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`pathAnalysis: seed must be a whole number from 0 to 2^53 - 1, got ${seed}`)
  }
  if (!DRAWN_INTERVALS.includes(interval)) {
    throw new RangeError(`pathAnalysis: unknown interval "${interval}"`)
  }
  tail(level)
  return { ...settingsOf(options), missing, resamples, seed, stream, level, interval }
}

/** Joins the estimate with the draws, in whatever chunks they come; without draws margins come from every row's influence. */
export function finishPathAnalysis(
  { model, settings, missing, moments, job }: PreparedAnalysis,
  draws: readonly PlsDraws[],
): Outcome<PathAnalysis, AnalysisReason> {
  const estimate = estimatePls(model, moments, settings)
  if (!estimate.ok) return estimate
  const assessment = assessPls(model, moments, settings)
  if (!assessment.ok) return assessment
  const summary =
    draws.length === 0 ? undefined : summariseDraws({ model, settings, moments, job }, mergeDraws(draws))
  // The draws of an inadmissible estimate are mostly inadmissible too; it is shown without margins of theirs.
  if (summary !== undefined && !summary.ok && statusOf(assessment.value.warnings) === 'ok') return summary
  const effectiveSize = effectiveSizeOf(moments)
  const margins = summary?.ok ? summary.value : undefined
  const influence = margins === undefined ? marginsWithoutDraws({ model, settings, moments, job }) : undefined
  return found({
    method: 'pls-path-analysis',
    version: 1,
    options: settings,
    converged: true,
    iterations: estimate.value.iterations,
    totalSize: missing.totalRows,
    sampleSize: moments.rows,
    effectiveSize,
    base: baseSize(moments.rows),
    weighted: job.observations.weights !== undefined,
    missing,
    items: assessment.value.items,
    indexWeights: assessment.value.indexWeights,
    constructCorrelations: estimate.value.constructCorrelations,
    adjustedRSquared: assessment.value.adjustedRSquared,
    ...joinMargins(estimate.value, assessment.value, margins ?? influence, { ...settings, effectiveSize }),
    discriminant: joinDiscriminant(assessment.value.discriminant, margins?.discriminant),
    ...(margins === undefined ? {} : { resamples: receiptOf(margins, settings) }),
    status: statusOf(assessment.value.warnings),
    warnings:
      margins !== undefined && margins.failed > 0.05 * margins.count
        ? [...assessment.value.warnings, { code: 'failed-resamples' as const }]
        : assessment.value.warnings,
  })
}

/**
 * Margins by the influence of every row. None for a matrix of pairwise correlations, where a row has no influence of its own
 * on the pairs it did not answer; the quick standard errors stand then.
 */
function marginsWithoutDraws({
  model,
  settings,
  moments,
  job,
}: Pick<PreparedAnalysis, 'model' | 'settings' | 'moments' | 'job'>): Labelled<Margin> | undefined {
  if (job.layout === 'pairwise') return undefined
  const solved = solution(model, moments, settings)
  if (!solved.ok) return undefined
  const df = Math.max(1, effectiveSizeOf(moments) - 1)
  return influenceMargins(model, job.observations, solved.value, { ...settings, df })
}

function summariseDraws(
  { model, settings, moments, job }: Pick<PreparedAnalysis, 'model' | 'settings' | 'moments' | 'job'>,
  draws: PlsDraws,
): ReturnType<typeof summariseResamples> {
  const { interval } = settings
  const solved = interval === 'percentile' ? undefined : solution(model, moments, settings)
  const jackknife = interval === 'bca' ? jackknifePls(job) : undefined
  return summariseResamples(model, draws, {
    ...settings,
    // Nothing can be left out: percentiles, and their method says so.
    ...(jackknife?.ok === false ? { interval: 'percentile' as const } : {}),
    ...(solved?.ok ? { estimate: solved.value.statistics } : {}),
    size: effectiveSizeOf(moments),
    ...(jackknife?.ok ? { jackknife: jackknife.value } : {}),
  })
}
