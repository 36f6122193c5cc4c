/** Languages a form may be asked in; every wording exists in all of them. */
export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'] as const
export type Language = (typeof LANGUAGES)[number]

/** What a respondent may say instead of answering; raw answers hold exactly these words (handbook 0.3). */
export const NON_ANSWERS = ['dont_know', 'not_applicable', 'refused'] as const
export type NonAnswer = (typeof NON_ANSWERS)[number]

export interface Scale {
  readonly min: number
  readonly max: number
}

/**
 * What a valid raw answer looks like, and so how it scores.
 * rating: a whole number of the scale; `ends` names the labels of its two ends, or of every point.
 * binary: `yes` or `no`, scored 1 or 0.
 * choice: one code of the list, scored by its place (1, 2 …). multi-choice: an array of codes, scored 0/1 each.
 * number: any number in range (a whole one where `whole`); `offered` are the round percents shown to tap on;
 * `words` are answers in words that count as a number ("would not return at any price" = 25).
 * text: never scored. allocation: points per part that add up to `total`, scored per part.
 */
export type AnswerKind =
  | { readonly kind: 'rating'; readonly min: number; readonly max: number; readonly ends: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'multi-choice'; readonly choices: readonly string[]; readonly max: number }
  | {
      readonly kind: 'number'
      readonly min: number
      readonly max: number
      readonly whole: boolean
      readonly offered?: readonly number[]
      readonly words?: Readonly<Record<string, number>>
    }
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'allocation'; readonly parts: readonly string[]; readonly total: number }

/** True only when the other item was answered, and so: data, never a free expression. */
export type Condition =
  | { readonly item: string; readonly atLeast: number }
  | { readonly item: string; readonly atMost: number }
  | { readonly item: string; readonly isOneOf: readonly string[] }
  | { readonly item: string; readonly includes: string }

export interface Item {
  /** Stable, lower-case, dotted for the halves of a pair: `one-click.functional`. */
  readonly code: string
  readonly answer: AnswerKind
  readonly required: boolean
  /** Non-answers the respondent is offered, in this order. */
  readonly states: readonly NonAnswer[]
  readonly shownWhen?: Condition
  /**
   * Its answer stays within that to this earlier item: one of the choices taken there, a number not above the one given
   * there. Free where that was not answered.
   */
  readonly within?: string
  /** Reverse-worded: scored as min + max - x. */
  readonly reversed?: boolean
  /** Items of one pair are answered together or not at all. */
  readonly pair?: string
  /** Several scales side by side: raw answers are keyed `code.column`. */
  readonly columns?: readonly string[]
  /**
   * Asked once per entry of this `entries` parameter, or once per brand: `{each}` in the code, the pair, the
   * condition's item and its answer stands for the entry's key. Neighbours that share it are asked entry by entry.
   */
  readonly each?: string
  /** The choices are the keys of this `entries` parameter, or of the program's brands. */
  readonly choicesFrom?: string
  /** At most so many of the choices as this number parameter says. */
  readonly mostFrom?: string
  /** Asked only where the designer set this parameter so: a switch on or off, a choice made, a member of a subset. */
  readonly onlyWith?: OnlyWith
  /** Neighbours of the same block are asked in an order drawn for each respondent; a pair stays together. */
  readonly block?: string
}

/** The name by which `each` and `choicesFrom` mean the brands of the program. */
export const BRANDS = 'brands'

/**
 * What a designer sets when placing an instrument in a program. Titles and helps by language are in api/forms/wording.
 * entries: the designer's own features, attributes or questions, each with a key and words in every language;
 * `described`: each may carry a description and a picture. subset: which of the listed parts are asked.
 * number: a whole number; where `takes` names a block, each respondent is asked so many of its groups, drawn at random.
 */
export type Parameter =
  | {
      readonly name: string
      readonly kind: 'entries'
      readonly min: number
      readonly max: number
      readonly described: boolean
    }
  | { readonly name: string; readonly kind: 'switch'; readonly default: boolean }
  | {
      readonly name: string
      readonly kind: 'choice'
      readonly of: readonly string[]
      readonly default: string
    }
  | {
      readonly name: string
      readonly kind: 'subset'
      readonly of: readonly string[]
      readonly min: number
      readonly default: readonly string[]
    }
  | {
      readonly name: string
      readonly kind: 'number'
      readonly min: number
      readonly max: number
      readonly default: number
      readonly takes?: string
    }

/** What the designer set: a switch on or off, a choice made, a member of a subset; or a number that is large enough. */
export type Setting =
  | { readonly parameter: string; readonly is: boolean | string }
  | { readonly parameter: string; readonly atLeast: number }

/**
 * A method of `analyse` that the answers feed, with its options as data. In them `{each}` inside
 * `{ each: 'features', of: … }` makes a list with one member per entry. An option `text` is the code of a text item: the
 * slice holds the words of its answers under that name, and the caller, who knows the languages, adds their stop words.
 */
export interface Feed {
  readonly method: string
  readonly options: Readonly<Record<string, unknown>>
  /** Only where the designer set this so, or all of these. */
  readonly onlyWith?: Setting | readonly Setting[]
  /** One analysis per entry of this parameter (or brand): `{each}` anywhere in the options is the entry's key. */
  readonly each?: string
  /** The instrument that other people answered, in another program or wave: the method compares their slice with this. */
  readonly beside?: string
}

/** A score made from other answers, in all forms or only where the designer set this so. */
export type DerivedScore = (SignedBranches | CappedCount) & { readonly onlyWith?: OnlyWith }

interface OnlyWith {
  readonly parameter: string
  readonly is: boolean | string
}

/**
 * The first answered branch, times its sign, moved from `range` to `scale`.
 * Price tolerance (handbook 1.3): +pt_up or -pt_down, from -25..25 to 1..10.
 * When no branch was asked because `decidedBy` has no number, the score takes that item's state.
 */
export interface SignedBranches {
  readonly code: string
  readonly rule: 'signed-branches'
  readonly decidedBy: string
  readonly branches: readonly { readonly item: string; readonly sign: 1 | -1 }[]
  readonly range: Scale
  readonly scale: Scale
}

/**
 * How many choices of `item` were made, the largest of `scale` where there are more; the least where the yes or no
 * `decidedBy` is a no. Without one of the two answers the score takes its state.
 * Channels of complaint (handbook 1.3): 0, 1, or 2 and more.
 */
export interface CappedCount {
  readonly code: string
  readonly rule: 'capped-count'
  readonly decidedBy: string
  readonly item: string
  readonly choices: readonly string[]
  readonly scale: Scale
}

export type ConstructMode = 'A' | 'B' | 'unit'

export interface Construct {
  /** Stable English name, as in models and results; titles by language are in api/forms/wording. */
  readonly name: string
  /** The short key of the handbook's edge lists: IMA, EXP … */
  readonly key: string
  readonly mode: ConstructMode
  /** Codes of scored items or derived scores. */
  readonly items: readonly string[]
  /** Other items, where the designer set this so. */
  readonly instead?: { readonly onlyWith: OnlyWith; readonly items: readonly string[] }
}

/** A published measurement model as data. Paths and constructs are empty for instruments without a path model. */
export interface Instrument {
  readonly name: string
  readonly version: number
  readonly family: string
  /** In the order asked. */
  readonly items: readonly Item[]
  readonly derived: readonly DerivedScore[]
  readonly constructs: readonly Construct[]
  readonly paths: readonly (readonly [from: string, to: string])[]
  /** The construct whose score is the satisfaction index; null without a path model. */
  readonly satisfaction: string | null
  /** What a designer may set; none for a published questionnaire that is asked as it is. */
  readonly parameters?: readonly Parameter[]
  /** The analyses its answers reach, besides those that any scored item reaches. */
  readonly feeds?: readonly Feed[]
  readonly source: string
}

/** A question about the respondent; its answer is a segment, not a score. */
export interface Attribute {
  readonly code: string
  readonly values: readonly string[]
  /** Personal questions may be refused, and say why they are asked. */
  readonly personal: boolean
  /** The company knows it, the respondent does not: it comes from the contact register and is never asked. */
  readonly fromRegister?: true
}
