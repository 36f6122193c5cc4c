import { FROM_ZERO, isFromZero } from '../core/usable-number.ts'
import { KANO_CATEGORIES, type KanoCategory } from './kano-category.ts'

/** How many respondents (or how much weight) fell into each category. */
export type KanoCounts = Readonly<Record<KanoCategory, number>>

/** Do the two largest categories differ? At 90 %, as published. */
export interface FongTest {
  readonly difference: number
  readonly critical: number
  readonly differs: boolean
}

/** Three ways to name one category, and what they rest on. */
export interface KanoVerdict {
  /** Largest count; ties by M > O > A > I. */
  readonly mode: KanoCategory
  readonly runnerUp: KanoCategory
  readonly fong: FongTest
  /** The mode when Fong's test tells the two largest apart, else the first of the two by M > O > A > I. */
  readonly category: KanoCategory
  /** The categories the data leave open: one, or two. */
  readonly candidates: readonly KanoCategory[]
  /** Berger's rule: when A + O + M outnumber the rest the largest of them, else the largest of the rest. */
  readonly groupedCategory: KanoCategory
}

/**
 * From counts with at least one respondent. Fong: a - b >= 1.65 sqrt((a + b)(2N - a - b) / (2N)).
 * Fong (1996), Berger et al. (1993); handbook 4.4.
 */
export function kanoVerdict(counts: KanoCounts): KanoVerdict {
  const total = KANO_CATEGORIES.reduce((sum, category) => sum + counts[category], 0)
  const bad = KANO_CATEGORIES.find((category) => !isFromZero(counts[category]))
  if (bad !== undefined) throw new RangeError(`kanoVerdict: the count of "${bad}" is not ${FROM_ZERO}`)
  if (!(total > 0)) throw new RangeError('kanoVerdict: there are no counts')
  const [mode, runnerUp] = ranked(counts, KANO_CATEGORIES) as [KanoCategory, KanoCategory]
  const both = counts[mode] + counts[runnerUp]
  const difference = counts[mode] - counts[runnerUp]
  const critical = 1.65 * Math.sqrt((both * (2 * total - both)) / (2 * total))
  const differs = difference > 0 && difference >= critical
  const candidates = differs ? [mode] : KANO_CATEGORIES.filter((one) => one === mode || one === runnerUp)
  const wanted = counts.attractive + counts['one-dimensional'] + counts['must-be']
  const group = KANO_CATEGORIES.filter((_, i) => (2 * wanted > total ? i < 3 : i >= 3))
  return {
    mode,
    runnerUp,
    fong: { difference, critical, differs },
    category: candidates[0]!,
    candidates,
    groupedCategory: ranked(counts, group)[0]!,
  }
}

/** Largest first; the sort is stable, so ties keep the order of the categories. */
const ranked = (counts: KanoCounts, among: readonly KanoCategory[]): KanoCategory[] =>
  [...among].sort((a, b) => counts[b] - counts[a])
