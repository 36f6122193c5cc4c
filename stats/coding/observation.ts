/** Why an item holds no number; only `answered` enters a statistic (handbook 0.3). */
export const ANSWER_STATES = [
  'answered',
  'dont_know',
  'not_applicable',
  'refused',
  'skipped',
  'not_shown',
] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

/**
 * One response coded to numbers.
 * `scores`: one number per scored item of the code book, in its order, `null` where the item was not answered.
 * `states`: why, in the same order.
 * `attributes`: what the respondent is (region, age band …), by attribute code, for filters and breakdowns.
 */
export interface Observation {
  readonly scores: readonly (number | null)[]
  readonly states: readonly AnswerState[]
  readonly attributes: Readonly<Record<string, string>>
}

/** What is wrong with one answer: the item, a stable reason to translate, and a sentence for programs. */
export interface Problem {
  readonly item: string
  readonly reason: string
  readonly message: string
}

export type Coded =
  | { readonly ok: true; readonly observation: Observation }
  | { readonly ok: false; readonly problems: readonly Problem[] }
