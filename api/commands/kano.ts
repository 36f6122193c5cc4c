import { z } from 'zod'
import {
  compareKanoSegments,
  holm,
  KANO_CATEGORIES,
  KANO_TABLES,
  type KanoAttribute,
  type KanoAttributeOutcome,
  type KanoCounts,
  type KanoOptions,
  type KanoSegmentComparison,
  kano,
  type Observations,
  selectRows,
} from '../../stats/index.ts'
import { type DataTable, observationsOf, wordsOf } from './data-table.ts'
import { reasonText, refusal, warningLines } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level, Name } from './spec-parts.ts'
import { fixed, percent, pText, rangeText, table } from './table.ts'

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

interface ComparedAttribute {
  readonly name: string
  readonly comparison: KanoSegmentComparison
  /** Of the homogeneity test, adjusted over the attributes. */
  readonly pHolm: number
}

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

function kanoText(outcomes: readonly KanoAttributeOutcome[], rows: number): string {
  const letters = ['M', 'O', 'A', 'I', 'R', 'Q']
  return [
    `${rows} rows; category by Fong's test, ties by M > O > A > I; better and worse with Wilson intervals`,
    ...outcomes.flatMap(({ name, result }) => (result.ok ? warningLines(result.value.warnings, name) : [])),
    '',
    table(
      ['attribute', 'category', ...letters, 'better', 'interval', 'worse', 'interval', 'n', 'missing'],
      outcomes.map(({ name, result }) => {
        if (!result.ok) {
          return [name, reasonText(result), ...letters.map(() => '-'), '-', '-', '-', '-', '0', `${rows}`]
        }
        const { category, shares, better, worse, sampleSize, missing } = result.value
        return [
          name,
          category,
          ...KANO_CATEGORIES.map((one) => percent(shares[one])),
          fixed(better?.value, 2),
          rangeText(better?.interval, 2),
          fixed(worse?.value, 2),
          rangeText(worse?.interval, 2),
          `${sampleSize}`,
          `${missing}`,
        ]
      }),
    ),
    table(
      [
        'attribute',
        'total strength',
        'category strength',
        'functional',
        '+-',
        'dysfunctional',
        '+-',
        'importance',
      ],
      outcomes.flatMap(({ name, result }) => {
        if (!result.ok) return []
        const { totalStrength, categoryStrength, continuous, importance } = result.value
        return [
          [
            name,
            percent(totalStrength.value),
            percent(categoryStrength.value),
            fixed(continuous?.functional.value, 2),
            fixed(continuous?.functional.standardError, 2),
            fixed(continuous?.dysfunctional.value, 2),
            fixed(continuous?.dysfunctional.standardError, 2),
            fixed(importance?.value, 2),
          ],
        ]
      }),
    ),
  ].join('\n')
}

const segmentText = (compared: readonly ComparedAttribute[]): string =>
  table(
    ['attribute', 'segment', 'category', 'better', 'worse', 'n', 'p, any difference'],
    compared.flatMap(({ name, comparison, pHolm }) =>
      comparison.segments.map(({ name: segment, summary }, i) => [
        i === 0 ? name : '',
        segment,
        summary.category,
        fixed(summary.better?.value, 2),
        fixed(summary.worse?.value, 2),
        fixed(summary.sampleSize, 0),
        i === 0 ? pText(pHolm) : '',
      ]),
    ),
  )
