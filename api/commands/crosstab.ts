import { z } from 'zod'
import { type Crosstab, countTable, crosstab } from '../../stats/index.ts'
import { weightsOf, wordsOf } from './data-table.ts'
import { refusal, warningLines } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Name, Seed } from './spec-parts.ts'
import { fixed, percent, pText, table } from './table.ts'
import { UsageError } from './usage-error.ts'

const Order = z
  .array(Name)
  .min(2)
  .refine((names) => new Set(names).size === names.length, 'a category stands twice')

const CrosstabSpec = z.strictObject({
  rows: Column,
  columns: Column,
  rowOrder: Order.exactOptional(),
  columnOrder: Order.exactOptional(),
  weights: Column.exactOptional(),
  draws: z.int().min(100).max(100_000).exactOptional(),
  seed: Seed.exactOptional(),
})

const HELP = `manyi crosstab --data data.csv --spec spec.json

Do two questions hang together: counts, column percentages, chi-square, Cramer's V, and which columns differ.

Spec: {"rows":"satisfied","columns":"branch"}
      "rowOrder":["no","yes"], "columnOrder":[...]   else sorted by name
      "weights":"w"   sampling weights; "draws":2000, "seed":1 of the simulated p-value of sparse tables

Example: npm run --silent manyi -- crosstab --data tests/fixtures/examples/crosstab.csv --spec tests/fixtures/examples/crosstab.json
`

/** Most categories a question may have: beyond it the column is not one of categories. */
const MOST_CATEGORIES = 100

export const crosstabCommand = methodCommand({
  name: 'crosstab',
  version: 1,
  help: HELP,
  spec: CrosstabSpec,
  data: 'needed',
  run({ rows, columns, rowOrder, columnOrder, weights, ...options }, data): Report {
    const [down, across] = [wordsOf(data, rows, 'rows'), wordsOf(data, columns, 'columns')]
    for (const [name, answers] of [[rows, down] as const, [columns, across] as const]) {
      if (new Set(answers).size > MOST_CATEGORIES) {
        throw new UsageError(
          `${data.file}: column "${name}" has more than ${MOST_CATEGORIES} different values`,
        )
      }
    }
    const { missing, sampleSize, effectiveSize, ...counted } = countTable(down, across, {
      ...(rowOrder !== undefined && { rowOrder }),
      ...(columnOrder !== undefined && { columnOrder }),
      ...(weights !== undefined && { weights: weightsOf(data, weights) }),
    })
    const tested = crosstab(counted.table, {
      ...options,
      ...(weights !== undefined && { sampleSize, effectiveSize }),
    })
    if (!tested.ok) throw refusal(data.file, tested)
    return {
      result: { ...tested.value, missing },
      text: crosstabText(tested.value, { rows, columns, missing }),
    }
  },
})

function crosstabText(
  { cells, rows, columns, twoByTwo, pMonteCarlo, ...result }: Crosstab,
  names: { readonly rows: string; readonly columns: string; readonly missing: number },
): string {
  const corner = `${names.rows} by ${names.columns}`
  const digits = cells.flat().every(({ count }) => Number.isInteger(count)) ? 0 : 1
  const apart = result.columnTests.filter(({ pHolm }) => pHolm < 0.05)
  return [
    `n = ${result.sampleSize} (${names.missing} without one of the two answers)`,
    `chi-square ${fixed(result.chiSquare, 2)}, df ${result.df}, p ${pText(result.p)}, Cramer's V ${fixed(result.cramersV, 3)}` +
      `${pMonteCarlo === undefined ? '' : `, simulated p ${pText(pMonteCarlo.p)} (${pMonteCarlo.draws} draws, seed ${pMonteCarlo.seed})`}` +
      `${twoByTwo?.pFisher === undefined ? '' : `, Fisher p ${pText(twoByTwo.pFisher)}`}`,
    ...warningLines(result.warnings),
    '',
    table(
      [corner, ...columns, 'all'],
      rows.map((row, r) => [
        row,
        ...cells[r]!.map(({ count }) => fixed(count, digits)),
        fixed(
          cells[r]!.reduce((sum, { count }) => sum + count, 0),
          digits,
        ),
      ]),
    ),
    table(
      ['column percent', ...columns],
      rows.map((row, r) => [
        row,
        ...cells[r]!.map(({ columnShare }) => percent(columnShare, result.sampleSize)),
      ]),
    ),
    table(
      ['adjusted residual', ...columns],
      rows.map((row, r) => [row, ...cells[r]!.map(({ adjustedResidual }) => fixed(adjustedResidual, 1))]),
    ),
    apart.length === 0
      ? 'no two columns differ (5 %, Holm within each row)\n'
      : table(
          ['row', 'columns that differ', 'difference', 'p, Holm'],
          apart.map(({ row, first, second, difference, pHolm }) => [
            row,
            `${first} - ${second}`,
            percent(difference, result.sampleSize),
            pText(pHolm),
          ]),
        ),
  ].join('\n')
}
