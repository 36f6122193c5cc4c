import { z } from 'zod'
import {
  type ClassicalScaling,
  classicalScaling,
  distancesOf,
  type Smacof,
  smacof,
} from '../../stats/index.ts'
import { type DataTable, numbersOf, wordsOf } from './data-table.ts'
import { refusal } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column } from './spec-parts.ts'
import { fixed, percent, table } from './table.ts'
import { UsageError } from './usage-error.ts'

const MdsSpec = z.strictObject({
  objects: Column,
  ratings: z.array(Column).min(1).exactOptional(),
  method: z.enum(['classical', 'ratio', 'ordinal']).exactOptional(),
  dimensions: z.int().min(1).max(10).exactOptional(),
})

const HELP = `manyi mds --data data.csv --spec spec.json

A map of brands: near each other when customers see them alike. Multidimensional scaling.

Spec: {"objects":"brand"}   the column with the names; a square table of distances, one more column for each name
      "ratings":["price","quality"]   else: distances between the mean ratings of the objects
      "method":"classical" (Torgerson), "ratio" or "ordinal" (SMACOF, Kruskal); "dimensions":2

Example: npm run --silent manyi -- mds --data tests/fixtures/examples/mds.csv --spec tests/fixtures/examples/mds.json
`

/** Most objects of a map: beyond it nobody reads it. */
const MOST_OBJECTS = 500

export const mdsCommand = methodCommand({
  name: 'mds',
  version: 1,
  help: HELP,
  spec: MdsSpec,
  data: 'needed',
  run({ objects, ratings, method = 'classical', dimensions = 2 }, data): Report {
    const names = wordsOf(data, objects, 'objects')
    const { labels, distances } =
      ratings === undefined ? squareOf(data, names, objects) : profilesOf(data, names, ratings)
    const scaled =
      method === 'classical'
        ? classicalScaling(distances, labels.length, { dimensions })
        : smacof(distances, labels.length, { dimensions, kind: method })
    if (!scaled.ok) throw refusal(data.file, scaled)
    const result = { method, objects: labels, ...scaled.value }
    return { result, text: mdsText(labels, method, scaled.value) }
  },
})

interface Distances {
  readonly labels: readonly string[]
  readonly distances: Float64Array
}

/** A symmetric table with a column per object; one triangle may be empty. */
function squareOf(data: DataTable, names: readonly (string | null)[], column: string): Distances {
  const labels = names.map((name, i) => {
    if (name === null)
      throw new UsageError(`${data.file}: line ${data.rows[i]!.line}: the object has no name`)
    if (names.indexOf(name) !== i)
      throw new UsageError(`${data.file}: object "${name}" of "${column}" appears twice`)
    return name
  })
  checkSize(data, labels)
  const columns = labels.map((name) => numbersOf(data, name, 'distances to this object', { min: 0 }))
  const size = labels.length
  const distances = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) {
      const pair = `${data.file}: the distance of "${labels[i]}" and "${labels[j]}"`
      const below = columns[j]![i]!
      const above = columns[i]![j]!
      const distance = below ?? above
      if (distance === null) throw new UsageError(`${pair} is missing`)
      if (above !== null && Math.abs(above - distance) > 1e-9 * distance)
        throw new UsageError(`${pair} is ${distance} below the diagonal and ${above} above it`)
      distances[i * size + j] = distance
      distances[j * size + i] = distance
    }
  return { labels, distances }
}

function profilesOf(
  data: DataTable,
  names: readonly (string | null)[],
  ratings: readonly string[],
): Distances {
  const labels = [...new Set(names)].filter((name) => name !== null).sort()
  checkSize(data, labels)
  const columns = ratings.map((name) => numbersOf(data, name, 'rating'))
  const means = labels.flatMap((label) =>
    columns.map((column, k) => {
      const answers = column.filter((value, i): value is number => value !== null && names[i] === label)
      if (answers.length === 0)
        throw new UsageError(`${data.file}: nobody rated "${label}" on "${ratings[k]}"`)
      return answers.reduce((sum, value) => sum + value, 0) / answers.length
    }),
  )
  return {
    labels,
    distances: distancesOf({ rows: labels.length, items: ratings, values: Float64Array.from(means) }),
  }
}

function checkSize(data: DataTable, labels: readonly string[]): void {
  if (labels.length > MOST_OBJECTS)
    throw new UsageError(`${data.file}: ${labels.length} objects, at most ${MOST_OBJECTS} fit a map`)
}

function mdsText(labels: readonly string[], method: string, scaled: ClassicalScaling | Smacof): string {
  const fit =
    'goodness' in scaled
      ? `the axes hold ${percent(scaled.goodness[0])} of the eigenvalues`
      : `${scaled.converged ? 'converged' : 'not yet converged'} after ${scaled.iterations} rounds`
  return [
    `${labels.length} objects, ${method} scaling; ${fit}; stress ${fixed(scaled.stress, 3)} (below .1 fair, above .2 poor)`,
    '',
    table(
      ['object', ...(scaled.points[0] ?? []).map((_, k) => `axis ${k + 1}`)],
      scaled.points.map((point, i) => [labels[i]!, ...point.map((value) => fixed(value, 3))]),
    ),
  ].join('\n')
}
