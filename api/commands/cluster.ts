import { z } from 'zod'
import {
  type ChosenClusters,
  chooseClusters,
  describeValues,
  type KMeans,
  kMeans,
  type Observations,
  type Outcome,
} from '../../stats/index.ts'
import { observationsOf } from './data-table.ts'
import { refusal } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Seed } from './spec-parts.ts'
import { fixed, percent, table } from './table.ts'
import { UsageError } from './usage-error.ts'

const ClusterSpec = z.strictObject({
  items: z.array(Column).min(1),
  clusters: z.int().min(2).max(50).exactOptional(),
  most: z.int().min(2).max(20).exactOptional(),
  standardise: z.boolean().exactOptional(),
  starts: z.int().min(1).max(1000).exactOptional(),
  weights: Column.exactOptional(),
  seed: Seed.exactOptional(),
})

const HELP = `manyi cluster --data data.csv --spec spec.json

Which groups of similar customers there are: k-means with the usual criteria for their number.

Spec: {"items":["price","service","speed"]}
      "clusters":3         else the number with the best silhouette (Calinski-Harabasz above 2000 rows); "most":8 numbers tried
      "standardise":true   items in standard deviations, so that wide scales do not rule
      "starts":25, "seed":1, "weights":"w"

Example: npm run --silent manyi -- cluster --data tests/fixtures/examples/cluster.csv --spec tests/fixtures/examples/cluster.json
`

export const clusterCommand = methodCommand({
  name: 'cluster',
  version: 1,
  help: HELP,
  spec: ClusterSpec,
  data: 'needed',
  run({ items, clusters, most = 8, standardise = true, weights, starts, seed = 1 }, data): Report {
    const answers = observationsOf(
      data,
      items.map((name) => ({ name, role: 'item' })),
      weights,
    )
    const units = answers.items.map((item, h) => (standardise ? unitOf(answers, h, data.file, item) : PLAIN))
    const scaled = inUnits(answers, units)
    const chosen = chooseClusters(scaled, { most: Math.max(most, clusters ?? 2), seed })
    if (!chosen.ok) throw refusal(data.file, chosen)
    const groups: Outcome<KMeans, 'too-few-answers' | 'too-few-different'> = kMeans(
      scaled,
      clusters ?? chosen.value.best,
      { seed, ...(starts !== undefined && { starts }) },
    )
    if (!groups.ok) throw refusal(data.file, groups)
    const inItemUnits = {
      ...groups.value,
      clusters: groups.value.clusters.map((one) => ({
        ...one,
        centre: one.centre.map((value, h) => units[h]!.mean + units[h]!.deviation * value),
      })),
    }
    return {
      result: { choice: chosen.value, ...inItemUnits },
      text: clusterText(chosen.value, inItemUnits, standardise),
    }
  },
})

interface Unit {
  readonly mean: number
  readonly deviation: number
}

const PLAIN: Unit = { mean: 0, deviation: 1 }

function unitOf({ values, rows, items }: Observations, column: number, file: string, item: string): Unit {
  const answers = Array.from({ length: rows }, (_, i) => values[i * items.length + column]!)
  const described = describeValues(answers.filter((value) => !Number.isNaN(value)))
  if (!described.ok) throw refusal(file, { ok: false, reason: 'no-answers', subject: item })
  const { mean, standardDeviation } = described.value
  if (standardDeviation === undefined || !(standardDeviation > 0)) {
    throw new UsageError(`${file}: column "${item}" is constant, so it tells no groups apart`)
  }
  return { mean, deviation: standardDeviation }
}

const inUnits = (observations: Observations, units: readonly Unit[]): Observations => ({
  ...observations,
  values: observations.values.map((value, at) => {
    const { mean, deviation } = units[at % units.length]!
    return (value - mean) / deviation
  }),
})

function clusterText(
  { choices, best, byGap }: ChosenClusters,
  { clusters, items, sampleSize, missing, within, total, starts }: KMeans,
  standardised: boolean,
): string {
  return [
    `n = ${sampleSize} (${missing} left out for missing answers), items ${standardised ? 'standardised' : 'as they are'};` +
      ` k-means, best of ${starts.count} starts (seed ${starts.seed})`,
    `best ${choices.some(({ silhouette }) => silhouette !== undefined) ? 'silhouette' : 'Calinski-Harabasz'} at ${best} clusters; ${
      byGap === undefined
        ? 'the gap statistic names no number'
        : byGap === 1
          ? 'the gap statistic speaks for one group: no segments'
          : `the gap statistic speaks for ${byGap}`
    }`,
    '',
    table(
      ['clusters', 'within', 'silhouette', 'Calinski-Harabasz', 'gap', '+-'],
      choices.map((one) => [
        `${one.clusters}`,
        fixed(one.within, 2),
        fixed(one.silhouette, 3),
        fixed(one.calinskiHarabasz, 1),
        fixed(one.gap, 3),
        fixed(one.gapError, 3),
      ]),
    ),
    `${clusters.length} clusters: they explain ${percent(total > 0 ? 1 - within / total : 0)} of the variance`,
    table(
      ['cluster', 'people', 'share', ...items],
      clusters.map(({ size, share, centre }, k) => [
        `${k + 1}`,
        `${size}`,
        percent(share),
        ...centre.map((value) => fixed(value, 2)),
      ]),
    ),
  ].join('\n')
}
