import { BASE_LIMITS, type BaseLimits, type BaseSize, baseSize } from './core/base-size.ts'
import { type Moments, mergeMoments, momentsOf } from './core/moments.ts'
import { effectiveSize, joinRows, type Observations, selectItems } from './core/observations.ts'
import { found, missed, type Outcome } from './core/outcome.ts'
import { streamOf } from './core/random.ts'
import { estimatePls } from './pls/estimate-pls.ts'
import {
  type AnalysisOptions,
  type AnalysisReason,
  type AnalysisSettings,
  analysisSettings,
  type PreparedAnalysis,
  prepareAnalysis,
} from './pls/path-analysis.ts'
import type { PathModel } from './pls/path-model.ts'
import type { ResampleJob } from './pls/resample-pls.ts'
import { treatMissing } from './pls/treat-missing.ts'

/** What is compared: one cell per wave and brand, waves in order. A wave without time counts 1, 2, 3 ... */
export interface Slice {
  readonly waves: readonly { readonly id: string; readonly time?: number }[]
  readonly brands: readonly string[]
  readonly cells: readonly SliceCell[]
}

export interface SliceCell {
  readonly waveId: string
  readonly brandId: string
  readonly observations: Observations
  /** Its numbers must not be shown: with others that are, they would tell the answers of a few. */
  readonly withheld?: boolean
}

/** `target` is the construct that is ranked; default the one called Satisfaction (any case). */
export interface AnalyseOptions extends Omit<AnalysisOptions, 'stream'> {
  readonly target?: string
  readonly baseLimits?: BaseLimits
  /** Every shown cell needs this many cases for weights of its own; handbook 1.6. */
  readonly ownWeightsFrom?: number
}

export interface AnalyseSettings extends Omit<AnalysisSettings, 'stream'> {
  readonly target: string
  readonly baseLimits: BaseLimits
  readonly ownWeightsFrom: number
}

/** Scores in one chart use the same rule: every cell its own weights, or all the pooled ones. */
export type WeightRule = 'own' | 'pooled'

export type CellReason = AnalysisReason | 'too-few-answers' | 'would-single-out'

export interface PlannedCell {
  readonly waveId: string
  readonly brandId: string
  /** Rows used after missing answers were treated; rows given when that failed. */
  readonly sampleSize: number
  /** What sampling weights leave of the sample size (Kish); tests use it. */
  readonly effectiveSize: number
  readonly base: BaseSize
  readonly prepared: Outcome<PreparedAnalysis, CellReason>
}

/** Resampling of one cell: `cell` is its position in the plan. Plain data, self-contained, can be cloned. */
export interface CellJob {
  readonly cell: number
  readonly resamples: number
  readonly job: ResampleJob
}

/** Plain data, can be cloned to another thread. */
export interface AnalysisPlan {
  readonly model: PathModel
  readonly settings: AnalyseSettings
  readonly waves: Slice['waves']
  readonly brands: readonly string[]
  readonly rule: WeightRule
  readonly cells: readonly PlannedCell[]
  /** Moments of all usable cells together: what pooled weights come from. */
  readonly pooled?: Moments
  readonly jobs: readonly CellJob[]
}

/**
 * Treats missing answers alike in all cells, chooses the weight rule, and lists what is to be resampled.
 * Throws when a cell names an unknown wave or brand, is there twice, or the target is no construct of the model.
 */
export function planAnalysis(model: PathModel, slice: Slice, options: AnalyseOptions = {}): AnalysisPlan {
  checkSlice(slice)
  const settings = analyseSettings(model, options)
  const settled = settleMissing(model, slice, settings)
  const cells = slice.cells.map((cell) => planCell(model, cell, { settings, settled }))
  const usable = cells.flatMap(({ prepared }) => (prepared.ok ? [prepared.value] : []))
  const pooled = poolMoments(usable)
  const ownFits = cells
    .filter(({ base, prepared }) => base !== 'suppressed' && !isWithheld(prepared))
    .every(
      ({ prepared, sampleSize }) =>
        prepared.ok &&
        sampleSize >= settings.ownWeightsFrom &&
        estimatePls(model, prepared.value.moments, settings).ok,
    )
  const jobs = cells.flatMap(({ prepared }, cell) =>
    prepared.ok && settings.resamples > 0 && estimatePls(model, prepared.value.moments, settings).ok
      ? [{ cell, resamples: settings.resamples, job: prepared.value.job }]
      : [],
  )
  return {
    model,
    settings,
    waves: slice.waves,
    brands: slice.brands,
    rule: ownFits ? 'own' : 'pooled',
    cells,
    ...(pooled === undefined ? {} : { pooled }),
    jobs,
  }
}

function planCell(
  model: PathModel,
  { waveId, brandId, observations, withheld = false }: SliceCell,
  { settings, settled }: { settings: AnalyseSettings; settled: { settled?: 'mean' | 'listwise' } },
): PlannedCell {
  // A cell's draws depend on what it is, not on where it stands in the slice.
  const stream = streamOf(`${waveId}/${brandId}`)
  const prepared = prepareAnalysis(model, observations, { ...settings, stream }, settled)
  const sampleSize = prepared.ok ? prepared.value.moments.rows : observations.rows
  const used = prepared.ok ? prepared.value.job.observations : observations
  const base = baseSize(sampleSize, settings.baseLimits)
  const cell = { waveId, brandId, sampleSize, effectiveSize: effectiveSize(used), base }
  if (base === 'suppressed') return { ...cell, prepared: missed('too-few-answers') }
  if (withheld) return { ...cell, prepared: missed('would-single-out') }
  return { ...cell, prepared: prepared.ok ? found(prepared.value) : prepared }
}

const isWithheld = (prepared: PlannedCell['prepared']) =>
  !prepared.ok && prepared.reason === 'would-single-out'

/** One reading of `auto` for the whole slice. */
function settleMissing(
  model: PathModel,
  { cells }: Slice,
  { missing }: AnalyseSettings,
): { settled?: 'mean' | 'listwise' } {
  if (missing !== 'auto' || cells.length === 0) return {}
  const all = joinRows(cells.map(({ observations }) => selectItems(observations, model.items)))
  const treated = treatMissing(model, all, 'auto')
  if (!treated.ok) return { settled: 'listwise' }
  return { settled: treated.value.missing.applied === 'mean' ? 'mean' : 'listwise' }
}

function poolMoments(usable: readonly PreparedAnalysis[]): Moments | undefined {
  const layouts = usable.map(({ moments }) => moments.layout)
  const layout = layouts.includes('pairwise') ? 'pairwise' : layouts.includes('mean') ? 'mean' : 'complete'
  return usable
    .map(({ moments, job }) =>
      moments.layout === layout ? moments : momentsOf(job.observations, { layout }),
    )
    .reduce<Moments | undefined>(
      (sum, part) => (sum === undefined ? part : mergeMoments(sum, part)),
      undefined,
    )
}

function analyseSettings(
  model: PathModel,
  { target, baseLimits = BASE_LIMITS, ownWeightsFrom = 100, ...options }: AnalyseOptions,
): AnalyseSettings {
  const names = model.constructs.map(({ name }) => name)
  const chosen = target ?? names.find((name) => name.toLowerCase() === 'satisfaction')
  if (chosen === undefined)
    throw new RangeError('planAnalysis: name the target construct, none is called Satisfaction')
  if (!names.includes(chosen))
    throw new RangeError(`planAnalysis: target "${chosen}" is not a construct of the model`)
  const { stream: _, ...settings } = analysisSettings(options)
  return { ...settings, target: chosen, baseLimits, ownWeightsFrom }
}

function checkSlice({ waves, brands, cells }: Slice): void {
  const seen = new Set<string>()
  for (const { waveId, brandId } of cells) {
    if (!waves.some(({ id }) => id === waveId)) {
      throw new RangeError(`planAnalysis: a cell names unknown wave "${waveId}"`)
    }
    if (!brands.includes(brandId))
      throw new RangeError(`planAnalysis: a cell names unknown brand "${brandId}"`)
    const name = `${waveId}/${brandId}`
    if (seen.has(name))
      throw new RangeError(`planAnalysis: wave "${waveId}", brand "${brandId}" is there twice`)
    seen.add(name)
  }
}
