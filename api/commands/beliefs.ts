import { z } from 'zod'
import { type BeliefGaps, beliefGaps, type NamedBeliefGap } from '../../stats/index.ts'
import { type NeededColumn, observationsOf } from './data-table.ts'
import { reasonText, refusal } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level, Name, Scale } from './spec-parts.ts'
import { fixed, pText, rangeText, table } from './table.ts'

const BeliefsSpec = z.strictObject({
  dimensions: z
    .array(
      z.strictObject({
        name: Name,
        items: z.array(z.strictObject({ name: Name, belief: Column, expectation: Column })).min(1),
      }),
    )
    .min(1),
  scale: Scale.exactOptional(),
  weights: Column.exactOptional(),
  customerWeights: Column.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi beliefs --data managers.csv --customers customers.csv --spec spec.json

Gap 1 of service quality: what customers expect less what managers believe they expect, by dimension and statement.

Spec: {"dimensions":[{"name":"Reliability","items":[{"name":"on time","belief":"b1","expectation":"e1"}]}]}
       belief: column of the managers' file, expectation: column of the customers' file, on one scale
      "scale":{"min":1,"max":7}   answers outside are refused; "weights", "customerWeights": columns; "level":0.95

Example: npm run --silent manyi -- beliefs --data tests/fixtures/examples/beliefs.csv --customers tests/fixtures/examples/servqual.csv --spec tests/fixtures/examples/beliefs.json
`

export const beliefsCommand = methodCommand({
  name: 'beliefs',
  version: 1,
  help: HELP,
  spec: BeliefsSpec,
  data: 'two',
  second: 'customers',
  run({ dimensions, scale = {}, weights, customerWeights, level = 0.95 }, managers, customers): Report {
    const columns = (half: 'belief' | 'expectation'): NeededColumn[] =>
      dimensions.flatMap(({ name, items }) =>
        items.map((item) => ({ name: item[half], role: `${half} in dimension "${name}"`, ...scale })),
      )
    const believed = observationsOf(managers, columns('belief'), weights)
    const expected = observationsOf(customers, columns('expectation'), customerWeights)
    const gaps = beliefGaps(expected, believed, dimensions, { level })
    const miss = gaps.dimensions.find(({ result }) => !result.ok)?.result
    if (
      miss !== undefined &&
      !miss.ok &&
      [...gaps.dimensions, ...gaps.items].every(({ result }) => !result.ok)
    ) {
      throw refusal(miss.subject === 'customers' ? customers.file : managers.file, miss)
    }
    return {
      result: gaps,
      text: gapText(gaps, { managers: managers.rows.length, customers: customers.rows.length }),
    }
  },
})

const COLUMNS = ['expected', 'n', 'believed', 'n', 'gap', '+-', 'interval', 'p']

const gapText = (
  { customers, managers, dimensions, items }: BeliefGaps,
  rows: { readonly managers: number; readonly customers: number },
): string =>
  [
    `n = ${customers.sampleSize} of ${rows.customers} customers and ${managers.sampleSize} of ${rows.managers} managers; gaps are what is expected less what is believed, p adjusted by Holm`,
    '',
    table(
      ['dimension', ...COLUMNS],
      dimensions.map((one) => [one.name, ...cellsOf(one)]),
    ),
    table(
      ['item', 'dimension', ...COLUMNS],
      items.map((one) => [one.name, one.dimension, ...cellsOf(one)]),
    ),
  ].join('\n')

function cellsOf({ result }: NamedBeliefGap): string[] {
  if (!result.ok) return ['-', '-', '-', '-', '-', '-', '-', reasonText(result)]
  const { customers, managers, difference, standardError, interval, pHolm } = result.value
  return [
    ...[customers, managers].flatMap(({ value, sampleSize }) => [fixed(value, 2), `${sampleSize}`]),
    ...[fixed(difference, 2), fixed(standardError, 2), rangeText(interval, 2), pText(pHolm)],
  ]
}
