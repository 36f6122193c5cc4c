import type { Field } from '../../stats/coding/code-book.ts'
import type { AnswerKind } from '../../stats/instruments/instrument.ts'
import { CONSENT } from './build-code-book.ts'

/** Seconds to read and answer one question on a phone; chosen on the slow side, so that the promise holds. */
const SECONDS: Readonly<Record<AnswerKind['kind'], number>> = {
  rating: 8,
  binary: 6,
  choice: 8,
  'multi-choice': 10,
  number: 10,
  text: 30,
  allocation: 40,
}
export const ATTRIBUTE_SECONDS = 5
/** What comes before the questions: consent, the brand or brands. */
export const OPENING_SECONDS = 10

/** How much of a routed question counts before the answer is there that decides it. */
export const ROUTED_SHARE = 0.5

/** Of one field, for whoever is asked it. */
export const fieldSeconds = ({ code, answer }: Pick<Field, 'code' | 'answer'>): number =>
  code === CONSENT.code ? OPENING_SECONDS : SECONDS[answer.kind]

/** Few know every brand they may rate: so many are usual. */
export const USUAL_BRANDS = 2

/** Seconds on average and between what ends. */
export interface Spread {
  readonly mean: number
  readonly least: number
  readonly most: number
}

/**
 * Of one field of these, for whoever meets the question that decides whether it is asked: about half are asked a routed
 * question. One that is asked of each brand chosen is asked of one brand at the least.
 */
export function askedSeconds(field: Field, fields: readonly Field[]): Spread {
  const seconds = fieldSeconds(field)
  const of = (share: number) => seconds * share
  if (field.shownWhen === undefined) return { mean: seconds, least: seconds, most: seconds }
  const chosen = chosenOf(field, fields)
  if (chosen === undefined) {
    return { mean: of(ROUTED_SHARE), least: of(ROUTED_SHARE), most: of(ROUTED_SHARE) }
  }
  const { among, most } = chosen
  return { mean: of(Math.min(most, USUAL_BRANDS) / among), least: of(1 / among), most: of(most / among) }
}

/** Where a field is asked of each of the choices taken at another: which of them it is about, and how many may be taken. */
export function chosenOf({ shownWhen }: Field, fields: readonly Field[]): Chosen | undefined {
  if (shownWhen === undefined || !('includes' in shownWhen)) return undefined
  const decider = fields.find(({ code }) => code === shownWhen.item)?.answer
  if (decider?.kind !== 'multi-choice') return undefined
  const { choices, max } = decider
  const place = choices.indexOf(shownWhen.includes)
  return place < 0 ? undefined : { place, among: choices.length, most: Math.min(max, choices.length) }
}

interface Chosen {
  /** Among the choices, from 0. */
  readonly place: number
  readonly among: number
  readonly most: number
}
