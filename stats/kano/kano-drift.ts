import { chiSquareUpper } from '../core/chi-square.ts'
import { holm } from '../core/holm.ts'
import { type Homogeneity, homogeneity } from '../core/homogeneity.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import type { KanoCategory } from './kano-category.ts'
import { kanoRow } from './kano-segments.ts'
import { type KanoSummary, kanoSummary } from './kano-summary.ts'
import type { KanoCounts } from './kano-verdict.ts'

/** Kano's hypothesis of an attribute's life. */
export const KANO_LIFE_CYCLE = ['indifferent', 'attractive', 'one-dimensional', 'must-be'] as const

export interface KanoWave {
  readonly name: string
  readonly counts: KanoCounts
  /** Years or any other clock; without it waves are one step apart. */
  readonly time?: number
}

/** From one wave to the next. `p` is Holm-adjusted over all steps. */
export interface KanoStep {
  readonly from: string
  readonly to: string
  readonly moved: 'forward' | 'backward' | 'stayed' | 'outside'
  readonly p?: number
}

export interface KanoDrift {
  readonly waves: readonly { readonly name: string; readonly summary: KanoSummary; readonly stage?: number }[]
  readonly homogeneity: Homogeneity
  /** Linear-by-linear test of stage (0 indifferent to 3 must-be) against time: the slope per unit of time. */
  readonly trend?: { readonly slope: number; readonly statistic: number; readonly p: number }
  readonly steps: readonly KanoStep[]
  /** The category moved along the life cycle between first and last wave, and the waves differ at the level asked. */
  readonly drifts: boolean
}

/**
 * Does an attribute age? Waves in order; those without answers are left out.
 * Kano (2001); Agresti's linear-by-linear statistic (n - 1) r^2 with one degree of freedom; handbook 4.6.
 */
export function kanoDrift(
  waves: readonly KanoWave[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<KanoDrift, 'nothing-to-compare'> {
  const shown = waves.flatMap(({ name, counts, time }, i) => {
    const summary = kanoSummary(counts, { level })
    return summary.ok ? [{ name, summary: summary.value, time: time ?? i, ...meanStage(counts) }] : []
  })
  const table = homogeneity(shown.map(({ summary }) => kanoRow(summary.counts)))
  if (!table.ok) return missed('nothing-to-compare')
  const trend = stageTrend(shown.map(({ summary, time }) => ({ counts: summary.counts, time })))
  const first = stageOf(shown[0]!.summary.mode)
  const last = stageOf(shown.at(-1)!.summary.mode)
  return found({
    waves: shown.map(({ time, ...wave }) => wave),
    homogeneity: table.value,
    ...(trend !== undefined && { trend }),
    steps: stepsOf(shown),
    drifts: first !== undefined && last !== undefined && last > first && table.value.p < 1 - level,
  })
}

const stageOf = (category: KanoCategory): number | undefined => {
  const stage = (KANO_LIFE_CYCLE as readonly KanoCategory[]).indexOf(category)
  return stage < 0 ? undefined : stage
}

function meanStage(counts: KanoCounts): { readonly stage?: number } {
  const base = KANO_LIFE_CYCLE.reduce((sum, category) => sum + counts[category], 0)
  if (base === 0) return {}
  return { stage: KANO_LIFE_CYCLE.reduce((sum, category, stage) => sum + stage * counts[category], 0) / base }
}

function stepsOf(waves: readonly { readonly name: string; readonly summary: KanoSummary }[]): KanoStep[] {
  const steps = waves.slice(1).map((to, i) => {
    const from = waves[i]!
    const before = stageOf(from.summary.mode)
    const after = stageOf(to.summary.mode)
    const tested = homogeneity([kanoRow(from.summary.counts), kanoRow(to.summary.counts)])
    const moved =
      before === undefined || after === undefined
        ? ('outside' as const)
        : after === before
          ? ('stayed' as const)
          : after > before
            ? ('forward' as const)
            : ('backward' as const)
    return { from: from.name, to: to.name, moved, p: tested.ok ? tested.value.p : undefined }
  })
  const adjusted = holm(steps.flatMap(({ p }) => p ?? []))
  return steps.map(({ p, ...step }) => (p === undefined ? step : { ...step, p: adjusted.shift()! }))
}

function stageTrend(waves: readonly { readonly counts: KanoCounts; readonly time: number }[]) {
  const cells = waves.flatMap(({ counts, time }) =>
    KANO_LIFE_CYCLE.map((category, stage) => ({ time, stage, count: counts[category] })),
  )
  const total = cells.reduce((sum, { count }) => sum + count, 0)
  const mean = (value: (cell: { time: number; stage: number }) => number) =>
    cells.reduce((sum, cell) => sum + cell.count * value(cell), 0) / total
  const time = mean((cell) => cell.time)
  const stage = mean((cell) => cell.stage)
  const timeVariance = mean((cell) => (cell.time - time) ** 2)
  const stageVariance = mean((cell) => (cell.stage - stage) ** 2)
  const together = mean((cell) => (cell.time - time) * (cell.stage - stage))
  if (!(timeVariance > 0 && stageVariance > 0)) return undefined
  const statistic = ((total - 1) * together ** 2) / (timeVariance * stageVariance)
  return { slope: together / timeVariance, statistic, p: chiSquareUpper(statistic, 1) }
}
