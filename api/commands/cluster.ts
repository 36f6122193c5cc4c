import { z } from 'zod'
import {
  type ChosenClusters,
  chooseClusters,
  type KMeans,
  kMeans,
  LINKAGES,
  type Outcome,
} from '../../stats/index.ts'
import { clusterTable } from './cluster-table.ts'
import { hierarchicalClusters, hierarchicalText } from './cluster-tree.ts'
import { observationsOf } from './data-table.ts'
import { refusal } from './in-words.ts'
import { inPoints, inUnits, PLAIN, unitOf } from './item-units.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Seed } from './spec-parts.ts'
import { fixed, percent, table } from './table.ts'
import { UsageError } from './usage-error.ts'

const ClusterSpec = z.strictObject({
  method: z.enum(['k-means', 'hierarchical']).exactOptional(),
  linkage: z.enum(LINKAGES).exactOptional(),
  items: z.array(Column).min(1),
  clusters: z.int().min(2).max(50).exactOptional(),
  most: z.int().min(2).max(20).exactOptional(),
  standardise: z.boolean().exactOptional(),
  starts: z.int().min(1).max(1000).exactOptional(),
  weights: Column.exactOptional(),
  seed: Seed.exactOptional(),
})

const HELP = `manyi cluster --data data.csv --spec spec.json

Which groups of similar customers there are: k-means, or a tree cut where its branches are far apart, with the usual
criteria for their number.

Spec: {"items":["price","service","speed"]}
      "clusters":3         else the number with the best silhouette (Calinski-Harabasz above 2000 rows); "most":8 numbers tried
      "standardise":true   items in standard deviations, so that wide scales do not rule
      "method":"k-means"   or "hierarchical", with "linkage":"ward" (average, complete, single), for up to 3000 rows
      "starts":25, "seed":1, "weights":"w"   of k-means

Example: npm run --silent manyi -- cluster --data tests/fixtures/examples/cluster.csv --spec tests/fixtures/examples/cluster.json
`

export const clusterCommand = methodCommand({
  name: 'cluster',
  version: 1,
  help: HELP,
  spec: ClusterSpec,
  data: 'needed',
  run(spec, data): Report {
    const { items, clusters, most = 8, standardise = true, weights, starts, seed = 1 } = spec
    checkFields(spec)
    const answers = observationsOf(
      data,
      items.map((name) => ({ name, role: 'item' })),
      weights,
    )
    const units = answers.items.map((item, h) => (standardise ? unitOf(answers, h, data.file, item) : PLAIN))
    const scaled = inUnits(answers, units)
    if (spec.method === 'hierarchical') {
      const { linkage = 'ward' } = spec
      const tree = hierarchicalClusters(scaled, { file: data.file, linkage, clusters, most })
      const groups = tree.groups.map((one) => ({ ...one, centre: inPoints(one.centre, units) }))
      return { result: { ...tree, groups }, text: hierarchicalText({ ...tree, groups }, standardise) }
    }
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
        centre: inPoints(one.centre, units),
      })),
    }
    return {
      result: { choice: chosen.value, ...inItemUnits },
      text: clusterText(chosen.value, inItemUnits, standardise),
    }
  },
})

/** A field of the other method would be left unused, and its author believe otherwise. */
function checkFields({ method = 'k-means', ...spec }: z.infer<typeof ClusterSpec>): void {
  const [other, fields] =
    method === 'k-means'
      ? (['hierarchical', ['linkage']] as const)
      : (['k-means', ['starts', 'seed', 'weights']] as const)
  const strange = fields.find((field) => spec[field] !== undefined)
  if (strange !== undefined) {
    throw new UsageError(`the spec: "${strange}" belongs to the method ${other}, not to ${method}`)
  }
}

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
    clusterTable(items, clusters),
  ].join('\n')
}
