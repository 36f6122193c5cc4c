import type { AnswerKind, Condition, DerivedScore, NonAnswer, Scale } from '../instruments/instrument.ts'

/** One key of the raw answers. Columns of an item are fields of their own: `t1.expectation`. */
export interface Field {
  readonly code: string
  readonly answer: AnswerKind
  readonly required: boolean
  readonly states: readonly NonAnswer[]
  readonly shownWhen?: Condition
  /** The earlier field whose answer bounds this one's; missing in books frozen before forms had it. */
  readonly within?: string
  readonly reversed?: boolean
  /** Fields with the same pair are answered together or not at all. */
  readonly pair?: string
}

/** An instrument placed in the form, with the fields it brought. */
export interface BookModule {
  readonly instrument: { readonly name: string; readonly version: number }
  readonly fields: readonly string[]
  /** Rotating modules are drawn for each respondent, `CodeBook.rotating` of them, more often the heavier they weigh. */
  readonly asked: 'always' | 'rotating'
  readonly weight: number
  /** As the designer set it when the form was frozen: which analyses its answers lead to. Missing in older books. */
  readonly settings?: Readonly<Record<string, unknown>>
}

/** Neighbouring fields asked in an order drawn for each respondent. */
export interface Block {
  readonly name: string
  /** Fields that stay together, in the order of the instrument. */
  readonly groups: readonly (readonly string[])[]
  /** How many groups each respondent is asked; null: all. */
  readonly take: number | null
}

/** Fields asked once per brand the respondent knows; raw answers are keyed `code__key`, the brands chosen `brands`. */
export interface Loop {
  readonly most: number
  readonly brands: readonly { readonly key: string; readonly brandId: string }[]
  readonly fields: readonly string[]
}

/** All that is needed to turn raw answers into an observation; JSON-safe, frozen with the form. */
export interface CodeBook {
  readonly version: 1
  /** Missing in books frozen before a form could hold several, as are the four after it. */
  readonly modules?: readonly BookModule[]
  readonly rotating?: number
  /** Generator that orders and modules are drawn by; missing in older books: SHA-256. */
  readonly draws?: 'sfc32'
  readonly blocks?: readonly Block[]
  readonly loop?: Loop
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
