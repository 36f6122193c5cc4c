import { z } from 'zod'
import { comparePairs, type PairDifference } from '../../stats/index.ts'
import { type DataTable, wordsOf } from './data-table.ts'
import { reasonText, refusal } from './in-words.ts'
import { Measure, type Measured, measure } from './measure-index.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level } from './spec-parts.ts'
import { fixed, pText, rangeText, table } from './table.ts'
import { UsageError } from './usage-error.ts'

const IndicesSpec = z.strictObject({
  measures: z.array(Measure).min(1),
  groups: Column.exactOptional(),
  weights: Column.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi indices --data data.csv --spec spec.json

The simple indices with their margins: CSAT, NPS, CES, perceived over expected, weighted satisfaction.

Spec: {"measures":[{"kind":"csat","column":"sat"},          answers 1-5: share of 4 and 5
                   {"kind":"nps","column":"recommend"},     answers 0-10: promoters less detractors
                   {"kind":"ces","column":"easy"},          answers 1-7: mean
                   {"kind":"ratio","expectation":"a","perception":"b"},   c = b / a
                   {"kind":"weighted","scale":{"min":1,"max":10},"items":[{"item":"price","importance":3}]}]}
      "groups":"column" compares the groups it names; "weights":"w" sampling weights, each above 0; "level":0.95

Example: npm run --silent manyi -- indices --data tests/fixtures/examples/indices.csv --spec tests/fixtures/examples/indices.json
`

/** Most groups a column may make: beyond it the column is not one of groups. */
const MOST_GROUPS = 50
const EVERYBODY = 'all'

interface IndexResult {
  readonly kind: Measure['kind']
  readonly label: string
  readonly groups: readonly { readonly name: string; readonly result: Measured }[]
  readonly differences: readonly PairDifference[]
}

export const indicesCommand = methodCommand({
  name: 'indices',
  version: 1,
  help: HELP,
  spec: IndicesSpec,
  data: 'needed',
  run({ measures, groups, weights, level = 0.95 }, data): Report {
    const parts = groups === undefined ? [{ name: EVERYBODY, data }] : split(data, groups)
    const results = measures.map((wanted): IndexResult => {
      const measured = parts.map((part) => ({
        name: part.name,
        result: measure(wanted, part.data, { level, weights }),
      }))
      const first = measured[0]!.result
      if (!first.ok && measured.every(({ result }) => !result.ok)) throw refusal(data.file, first)
      const scores = measured.flatMap(({ name, result }) => {
        if (!result.ok) return []
        const { value, standardError, effectiveSize } = result.value
        // Shares have the error that their value gives them: z. Means estimate it: t.
        const isShare = wanted.kind === 'csat' || wanted.kind === 'nps'
        return [{ name, value, standardError, ...(!isShare && { sampleSize: effectiveSize }) }]
      })
      return {
        kind: wanted.kind,
        label: labelOf(wanted),
        groups: measured,
        differences: comparePairs(scores, { level }),
      }
    })
    return { result: { measures: results }, text: indicesText(results, data.rows.length, weights) }
  },
})

const labelOf = (wanted: Measure): string => {
  if (wanted.kind === 'ratio') return `${wanted.perception} / ${wanted.expectation}`
  return wanted.kind === 'weighted' ? wanted.items.map(({ item }) => item).join(' + ') : wanted.column
}

function split(data: DataTable, column: string) {
  const labels = wordsOf(data, column, 'groups')
  const names = [...new Set(labels)].filter((name) => name !== null).sort()
  if (names.length === 0) throw new UsageError(`${data.file}: column "${column}" names no group`)
  if (names.length > MOST_GROUPS) {
    throw new UsageError(
      `${data.file}: column "${column}" has ${names.length} different values, at most ${MOST_GROUPS} groups`,
    )
  }
  return names.map((name) => ({
    name,
    data: { ...data, rows: data.rows.filter((_, i) => labels[i] === name) },
  }))
}

function indicesText(results: readonly IndexResult[], rows: number, weights: string | undefined): string {
  const digits = (kind: Measure['kind']) => (kind === 'ratio' ? 3 : kind === 'ces' ? 2 : 1)
  const pairs = results.flatMap(({ kind, label, differences }) =>
    differences.map((pair) => ({ kind, label, pair })),
  )
  return [
    `${rows} rows${weights === undefined ? '' : ` weighted by ${weights}`}; csat, nps and weighted in points of 100`,
    '',
    table(
      ['index', 'of', 'group', 'value', '+-', 'interval', 'n', 'missing', 'beside it'],
      results.flatMap(({ kind, label, groups }) =>
        groups.map(({ name, result }) =>
          result.ok
            ? [
                kind,
                label,
                name,
                fixed(result.value.value, digits(kind)),
                fixed(result.value.standardError, digits(kind)),
                rangeText(result.value.interval, digits(kind)),
                `${result.value.sampleSize}`,
                `${result.value.missing}`,
                result.value.beside,
              ]
            : [kind, label, name, '-', '-', '-', '-', '-', reasonText(result)],
        ),
      ),
    ),
    ...(pairs.length === 0
      ? []
      : [
          table(
            ['index', 'of', 'pair', 'difference', '+-', 'interval', 'p', 'p, Holm'],
            pairs.map(({ kind, label, pair }) => [
              kind,
              label,
              `${pair.first} - ${pair.second}`,
              fixed(pair.difference, digits(kind)),
              fixed(pair.standardError, digits(kind)),
              rangeText(pair.interval, digits(kind)),
              pText(pair.p),
              pText(pair.pHolm),
            ]),
          ),
        ]),
  ].join('\n')
}
