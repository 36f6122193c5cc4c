import { type Observations, selectItems } from './observations.ts'

/**
 * Per respondent the mean of the items answered, NaN where these are fewer than half of them (rounded up).
 * The items must be on one scale. Handbook 0.4.
 */
export function scaleMeans(observations: Observations, items: readonly string[]): number[] {
  if (items.length === 0) throw new RangeError('scaleMeans: there are no items')
  const { values, rows } = selectItems(observations, items)
  const least = Math.ceil(items.length / 2)
  return Array.from({ length: rows }, (_, i) => {
    const answered = values.subarray(i * items.length, (i + 1) * items.length).filter((x) => !Number.isNaN(x))
    if (answered.length < least) return Number.NaN
    return answered.reduce((sum, value) => sum + value, 0) / answered.length
  })
}
