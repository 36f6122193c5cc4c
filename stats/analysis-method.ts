import type { AnswerState } from './coding/observation.ts'
import type { BaseLimits } from './core/base-size.ts'
import type { Observations } from './core/observations.ts'
import { found, missed, type Outcome } from './core/outcome.ts'

/** Why a cell holds no number. */
export type EmptyState = Exclude<AnswerState, 'answered'>

/** What an analysis is handed: coded numbers, why cells are empty, and what respondents are (brand, region, wave). */
export interface AnalysisSlice {
  readonly observations: Observations
  /** By item, how many cells are empty and why. Cells without a stated reason are counted as `unstated`. */
  readonly states?: Readonly<Record<string, Readonly<Partial<Record<EmptyState, number>>>>>
  /** By name, one word per row; null is not known. */
  readonly columns?: Readonly<Record<string, readonly (string | null)[]>>
  /** By name, the words of an open answer per row, cut and normalised by the caller; empty for no answer. */
  readonly texts?: Readonly<Record<string, readonly (readonly string[])[]>>
  /** Other people, who answered another form: what a method that reads `beside` compares with. */
  readonly beside?: AnalysisSlice
}

/** What a method found: its own record, and what that record does not say under the usual names. */
export interface Answer {
  readonly estimate: object
  /** Respondents it rests on, when the estimate's own `sampleSize` is not that. */
  readonly sampleSize?: number
  /** What the weights leave of them, when the estimate's own `effectiveSize` is not that. */
  readonly effectiveSize?: number
  /** Respondents of the second slice that it rests on. */
  readonly beside?: { readonly sampleSize: number; readonly effectiveSize: number }
  /** Empty cells that were filled. */
  readonly replaced?: number
}

/**
 * One row of the table of methods. `needs` and `takes` are the options that must and may be there; `defaults` are the
 * conventions used when nothing else is said, recorded with every result. `items` are the columns of numbers it reads.
 */
export interface AnalysisMethod<Options> {
  readonly version: number
  readonly needs: readonly string[]
  readonly takes?: readonly string[]
  readonly defaults?: Readonly<Record<string, unknown>>
  /** Sampling weights count; a method without this takes every respondent as one. */
  readonly weighted?: true
  readonly items: (options: Options, slice: AnalysisSlice) => readonly string[]
  /** Columns of numbers read from the second slice; a method with these cannot do without one. */
  readonly besideItems?: (options: Options) => readonly string[]
  readonly run: (
    slice: AnalysisSlice,
    options: Options,
    asked: { readonly limits: BaseLimits },
  ) => Outcome<Answer>
}

/** Lets the compiler read the options of a method from its functions. */
export const method = <Options>(row: AnalysisMethod<Options>): AnalysisMethod<Options> => row

/** The outcome of a method whose record is the estimate. */
export const answered = (outcome: Outcome<object>): Outcome<Answer> =>
  outcome.ok ? { ok: true, value: { estimate: outcome.value } } : outcome

/** The same, resting on so many respondents. */
export const sized = (outcome: Outcome<object>, sampleSize: number): Outcome<Answer> =>
  outcome.ok ? found({ estimate: outcome.value, sampleSize }) : outcome

/** Several named outcomes: failed only when all are; the sample is that of the best answered one. */
export function byName(
  results: readonly { readonly name: string; readonly result: Outcome<{ readonly sampleSize: number }> }[],
): Outcome<Answer> {
  const sizes = results.flatMap(({ result }) => (result.ok ? [result.value.sampleSize] : []))
  const [first] = results
  if (first === undefined) return missed('nothing-asked')
  if (sizes.length === 0 && !first.result.ok) return missed(first.result.reason, first.name)
  return found({ estimate: results, sampleSize: Math.max(...sizes) })
}
