import { columnOf } from './analysis-columns.ts'
import { answered, byName, method } from './analysis-method.ts'
import { found, missed } from './core/outcome.ts'
import { scaleMeans } from './core/scale-means.ts'
import { beliefGaps, shortfall } from './servqual/organisation-gaps.ts'
import { type ServperfDimension, servperf } from './servqual/servperf.ts'
import { servqual } from './servqual/servqual.ts'
import type { ServqualDimension } from './servqual/servqual-scores.ts'
import { type ToleranceItem, zoneOfTolerance } from './servqual/zone-of-tolerance.ts'

const LEVEL = { level: 0.95 }

/** One statement asked of customers (what they expect) and of managers (what they believe is expected). */
interface BeliefColumns {
  readonly name: string
  readonly customers: string
  readonly managers: string
}

/** Service quality seen by customers, managers and staff; handbook 3. */
export const SERVICE = {
  servqual: method<{ readonly dimensions: readonly ServqualDimension[]; readonly level?: number }>({
    version: 1,
    needs: ['dimensions'],
    defaults: LEVEL,
    weighted: true,
    items: ({ dimensions }) =>
      dimensions.flatMap(({ items, points }) => [
        ...items.flatMap(({ expectation, perception }) => [expectation, perception]),
        ...(points === undefined ? [] : [points]),
      ]),
    run: ({ observations }, { dimensions, ...options }) =>
      answered(servqual(observations, dimensions, options)),
  }),
  'servqual.zone': method<{ readonly items: readonly ToleranceItem[]; readonly level?: number }>({
    version: 1,
    needs: ['items'],
    defaults: LEVEL,
    weighted: true,
    items: ({ items }) => items.flatMap(({ minimum, desired, perceived }) => [minimum, desired, perceived]),
    run: ({ observations }, { items, ...options }) => byName(zoneOfTolerance(observations, items, options)),
  }),
  'servqual.performance': method<{
    readonly dimensions: readonly ServperfDimension[]
    readonly level?: number
  }>({
    version: 1,
    needs: ['dimensions'],
    defaults: LEVEL,
    weighted: true,
    items: ({ dimensions }) =>
      dimensions.flatMap(({ items, points }) => (points === undefined ? items : [...items, points])),
    run: ({ observations }, { dimensions, ...options }) =>
      answered(servperf(observations, dimensions, options)),
  }),
  'servqual.shortfall': method<{
    readonly gaps: readonly { readonly name: string; readonly items: readonly string[] }[]
    readonly top?: number
    readonly level?: number
  }>({
    version: 1,
    needs: ['gaps'],
    defaults: { top: 7, ...LEVEL },
    items: ({ gaps }) => gaps.flatMap(({ items }) => items),
    run: ({ observations }, { gaps, ...options }) =>
      byName(
        gaps.map(({ name, items }) => {
          const means = scaleMeans(observations, items).filter((mean) => !Number.isNaN(mean))
          return { name, result: shortfall(means, options) }
        }),
      ),
  }),
  // Customers and managers are different rows of one slice: each answered their own columns.
  'servqual.beliefs': method<{ readonly items: readonly BeliefColumns[]; readonly level?: number }>({
    version: 1,
    needs: ['items'],
    defaults: LEVEL,
    items: ({ items }) => items.flatMap(({ customers, managers }) => [customers, managers]),
    run: (slice, { items, ...options }) => {
      const sides = items.map(({ name, customers, managers }) => ({
        name,
        customers: columnOf(slice, customers),
        managers: columnOf(slice, managers),
      }))
      const columns = sides.flatMap(({ customers, managers }) => [customers, managers])
      const answers = (column: readonly number[]) => column.filter((value) => !Number.isNaN(value))
      const gaps = beliefGaps(
        sides.map(({ name, customers, managers }) => ({
          name,
          customers: answers(customers),
          managers: answers(managers),
        })),
        options,
      )
      if (gaps.length === 0) return missed('too-few-answers')
      const rows = Array.from(columns[0]!.keys()).filter((i) =>
        columns.some((column) => !Number.isNaN(column[i])),
      )
      return found({ estimate: gaps, sampleSize: rows.length })
    },
  }),
}
