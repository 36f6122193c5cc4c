import { columnOf, completeRowsOf, groupsOf } from './analysis-columns.ts'
import { answered, method, sized } from './analysis-method.ts'
import { found } from './core/outcome.ts'
import { concentration } from './value/concentration.ts'
import {
  type DeliveredAnswers,
  groupDeliveredValue,
  VALUE_BENEFITS,
  VALUE_COSTS,
} from './value/delivered-value.ts'
import { segmentDistinctness } from './value/segment-distinctness.ts'

const LEVEL = { level: 0.95 }
const VALUE_PARTS = [...VALUE_BENEFITS, ...VALUE_COSTS]

/** Who is worth what, and what they get; handbook 11. */
export const VALUE = {
  'value.concentration': method<{ readonly profit: string; readonly top?: number }>({
    version: 1,
    needs: ['profit'],
    defaults: { top: 0.2 },
    items: ({ profit }) => [profit],
    run: (slice, { profit, ...options }) => {
      const profits = columnOf(slice, profit).filter((value) => !Number.isNaN(value))
      return sized(concentration(profits, options), profits.length)
    },
  }),
  'value.segments': method<{
    readonly item: string
    readonly by: string
    readonly minimumSize?: number
    readonly level?: number
  }>({
    version: 1,
    needs: ['item', 'by'],
    items: ({ item }) => [item],
    defaults: { minimumSize: 30, ...LEVEL },
    run: (slice, { item, by, ...options }) => {
      const segments = groupsOf(slice, by).map(({ name, observations }) => ({
        segment: name,
        values: columnOf({ observations }, item).filter((value) => !Number.isNaN(value)),
      }))
      const sampleSize = segments.reduce((sum, { values }) => sum + values.length, 0)
      return found({ estimate: segmentDistinctness(segments, options), sampleSize })
    },
  }),
  'value.delivered': method<{
    readonly parts: Readonly<Record<keyof DeliveredAnswers, string>>
    readonly min: number
    readonly max: number
    readonly level?: number
  }>({
    version: 1,
    needs: ['parts', 'min', 'max'],
    defaults: LEVEL,
    items: ({ parts }) => VALUE_PARTS.map((part) => parts[part]),
    run: (slice, { parts, min, max, ...options }) => {
      const items = VALUE_PARTS.map((part) => parts[part])
      const answers = completeRowsOf(slice, items).map(
        (row) => Object.fromEntries(VALUE_PARTS.map((part, k) => [part, row[k]!])) as DeliveredAnswers,
      )
      return answered(groupDeliveredValue(answers, { scale: { min, max }, ...options }))
    },
  }),
}
