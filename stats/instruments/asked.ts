import type { Condition, Item, NonAnswer, Scale } from './instrument.ts'

export const NOT_KNOWN: readonly NonAnswer[] = ['dont_know', 'not_applicable']

/** A 1-10 rating with labelled ends; "don't know" and "does not apply" are offered outside the scale (handbook 1.2). */
export const rated = (code: string, ends: string): Item => scaled(code, ends, { min: 1, max: 10 })

/** A rating on a scale of its own, otherwise asked like the 1-10 ones. */
export function scaled(code: string, ends: string, { min, max }: Scale): Item {
  return { code, answer: { kind: 'rating', min, max, ends }, required: true, states: NOT_KNOWN }
}

/** Agreement with a statement, 1-7 (handbook 0.10). */
export const agreed = (code: string): Item => scaled(code, 'agree', { min: 1, max: 7 })

/** A yes or no. */
export function yesOrNo(code: string): Item {
  return { code, answer: { kind: 'binary' }, required: true, states: ['dont_know', 'refused'] }
}

/** A price change in percent, 0-25, asked by round figures; `words` are answers that count as a figure. */
export function pricePercent(code: string, shownWhen: Condition, words: Record<string, number> = {}): Item {
  return {
    code,
    answer: { kind: 'number', min: 0, max: 25, whole: false, offered: [0, 5, 10, 15, 20, 25], words },
    required: true,
    states: ['dont_know'],
    shownWhen,
  }
}
