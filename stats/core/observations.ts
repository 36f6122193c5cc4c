import { ABOVE_ZERO, isAboveZero, isUsable, LARGEST_NUMBER, USABLE } from './usable-number.ts'

/**
 * Coded answers of n respondents to p items, in scale units.
 * `values` is row-major n x p with NaN for "no answer"; `weights` are n sampling weights above 0, left out when equal.
 * Plain data: it can be cloned to a worker thread as it is.
 */
export interface Observations {
  readonly items: readonly string[]
  readonly rows: number
  readonly values: Float64Array
  readonly weights?: Float64Array
}

/**
 * Observations from a table of rows, where null is "no answer".
 * Throws when a row has another length than `items`, a cell is not usable, or a weight is not above 0.
 */
export function toObservations(
  items: readonly string[],
  table: readonly (readonly (number | null)[])[],
  weights?: readonly number[],
): Observations {
  const values = new Float64Array(table.length * items.length)
  table.forEach((row, i) => {
    if (row.length !== items.length) {
      throw new RangeError(`toObservations: row ${i} has ${row.length} cells, expected ${items.length}`)
    }
    row.forEach((cell, h) => {
      if (cell !== null && !isUsable(cell)) {
        throw new RangeError(`toObservations: row ${i}, item "${items[h]}" is not ${USABLE}`)
      }
      values[i * items.length + h] = cell ?? Number.NaN
    })
  })
  const observations: Observations = { items: [...items], rows: table.length, values }
  return checkObservations(
    weights === undefined ? observations : { ...observations, weights: Float64Array.from(weights) },
  )
}

/** The same observations when their parts fit together and every answer is a usable number; throws when not. */
export function checkObservations(observations: Observations): Observations {
  const { items, values } = checkShape(observations)
  const huge = firstHuge(values)
  if (huge >= 0) {
    const [row, item] = [Math.floor(huge / items.length), items[huge % items.length]]
    throw new RangeError(
      `observations: row ${row}, item "${item}" is not ${USABLE}: correct the cell or leave it empty`,
    )
  }
  return observations
}

/** The same observations when their parts fit together, cells unseen; throws when not. */
export function checkShape(observations: Observations): Observations {
  const { items, rows, values, weights } = observations
  const twice = items.find((item, h) => items.indexOf(item) !== h)
  if (twice !== undefined) throw new RangeError(`observations: item "${twice}" appears twice`)
  if (values.length !== rows * items.length) {
    throw new RangeError(`observations: ${values.length} values for ${rows} rows of ${items.length} items`)
  }
  if (weights === undefined) return observations
  if (weights.length !== rows) {
    throw new RangeError(`observations: ${weights.length} weights for ${rows} rows`)
  }
  const bad = weights.findIndex((weight) => !isAboveZero(weight))
  if (bad >= 0) throw new RangeError(`observations: the weight of row ${bad} is not ${ABOVE_ZERO}`)
  return observations
}

/** Position of the first value too large to use, or -1. A plain loop: it passes over every cell of every estimation. */
function firstHuge(values: Float64Array): number {
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    if (value > LARGEST_NUMBER || value < -LARGEST_NUMBER) return at
  }
  return -1
}

/** The named items in the named order. Throws when an item is not in the observations. */
export function selectItems(observations: Observations, items: readonly string[]): Observations {
  const columns = items.map((item) => {
    const column = observations.items.indexOf(item)
    if (column < 0) throw new RangeError(`selectItems: the observations have no item "${item}"`)
    return column
  })
  const width = observations.items.length
  if (width === items.length && columns.every((column, h) => column === h)) return observations
  const values = new Float64Array(observations.rows * items.length)
  for (let i = 0, at = 0; i < observations.rows; i++) {
    for (const column of columns) values[at++] = observations.values[i * width + column]!
  }
  return { ...observations, items: [...items], values }
}

/** The rows with `keep[i]` true, in the same order. */
export function selectRows(observations: Observations, keep: readonly boolean[]): Observations {
  const width = observations.items.length
  const kept = keep.flatMap((is, i) => (is ? [i] : []))
  if (kept.length === observations.rows) return observations
  const values = new Float64Array(kept.length * width)
  kept.forEach((row, i) => {
    values.set(observations.values.subarray(row * width, (row + 1) * width), i * width)
  })
  const { weights } = observations
  const chosen = { items: observations.items, rows: kept.length, values }
  return weights === undefined
    ? chosen
    : { ...chosen, weights: Float64Array.from(kept, (row) => weights[row]!) }
}

/** All rows of all parts, in order; a part without weights counts each row as 1. Throws when the items differ. */
export function joinRows(parts: readonly Observations[]): Observations {
  const items = parts[0]?.items ?? []
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const values = new Float64Array(rows * items.length)
  const weights = new Float64Array(rows).fill(1)
  let row = 0
  for (const part of parts) {
    if (part.items.join() !== items.join()) throw new RangeError('joinRows: the parts hold different items')
    values.set(part.values, row * items.length)
    if (part.weights !== undefined) weights.set(part.weights, row)
    row += part.rows
  }
  const joined = { items, rows, values }
  return parts.some((part) => part.weights !== undefined) ? { ...joined, weights } : joined
}

/** Kish: (sum of weights) squared over the sum of squared weights; the number of rows when unweighted. Kish (1965). */
export function effectiveSize({ rows, weights }: Observations): number {
  if (weights === undefined) return rows
  let sum = 0
  let squares = 0
  for (const weight of weights) {
    sum += weight
    squares += weight * weight
  }
  if (!Number.isFinite(squares)) throw new RangeError(`effectiveSize: a weight is not ${USABLE}`)
  return squares === 0 ? 0 : (sum * sum) / squares
}
