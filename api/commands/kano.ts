import { z } from 'zod'
import {
  compareKanoSegments,
  holm,
  KANO_CATEGORIES,
  KANO_TABLES,
  type KanoAttribute,
  type KanoCounts,
  type KanoOptions,
  kano,
  type Observations,
  selectRows,
} from '../../stats/index.ts'
import { type DataTable, observationsOf, wordsOf } from './data-table.ts'
import { refusal } from './in-words.ts'
import { type ComparedAttribute, kanoText, segmentText } from './kano-report.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level, Name } from './spec-parts.ts'

const KanoSpec = z.strictObject({
  attributes: z
    .array(
      z.strictObject({
        name: Name,
        functional: Column,
        dysfunctional: Column,
        importance: Column.exactOptional(),
      }),
    )
    .min(1),
  table: z.enum(KANO_TABLES).exactOptional(),
  segments: Column.exactOptional(),
  weights: Column.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi kano --data data.csv --spec spec.json

Which attributes are taken for granted, which are asked for, which delight: Kano categories with margins.

Spec: {"attributes":[{"name":"wifi","functional":"wifi_with","dysfunctional":"wifi_without","importance":"wifi_imp"}]}
      answers 1 like, 2 must be, 3 neutral, 4 can live with, 5 dislike; importance may be left out
      "table":"berger" or "pouliot"; "segments":"column"; "weights":"w"; "level":0.95

Example: npm run --silent manyi -- kano --data tests/fixtures/examples/kano.csv --spec tests/fixtures/examples/kano.json
`

export const kanoCommand = methodCommand({
  name: 'kano',
  version: 1,
  help: HELP,
  spec: KanoSpec,
  data: 'needed',
  run({ attributes, segments, weights, ...options }, data): Report {
    const observations = observationsOf(
      data,
      attributes.flatMap(({ name, functional, dysfunctional, importance }) => [
        { name: functional, role: `functional half of "${name}"`, min: 1, max: 5, whole: true },
        { name: dysfunctional, role: `dysfunctional half of "${name}"`, min: 1, max: 5, whole: true },
        ...(importance === undefined ? [] : [{ name: importance, role: `importance of "${name}"` }]),
      ]),
      weights,
    )
    const outcomes = kano(observations, attributes, options)
    const first = outcomes[0]!.result
    if (!first.ok && outcomes.every(({ result }) => !result.ok)) throw refusal(data.file, first)
    const compared =
      segments === undefined
        ? []
        : compareSegments({ data, observations, attributes, column: segments }, options)
    return {
      result: { attributes: outcomes, ...(segments !== undefined && { segments: compared }) },
      text: [
        kanoText(outcomes, data.rows.length),
        ...(compared.length > 0 ? [segmentText(compared)] : []),
      ].join('\n'),
    }
  },
})

function compareSegments(
  {
    data,
    observations,
    attributes,
    column,
  }: {
    readonly data: DataTable
    readonly observations: Observations
    readonly attributes: readonly KanoAttribute[]
    readonly column: string
  },
  options: KanoOptions,
): ComparedAttribute[] {
  const labels = wordsOf(data, column, 'segments')
  const names = [...new Set(labels)].filter((name) => name !== null).sort()
  const bySegment = names.map((name) => {
    const rows = selectRows(
      observations,
      labels.map((label) => label === name),
    )
    return { name, outcomes: kano(rows, attributes, options) }
  })
  const compared = attributes.flatMap(({ name }, a) => {
    const counted = bySegment.flatMap(({ name: segment, outcomes }) => {
      const { result } = outcomes[a]!
      return result.ok ? [{ name: segment, counts: worth(result.value) }] : []
    })
    const comparison = compareKanoSegments(counted, options)
    return comparison.ok ? [{ name, comparison: comparison.value }] : []
  })
  const adjusted = holm(compared.map(({ comparison }) => comparison.homogeneity.p))
  return compared.map((one, i) => ({ ...one, pHolm: adjusted[i]! }))
}

/** Counts of as many people as the weighted answers are worth. */
const worth = ({ shares, effectiveSize }: { shares: KanoCounts; effectiveSize: number }): KanoCounts =>
  Object.fromEntries(
    KANO_CATEGORIES.map((category) => [category, shares[category] * effectiveSize]),
  ) as unknown as KanoCounts
