import { z } from 'zod'
import {
  type MeanTest,
  type ServqualResult,
  servqual,
  type ToleranceResult,
  zoneOfTolerance,
} from '../../stats/index.ts'
import { observationsOf } from './data-table.ts'
import { reasonText, refusal, warningLines } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level, Name, Scale } from './spec-parts.ts'
import { fixed, marginCells, percent, pText, rangeText, table } from './table.ts'

const ServqualSpec = z.strictObject({
  dimensions: z
    .array(
      z.strictObject({
        name: Name,
        items: z.array(z.strictObject({ name: Name, expectation: Column, perception: Column })).min(1),
        points: Column.exactOptional(),
      }),
    )
    .min(1),
  tolerance: z
    .array(z.strictObject({ name: Name, minimum: Column, desired: Column, perceived: Column }))
    .exactOptional(),
  scale: Scale.exactOptional(),
  weights: Column.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi servqual --data data.csv --spec spec.json

Service quality: what customers perceived less what they expected, by item, dimension and overall.

Spec: {"dimensions":[{"name":"Reliability","items":[{"name":"on time","expectation":"e1","perception":"p1"}],
       "points":"w1"}]}           points: column of the 100 points given to the dimension, for all dimensions or none
      "tolerance":[{"name":"Reliability","minimum":"m1","desired":"d1","perceived":"p1"}]   zone of tolerance
      "scale":{"min":1,"max":7}   answers outside are refused; "weights":"w"; "level":0.95

Example: npm run --silent manyi -- servqual --data tests/fixtures/examples/servqual.csv --spec tests/fixtures/examples/servqual.json
`

export const servqualCommand = methodCommand({
  name: 'servqual',
  version: 1,
  help: HELP,
  spec: ServqualSpec,
  data: 'needed',
  run({ dimensions, tolerance = [], scale = {}, weights, level = 0.95 }, data): Report {
    const needed = [
      ...dimensions.flatMap(({ name, items, points }) => [
        ...items.flatMap(({ expectation, perception }) => [
          { name: expectation, role: `expectation in dimension "${name}"`, ...scale },
          { name: perception, role: `perception in dimension "${name}"`, ...scale },
        ]),
        ...(points === undefined
          ? []
          : [{ name: points, role: `points of dimension "${name}"`, min: 0, max: 100 }]),
      ]),
      ...tolerance.flatMap(({ name, minimum, desired, perceived }) =>
        [minimum, desired, perceived].map((column) => ({
          name: column,
          role: `tolerance of "${name}"`,
          ...scale,
        })),
      ),
    ]
    const observations = observationsOf(data, needed, weights)
    const quality = servqual(observations, dimensions, { level })
    if (!quality.ok) throw refusal(data.file, quality)
    const zones = zoneOfTolerance(observations, tolerance, { level })
    const parts = [gapText(quality.value, data.rows.length)]
    if (zones.length > 0) parts.push(zoneText(zones))
    return {
      result: { ...quality.value, ...(zones.length > 0 && { tolerance: zones }) },
      text: parts.join('\n'),
    }
  },
})

function gapText(result: ServqualResult, rows: number): string {
  const { unweighted, weighted, servperf, servperfWeighted, dimensions, items } = result
  const overall = (name: string, test: MeanTest | undefined) =>
    test === undefined
      ? []
      : [[name, ...marginCells(test, 2), `${test.sampleSize}`, `${rows - test.sampleSize}`]]
  return [
    `n = ${result.sampleSize} of ${rows} rows; gaps are perception less expectation, p adjusted by Holm`,
    ...warningLines(result.warnings),
    '',
    table(
      ['overall', 'value', '+-', 'interval', 'n', 'missing'],
      [
        ...overall('gap, dimensions alike', unweighted),
        ...overall('gap, by own points', weighted),
        ...overall('perception (SERVPERF)', servperf),
        ...overall('perception, by own points', servperfWeighted),
      ],
    ),
    table(
      [
        'dimension',
        'gap',
        '+-',
        'interval',
        'p',
        'band',
        'points',
        'alpha P',
        'alpha gap',
        'reliability',
        'n',
        'missing',
      ],
      dimensions.map((one) => [
        one.name,
        ...marginCells(one, 2),
        pText(one.pHolm),
        one.band,
        fixed(one.meanPoints, 1),
        fixed(one.alphaPerception, 3),
        fixed(one.alphaGap, 3),
        fixed(one.reliabilityOfDifference, 3),
        `${one.sampleSize}`,
        `${one.missing}`,
      ]),
    ),
    table(
      ['item', 'dimension', 'gap', '+-', 'interval', 'p', 'band', 'n', 'missing'],
      items.map((one) => [
        one.name,
        one.dimension,
        ...marginCells(one, 2),
        pText(one.pHolm),
        one.band,
        `${one.sampleSize}`,
        `${one.missing}`,
      ]),
    ),
  ].join('\n')
}

const zoneText = (zones: ReturnType<typeof zoneOfTolerance>): string =>
  table(
    ['zone of tolerance', 'minimum', 'desired', 'perceived', 'adequacy', 'interval', 'below', 'n', 'zone'],
    zones.map(({ name, result }) =>
      result.ok
        ? zoneRow(result.value)
        : [name, '-', '-', '-', '-', '-', '-', '-', reasonText({ ok: false, reason: result.reason })],
    ),
  )

const zoneRow = ({ name, minimum, desired, perceived, adequacy, below, ...rest }: ToleranceResult) => [
  name,
  fixed(minimum.value, 2),
  fixed(desired.value, 2),
  fixed(perceived.value, 2),
  fixed(adequacy.value, 2),
  rangeText(adequacy.interval, 2),
  percent(below.value),
  `${rest.sampleSize}`,
  rest.zone,
]
