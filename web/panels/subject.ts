import type { Estimated } from '../../stats/core/estimated.ts'
import type { Outcome } from '../../stats/core/outcome.ts'
import type { PathAnalysis } from '../../stats/pls/path-analysis.ts'
import type { Words } from './words.ts'

/** One brand in one wave, as the panels about a single model read it. */
export interface Subject {
  readonly brand: string
  readonly wave: string
  readonly cell: Outcome<PathAnalysis>
  /** Indices by construct, by the weight rule of the whole result: the same numbers as in league and trend. */
  readonly index: Readonly<Record<string, Estimated>>
  /** By the weights of all brands and waves together, when the rule is `own`: shown on request. */
  readonly pooledIndex?: Readonly<Record<string, Estimated>>
  /** In the model's order; stored results have lost it, the database keeps keys in its own. */
  readonly constructs: readonly string[]
  /** The construct the whole model is about. */
  readonly target: string
  /** A construct's name in the reader's language. */
  readonly titleOf: (construct: string) => string
  /** What an item asks about this brand, in the reader's language; its code where nobody knows. */
  readonly questionOf: (item: string) => string
  /** How many answers of this cell are no number, by why. */
  readonly unanswered: Readonly<Partial<Record<string, number>>>
}

/** Brand, wave and n, under every chart about one model. */
export const baseOf = ({ brand, wave }: Subject, { sampleSize }: PathAnalysis, { count }: Words) => ({
  brand,
  wave,
  count: count(sampleSize),
})

/** Fewer answers than a path model needs (handbook 0.11): its arrows are drawn, but nothing is read into them. */
export const isThin = ({ warnings }: PathAnalysis): boolean =>
  warnings.some(({ code }) => code === 'too-few-cases')

/** Why there is no result, as the end of a sentence. */
export function reasonText(
  missed: { readonly reason: string; readonly subject?: string },
  { t }: Words,
): string {
  return t([`reason.${missed.reason}`, 'reason.other'], { subject: missed.subject ?? '' })
}
