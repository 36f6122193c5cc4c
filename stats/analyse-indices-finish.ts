import type {
  AnalyseSettings,
  AnalysisPlan,
  CellReason,
  PlannedCell,
  WeightRule,
} from './analyse-indices-plan.ts'
import { comparePairs, type NamedScore, type PairDifference } from './benchmark/compare-pairs.ts'
import { type LinearTrend, linearTrend } from './benchmark/linear-trend.ts'
import { type RankInterval, rankIntervals } from './benchmark/rank-interval.ts'
import { tiedGroups } from './benchmark/tied-groups.ts'
import type { BaseSize } from './core/base-size.ts'
import { type Difference, differenceOf } from './core/difference.ts'
import { found, missed, type Outcome } from './core/outcome.ts'
import { assessPls, type PlsAssessment } from './pls/assess-pls.ts'
import { indexByWeights } from './pls/index-by-weights.ts'
import { type AnalysedIndex, finishPathAnalysis, type PathAnalysis } from './pls/path-analysis.ts'
import type { PlsDraws } from './pls/resample-pls.ts'

/** Draws of one cell, or a part of them. */
export interface CellDraws {
  readonly cell: number
  readonly draws: PlsDraws
}

/** Indices of brands over waves, compared and ranked. Plain data. */
export interface AnalysisResult {
  readonly method: 'index-analysis'
  readonly version: 1
  readonly settings: AnalyseSettings
  /** Which weights every index under `cells` uses. */
  readonly rule: WeightRule
  readonly cells: readonly AnalysedCell[]
  readonly waves: readonly WaveComparison[]
  readonly brands: readonly BrandTrend[]
  /** The weights of all cells together, shown on request whatever the rule. */
  readonly pooled?: { readonly sampleSize: number; readonly indexWeights: PlsAssessment['indexWeights'] }
}

export interface AnalysedCell {
  readonly waveId: string
  readonly brandId: string
  readonly sampleSize: number
  readonly effectiveSize: number
  readonly base: BaseSize
  readonly result: Outcome<CellResult, CellReason>
}

export interface CellResult {
  /** By construct, 0-100, by the rule of the whole result: these are the scores to show side by side. */
  readonly index: Readonly<Record<string, AnalysedIndex>>
  /** By the pooled weights, for comparison when the rule is `own`. */
  readonly pooledIndex?: Readonly<Record<string, AnalysedIndex>>
  /** The cell's own path model, with its own weights. */
  readonly analysis: Outcome<PathAnalysis, CellReason>
}

/** League table of one wave on the target, best first. Small bases are shown but neither tested nor ranked. */
export interface WaveComparison {
  readonly waveId: string
  readonly scores: readonly BrandScore[]
  readonly pairs: readonly PairDifference[]
  readonly ranks: readonly RankInterval[]
  /** Brands of one group cannot be told apart. */
  readonly groups: readonly (readonly string[])[]
}

export interface BrandScore {
  readonly brandId: string
  readonly score: AnalysedIndex
  readonly sampleSize: number
  readonly effectiveSize: number
  readonly base: BaseSize
  readonly ranked: boolean
}

/** One brand over the waves in which it has a score. */
export interface BrandTrend {
  readonly brandId: string
  readonly points: readonly (Omit<BrandScore, 'brandId' | 'ranked'> & {
    readonly waveId: string
    readonly time: number
  })[]
  /** Each wave less the wave before it. */
  readonly changes: readonly (Difference & { readonly from: string; readonly to: string })[]
  readonly trend: Outcome<LinearTrend, 'too-few-waves' | 'no-variance'>
}

/** Joins the draws, in whatever chunks and order they come, and compares. */
export function finishAnalysis(plan: AnalysisPlan, draws: readonly CellDraws[]): AnalysisResult {
  const { model, settings, rule } = plan
  const assessed = plan.pooled === undefined ? undefined : assessPls(model, plan.pooled, settings)
  const pooled = assessed?.ok ? assessed.value : undefined
  const cells = plan.cells.map((cell, position) => {
    const own = draws.filter((part) => part.cell === position).map((part) => part.draws)
    return finishCell(plan, cell, { draws: own, pooled })
  })
  return {
    method: 'index-analysis',
    version: 1,
    settings,
    rule,
    cells,
    waves: plan.waves.map(({ id }) => compareWave(id, cells, settings)),
    brands: plan.brands.map((brandId) => followBrand(brandId, cells, plan)),
    ...(pooled === undefined
      ? {}
      : { pooled: { sampleSize: plan.pooled!.rows, indexWeights: pooled.indexWeights } }),
  }
}

function finishCell(
  { model, settings, rule }: AnalysisPlan,
  { prepared, ...cell }: PlannedCell,
  { draws, pooled }: { readonly draws: readonly PlsDraws[]; readonly pooled: PlsAssessment | undefined },
): AnalysedCell {
  if (!prepared.ok) return { ...cell, result: prepared }
  const analysis = finishPathAnalysis(prepared.value, draws)
  const pooledIndex =
    pooled === undefined
      ? undefined
      : indexByWeights(model, prepared.value.moments, pooled.indexWeights, settings)
  if (rule === 'pooled') {
    if (pooledIndex === undefined) return { ...cell, result: analysis.ok ? missed('collinear') : analysis }
    return { ...cell, result: found({ index: pooledIndex, analysis }) }
  }
  if (!analysis.ok) return { ...cell, result: analysis }
  const index = analysis.value.index
  return {
    ...cell,
    result: found({ index, ...(pooledIndex === undefined ? {} : { pooledIndex }), analysis }),
  }
}

function compareWave(
  waveId: string,
  cells: readonly AnalysedCell[],
  { target, level }: AnalyseSettings,
): WaveComparison {
  const scores = cells
    .filter((cell) => cell.waveId === waveId)
    .flatMap(({ brandId, sampleSize, effectiveSize, base, result }) => {
      const score = result.ok ? result.value.index[target] : undefined
      const ranked = base === 'indicative' || base === 'normal'
      return score === undefined ? [] : [{ brandId, score, sampleSize, effectiveSize, base, ranked }]
    })
    .sort((a, b) => b.score.value - a.score.value)
  const ranked: NamedScore[] = scores
    .filter((row) => row.ranked)
    .map((row) => ({ name: row.brandId, ...scoreOf(row) }))
  const names = ranked.map(({ name }) => name)
  const pairs = comparePairs(ranked, { level })
  return {
    waveId,
    scores,
    pairs,
    ranks: rankIntervals(names, pairs, { level }),
    groups: tiedGroups(names, pairs, { level }),
  }
}

function followBrand(
  brandId: string,
  cells: readonly AnalysedCell[],
  { waves, settings: { target, level } }: AnalysisPlan,
): BrandTrend {
  const points = waves.flatMap(({ id, time }, w) => {
    const cell = cells.find((candidate) => candidate.brandId === brandId && candidate.waveId === id)
    const score = cell?.result.ok ? cell.result.value.index[target] : undefined
    if (cell === undefined || score === undefined) return []
    const { sampleSize, effectiveSize, base } = cell
    return [{ waveId: id, time: time ?? w + 1, score, sampleSize, effectiveSize, base }]
  })
  const changes = points.slice(1).flatMap((point, i) => {
    const before = points[i]!
    const change = differenceOf(scoreOf(point), scoreOf(before), { level })
    return change.ok ? [{ from: before.waveId, to: point.waveId, ...change.value }] : []
  })
  const trend = linearTrend(
    points.map(({ time, score }) => ({ time, value: score.value, standardError: score.standardError ?? 0 })),
    { level },
  )
  return { brandId, points, changes, trend }
}

const scoreOf = ({ score, effectiveSize }: { score: AnalysedIndex; effectiveSize: number }) => ({
  value: score.value,
  standardError: score.standardError ?? 0,
  sampleSize: effectiveSize,
})
