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

/** Of one field, for an average respondent: about half are asked a routed question. */
export const usualSeconds = (field: Field): number =>
  fieldSeconds(field) * (field.shownWhen === undefined ? 1 : ROUTED_SHARE)
