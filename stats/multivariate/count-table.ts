import { ABOVE_ZERO, isAboveZero } from '../core/usable-number.ts'

/** People counted by two answers; `counts[r][c]` are sums of weights when weighted. */
export interface CountTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly counts: readonly (readonly number[])[]
}

export interface CountedTable {
  readonly table: CountTable
  /** People with both answers. */
  readonly sampleSize: number
  /** What they are worth: (sum w)^2 / sum w^2. */
  readonly effectiveSize: number
  /** People without one answer or both. */
  readonly missing: number
}

/**
 * Counts of two lists of answers, where null is no answer. Categories stand in the order given by `rowOrder` and
 * `columnOrder`, else sorted by code unit; answers outside a given order throw.
 */
export function countTable(
  rows: readonly (string | null)[],
  columns: readonly (string | null)[],
  {
    weights,
    rowOrder,
    columnOrder,
  }: {
    readonly weights?: readonly number[]
    readonly rowOrder?: readonly string[]
    readonly columnOrder?: readonly string[]
  } = {},
): CountedTable {
  if (rows.length !== columns.length || (weights !== undefined && weights.length !== rows.length))
    throw new RangeError('countTable: the lists differ in length')
  const bad = weights?.findIndex((weight) => !isAboveZero(weight)) ?? -1
  if (bad >= 0) throw new RangeError(`countTable: the weight of row ${bad} is not ${ABOVE_ZERO}`)
  const rowNames = namesOf(rows, rowOrder)
  const columnNames = namesOf(columns, columnOrder)
  const rowPlace = new Map(rowNames.map((name, r) => [name, r]))
  const columnPlace = new Map(columnNames.map((name, c) => [name, c]))
  const counts = rowNames.map(() => columnNames.map(() => 0))
  let sampleSize = 0
  let sum = 0
  let squares = 0
  rows.forEach((row, i) => {
    const column = columns[i]
    if (row === null || column === null || column === undefined) return
    const weight = weights?.[i] ?? 1
    counts[rowPlace.get(row)!]![columnPlace.get(column)!]! += weight
    sampleSize++
    sum += weight
    squares += weight ** 2
  })
  return {
    table: { rows: rowNames, columns: columnNames, counts },
    sampleSize,
    effectiveSize: squares === 0 ? 0 : sum ** 2 / squares,
    missing: rows.length - sampleSize,
  }
}

function namesOf(answers: readonly (string | null)[], order?: readonly string[]): readonly string[] {
  const seen = new Set(answers.filter((answer) => answer !== null))
  if (order === undefined) return [...seen].sort()
  const other = [...seen].find((answer) => !order.includes(answer))
  if (other !== undefined) throw new RangeError(`countTable: answer "${other}" is not in the given order`)
  if (new Set(order).size !== order.length)
    throw new RangeError('countTable: a category stands twice in the order')
  return [...order]
}
