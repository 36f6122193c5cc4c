import type { Estimated } from '../core/estimated.ts'
import { type Homogeneity, homogeneity } from '../core/homogeneity.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { KANO_CATEGORIES, type KanoCategory } from './kano-category.ts'
import { type KanoSummary, kanoSummary } from './kano-summary.ts'
import type { KanoCounts } from './kano-verdict.ts'

/** Counts of one attribute in one segment (or brand). */
export interface KanoSegment {
  readonly name: string
  readonly counts: KanoCounts
}

/** first - second. Intervals join the two Wilson intervals; Newcombe (1998). */
export interface KanoSegmentDifference {
  readonly first: string
  readonly second: string
  readonly better: Estimated
  readonly worse: Estimated
}

/** What differs between segments for one attribute. */
export interface KanoSegmentComparison {
  readonly segments: readonly { readonly name: string; readonly summary: KanoSummary }[]
  /** Chi-square of the A, O, M, I table; adjust over attributes by Holm. */
  readonly homogeneity: Homogeneity
  readonly modeChanges: boolean
  readonly differences: readonly KanoSegmentDifference[]
}

/** The four categories that classify, as a row of a table. */
export const kanoRow = (counts: KanoCounts): number[] =>
  KANO_CATEGORIES.slice(0, 4).map((category) => counts[category])

/**
 * Do segments see the attribute differently? Segments without answers are left out. Handbook 4.4, 4.5.
 */
export function compareKanoSegments(
  segments: readonly KanoSegment[],
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<KanoSegmentComparison, 'nothing-to-compare'> {
  const shown = segments.flatMap(({ name, counts }) => {
    const summary = kanoSummary(counts, { level })
    return summary.ok ? [{ name, summary: summary.value }] : []
  })
  const table = homogeneity(shown.map(({ summary }) => kanoRow(summary.counts)))
  if (!table.ok) return missed('nothing-to-compare')
  const modes = new Set<KanoCategory>(shown.map(({ summary }) => summary.mode))
  return found({
    segments: shown,
    homogeneity: table.value,
    modeChanges: modes.size > 1,
    differences: shown.flatMap((first, i) =>
      shown.slice(i + 1).flatMap((second) => {
        const better = differenceOf(first.summary.better, second.summary.better)
        const worse = differenceOf(first.summary.worse, second.summary.worse)
        if (better === undefined || worse === undefined) return []
        return [{ first: first.name, second: second.name, better, worse }]
      }),
    ),
  })
}

function differenceOf(a: Estimated | undefined, b: Estimated | undefined): Estimated | undefined {
  if (a?.interval === undefined || b?.interval === undefined) return undefined
  const value = a.value - b.value
  const below = Math.hypot(a.value - a.interval.low, b.interval.high - b.value)
  const above = Math.hypot(a.interval.high - a.value, b.value - b.interval.low)
  return {
    value,
    standardError: Math.hypot(a.standardError ?? 0, b.standardError ?? 0),
    interval: { ...a.interval, low: value - below, high: value + above },
  }
}
