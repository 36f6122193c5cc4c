import { type MeanTest, meanTest } from '../core/mean-test.ts'
import type { Outcome } from '../core/outcome.ts'
import { checkUsable } from '../core/usable-number.ts'

export const VALUE_BENEFITS = ['product', 'service', 'staff', 'image'] as const
export const VALUE_COSTS = ['money', 'time', 'effort', 'worry'] as const

/** Answers on one scale: what is got, what it costs. */
export type DeliveredAnswers = Readonly<
  Record<(typeof VALUE_BENEFITS)[number] | (typeof VALUE_COSTS)[number], number>
>

/**
 * Delivered value of one respondent: mean benefit less mean cost, both rescaled to 0-100, so -100 to 100.
 * Throws when an answer is off the scale. Handbook 11.2.
 */
export function deliveredValue(
  answers: DeliveredAnswers,
  { min, max }: { readonly min: number; readonly max: number } = { min: 1, max: 10 },
): number {
  checkUsable('deliveredValue', { min, max })
  if (!(max > min)) throw new RangeError('deliveredValue: scale max must exceed min')
  const mean = (names: readonly (keyof DeliveredAnswers)[]) =>
    names.reduce((sum, name) => {
      const answer = answers[name]
      if (!(answer >= min && answer <= max))
        throw new RangeError(`deliveredValue: ${name} is ${answer}, off the scale`)
      return sum + (100 * (answer - min)) / (max - min)
    }, 0) / names.length
  return mean(VALUE_BENEFITS) - mean(VALUE_COSTS)
}

/** Mean delivered value of a group with its t interval. */
export const groupDeliveredValue = (
  respondents: readonly DeliveredAnswers[],
  { scale, level = 0.95 }: { scale?: { readonly min: number; readonly max: number }; level?: number } = {},
): Outcome<MeanTest, 'too-few-answers'> =>
  meanTest(
    respondents.map((answers) => deliveredValue(answers, scale)),
    { level },
  )
