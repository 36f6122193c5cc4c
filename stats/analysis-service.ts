import { answered, byName, method } from './analysis-method.ts'
import { found, missed } from './core/outcome.ts'
import { scaleMeans } from './core/scale-means.ts'
import { type BeliefDimension, beliefGaps } from './servqual/belief-gaps.ts'
import { type ServperfDimension, servperf } from './servqual/servperf.ts'
import { servqual } from './servqual/servqual.ts'
import type { ServqualDimension } from './servqual/servqual-scores.ts'
import { shortfall } from './servqual/shortfall.ts'
import { type ToleranceItem, zoneOfTolerance } from './servqual/zone-of-tolerance.ts'

const LEVEL = { level: 0.95 }

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
  // The managers' slice; beside it the customers', who were asked another form.
  'servqual.beliefs': method<{ readonly dimensions: readonly BeliefDimension[]; readonly level?: number }>({
    version: 2,
    needs: ['dimensions'],
    defaults: LEVEL,
    weighted: true,
    items: ({ dimensions }) => dimensions.flatMap(({ items }) => items.map(({ belief }) => belief)),
    besideItems: ({ dimensions }) =>
      dimensions.flatMap(({ items }) => items.map(({ expectation }) => expectation)),
    run: ({ observations, beside }, { dimensions, ...options }, { limits }) => {
      if (beside === undefined) return missed('nothing-to-compare')
      const least = limits.smallBase
      const gaps = beliefGaps(beside.observations, observations, dimensions, { ...options, least })
      const [first] = gaps.dimensions
      if (first === undefined) return missed('nothing-asked')
      if (!first.result.ok && gaps.dimensions.every(({ result }) => !result.ok)) return first.result
      return found({ estimate: gaps, ...gaps.managers, beside: gaps.customers })
    },
  }),
}
