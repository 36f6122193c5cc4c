import type { AnswerKind, Condition, DerivedScore, NonAnswer, Scale } from '../instruments/instrument.ts'

/** One key of the raw answers. Columns of an item are fields of their own: `t1.expectation`. */
export interface Field {
  readonly code: string
  readonly answer: AnswerKind
  readonly required: boolean
  readonly states: readonly NonAnswer[]
  readonly shownWhen?: Condition
  readonly reversed?: boolean
  /** Fields with the same pair are answered together or not at all. */
  readonly pair?: string
}

/** All that is needed to turn raw answers into an observation; JSON-safe, frozen with the form. */
export interface CodeBook {
  readonly version: 1
  readonly instrument: { readonly name: string; readonly version: number }
  /** In the order asked; a field is only shown because of an earlier one. */
  readonly fields: readonly Field[]
  readonly derived: readonly DerivedScore[]
  /** Order of `Observation.scores` and `Observation.states`. */
  readonly scored: readonly string[]
  /** Range of every scored code, after coding. */
  readonly scales: Readonly<Record<string, Scale>>
  /** Raw answers keyed by attribute code; always optional, `refused` allowed where offered. */
  readonly attributes: readonly {
    readonly code: string
    readonly values: readonly string[]
    readonly states: readonly NonAnswer[]
  }[]
}
