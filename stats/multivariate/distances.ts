import type { Observations } from '../core/observations.ts'
import { isFromZero, isUsable, USABLE } from '../core/usable-number.ts'

/** Euclidean distances between all rows, n x n row-major. Throws when an answer is missing or not usable. */
export function distancesOf({
  values,
  items,
  rows,
}: Pick<Observations, 'values' | 'items' | 'rows'>): Float64Array {
  const p = items.length
  const bad = values.findIndex((value) => !isUsable(value))
  if (bad >= 0) {
    const [row, item] = [Math.floor(bad / p), items[bad % p]]
    throw new RangeError(`distancesOf: row ${row}, item "${item}" is not ${USABLE}`)
  }
  const into = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < i; j++) {
      const distance = Math.sqrt(squaredDistance(values, i * p, values, j * p, p))
      into[i * rows + j] = distance
      into[j * rows + i] = distance
    }
  return into
}

/** Squared distance of the p numbers from `from` in a to those from `to` in b. */
export function squaredDistance(
  a: Float64Array,
  from: number,
  b: Float64Array,
  to: number,
  p: number,
): number {
  let sum = 0
  for (let h = 0; h < p; h++) {
    const off = a[from + h]! - b[to + h]!
    sum += off * off
  }
  return sum
}

/** Throws unless these are n x n distances: symmetric, finite, from 0, with a diagonal of 0. */
export function checkDistances(where: string, distances: ArrayLike<number>, size: number): void {
  if (distances.length !== size * size)
    throw new RangeError(`${where}: ${distances.length} numbers are not ${size} x ${size} distances`)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const distance = distances[i * size + j]!
      if (!isFromZero(distance) || (i === j && distance !== 0))
        throw new RangeError(`${where}: the distance of ${i} and ${j} is ${distance}`)
      if (Math.abs(distance - distances[j * size + i]!) > 1e-9 * distance)
        throw new RangeError(`${where}: the distance of ${i} and ${j} hangs on the direction`)
    }
}
