import { z } from 'zod'
import {
  type ComparedMeans,
  compareMeans,
  type Interval,
  meanTest,
  type NamedAnswers,
  type RankInterval,
  type RankProbabilities,
  rankIntervals,
  rankProbabilities,
  tiedGroups,
} from '../../stats/index.ts'
import { type DataTable, numbersOf, weightsOf, wordsOf } from './data-table.ts'
import { refusal } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level, Resamples, Scale, Seed } from './spec-parts.ts'
import { fixed, percent, pText, rangeText, table } from './table.ts'
import { UsageError } from './usage-error.ts'

const BenchmarkSpec = z.strictObject({
  brand: Column,
  score: Column,
  scale: Scale.exactOptional(),
  weights: Column.exactOptional(),
  resamples: Resamples.exactOptional(),
  seed: Seed.exactOptional(),
  level: Level.exactOptional(),
})
type BenchmarkSpec = z.infer<typeof BenchmarkSpec>

const HELP = `manyi benchmark --data data.csv --spec spec.json

Where brands stand against each other: means, tests of all pairs, the ranks each brand can hold, who cannot be told apart.

Spec: {"brand":"company","score":"sat1"}
      "scale":{"min":1,"max":10}  turns the score into 0-100
      "weights":"w", "resamples":2000, "seed":1, "level":0.95

Example: npm run --silent manyi -- benchmark --data tests/fixtures/acsi-example/data.csv --spec tests/fixtures/examples/benchmark.json
`

/** Most brands a column may name: beyond it the column is not one of brands. */
const MOST_BRANDS = 50

export const benchmarkCommand = methodCommand({
  name: 'benchmark',
  version: 1,
  help: HELP,
  spec: BenchmarkSpec,
  data: 'needed',
  run(spec, data): Report {
    const { level = 0.95, resamples = 2000, seed = 1 } = spec
    const { brands, missing } = brandsOf(spec, data)
    const compared = compareMeans(brands, { level })
    if (!compared.ok) throw refusal(data.file, compared)
    const { scores, pairs, leftOut } = compared.value
    const shown = brands.filter(({ name }) => !leftOut.includes(name))
    const chances = rankProbabilities(shown, { resamples, seed })
    if (!chances.ok) throw refusal(data.file, chances)
    const best = scores.toSorted((a, b) => b.value - a.value).map(({ name }) => name)
    const intervals = new Map(
      shown.flatMap(({ name, values, weights }) => {
        const mean = meanTest(values, { level, ...(weights !== undefined && { weights }) })
        return mean.ok ? [[name, mean.value.interval] as const] : []
      }),
    )
    const result = {
      ...compared.value,
      scores: scores.map((score) => ({ ...score, interval: intervals.get(score.name)! })),
      missing,
      ranks: rankIntervals(best, pairs, { level }),
      tied: tiedGroups(best, pairs, { level }),
      chances: chances.value,
    }
    return { result, text: benchmarkText(result) }
  },
})

function brandsOf({ brand, score, scale, weights }: BenchmarkSpec, data: DataTable) {
  const names = wordsOf(data, brand, 'brand')
  const scores = numbersOf(data, score, 'score', scale)
  const weight = weights === undefined ? undefined : weightsOf(data, weights)
  const brands = [...new Set(names)].filter((name) => name !== null).sort()
  if (brands.length > MOST_BRANDS) {
    throw new UsageError(
      `${data.file}: column "${brand}" has ${brands.length} different values, at most ${MOST_BRANDS} brands`,
    )
  }
  const shown = (value: number) =>
    scale === undefined ? value : (100 * (value - scale.min)) / (scale.max - scale.min)
  const answered = names.flatMap((name, i) => (name === null || scores[i] === null ? [] : [i]))
  return {
    missing: names.length - answered.length,
    brands: brands.map((name): NamedAnswers => {
      const rows = answered.filter((i) => names[i] === name)
      const values = rows.map((i) => shown(scores[i]!))
      return weight === undefined ? { name, values } : { name, values, weights: rows.map((i) => weight[i]!) }
    }),
  }
}

interface Benchmarked extends ComparedMeans {
  readonly scores: readonly (ComparedMeans['scores'][number] & { readonly interval: Interval })[]
  readonly missing: number
  readonly ranks: readonly RankInterval[]
  readonly tied: readonly (readonly string[])[]
  readonly chances: RankProbabilities
}

function benchmarkText({ scores, missing, leftOut, omnibus, pairs, ranks, tied, chances }: Benchmarked) {
  const score = (name: string) => scores.find((one) => one.name === name)!
  return [
    `${scores.length} brands, ${missing} rows without brand or score` +
      `${leftOut.length === 0 ? '' : `, left out with fewer than 2 answers: ${leftOut.join(', ')}`}`,
    omnibus === undefined
      ? 'a brand has no variance, so there is no common test'
      : `all alike? Welch's F p ${pText(omnibus.p)}; ranks and ties by Holm's p; chances from ${chances.resamples.count} resamples (seed ${chances.resamples.seed})`,
    '',
    table(
      ['brand', 'mean', '+-', 'interval', 'n', 'rank', 'can be', 'chance of first'],
      ranks.map(({ name, best, worst }, i) => {
        const { value, standardError, interval, sampleSize } = score(name)
        return [
          name,
          fixed(value, 2),
          fixed(standardError, 2),
          rangeText(interval, 2),
          fixed(sampleSize, sampleSize !== undefined && Number.isInteger(sampleSize) ? 0 : 1),
          `${i + 1}`,
          `${best} .. ${worst}`,
          percent(chances.brands.find((brand) => brand.name === name)?.first),
        ]
      }),
    ),
    table(
      ['pair', 'difference', '+-', 'interval', 'p', 'p, Holm', 'p, BH'],
      pairs.map(({ first, second, difference, standardError, interval, p, pHolm, pBh }) => [
        `${first} - ${second}`,
        fixed(difference, 2),
        fixed(standardError, 2),
        rangeText(interval, 2),
        pText(p),
        pText(pHolm),
        pText(pBh),
      ]),
    ),
    `cannot be told apart: ${tied.map((group) => group.join(' = ')).join('; ')}`,
    '',
  ].join('\n')
}
