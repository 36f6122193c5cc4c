import { answersByGroup, columnOf } from './analysis-columns.ts'
import { answered, method } from './analysis-method.ts'
import { compareMeans } from './benchmark/compare-means.ts'
import { comparePaired } from './benchmark/compare-paired.ts'
import { rankProbabilities } from './benchmark/rank-probability.ts'
import { found } from './core/outcome.ts'

const LEVEL = { level: 0.95 }

/** Brands against each other: by different respondents, or rated by the same ones; handbook 12. */
export const BENCHMARK = {
  'benchmark.means': method<{ readonly item: string; readonly by: string; readonly level?: number }>({
    version: 1,
    needs: ['item', 'by'],
    defaults: LEVEL,
    weighted: true,
    items: ({ item }) => [item],
    run: (slice, { level, ...where }) => {
      const groups = answersByGroup(slice, where)
      const compared = compareMeans(groups, { level: level! })
      return compared.ok ? found({ estimate: compared.value, sampleSize: sizeOf(groups) }) : compared
    },
  }),
  'benchmark.ranks': method<{
    readonly item: string
    readonly by: string
    readonly resamples?: number
    readonly seed?: number
  }>({
    version: 1,
    needs: ['item', 'by'],
    defaults: { resamples: 2000, seed: 1 },
    weighted: true,
    items: ({ item }) => [item],
    run: (slice, { item, by, ...options }) => {
      const groups = answersByGroup(slice, { item, by })
      const ranked = rankProbabilities(groups, options)
      return ranked.ok ? found({ estimate: ranked.value, sampleSize: sizeOf(groups) }) : ranked
    },
  }),
  'benchmark.pairs': method<{
    readonly brands: readonly { readonly name: string; readonly item: string }[]
    readonly own?: string
    readonly level?: number
  }>({
    version: 1,
    needs: ['brands'],
    takes: ['own'],
    defaults: LEVEL,
    weighted: true,
    items: ({ brands }) => brands.map(({ item }) => item),
    run: (slice, { brands, ...options }) => {
      const { weights } = slice.observations
      return answered(
        comparePaired(
          brands.map(({ name, item }) => ({ name, values: columnOf(slice, item) })),
          { ...options, ...(weights !== undefined && { weights: Array.from(weights) }) },
        ),
      )
    },
  }),
}

const sizeOf = (groups: readonly { readonly values: readonly number[] }[]): number =>
  groups.reduce((sum, { values }) => sum + values.length, 0)
