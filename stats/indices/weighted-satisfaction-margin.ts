import { listwise } from '../core/listwise.ts'
import { type MeanTest, meanTest } from '../core/mean-test.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { isFromZero } from '../core/usable-number.ts'

/** A column of satisfaction answers and its fixed importance. */
export interface WeightedItem {
  readonly item: string
  readonly importance: number
}

export interface WeightedSatisfactionMargin extends MeanTest {
  /** Respondents who left out an attribute: not counted. */
  readonly missing: number
}

/**
 * The weighted index of a group, 0-100, with the t interval of the respondents' own weighted scores; importances are
 * taken as known. Throws when they do not add up to something above 0 or a scale is empty. Handbook 6.2.
 */
export function weightedSatisfactionMargin(
  observations: Observations,
  items: readonly WeightedItem[],
  { min, max, level = 0.95 }: { readonly min: number; readonly max: number; readonly level?: number },
): Outcome<WeightedSatisfactionMargin, 'too-few-answers'> {
  if (!(max > min)) throw new RangeError('weightedSatisfactionMargin: scale max must exceed min')
  const total = items.reduce((sum, { importance }) => sum + importance, 0)
  if (!(total > 0) || items.some(({ importance }) => !isFromZero(importance))) {
    throw new RangeError(
      'weightedSatisfactionMargin: importances must be from 0 and add up to something above 0',
    )
  }
  const { complete, dropped } = listwise(
    observations,
    items.map(({ item }) => item),
  )
  const scores = Array.from({ length: complete.rows }, (_, i) =>
    items.reduce((sum, { importance }, h) => {
      const answer = complete.values[i * items.length + h]!
      return sum + ((importance / total) * 100 * (answer - min)) / (max - min)
    }, 0),
  )
  const { weights } = complete
  const tested = meanTest(scores, weights === undefined ? { level } : { weights: Array.from(weights), level })
  return tested.ok ? found({ ...tested.value, missing: dropped }) : missed('too-few-answers')
}
