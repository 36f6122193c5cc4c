import { found, missed, type Outcome } from '../core/outcome.ts'
import { symmetricEigen } from '../core/symmetric-eigen.ts'
import { checkDistances, distancesOf } from './distances.ts'

export interface Scaling {
  /** points[i][k], centred; the first object that is off the centre lies on the positive side of each axis. */
  readonly points: readonly (readonly number[])[]
  /** sqrt(sum (d - d^)^2 / sum d^2), of the distances themselves: below .1 fair, above .2 poor. Kruskal (1964). */
  readonly stress: number
}

export interface ClassicalScaling extends Scaling {
  readonly eigenvalues: readonly number[]
  /** Sum of the kept eigenvalues over the sum of all sizes, and over the sum of those above 0. */
  readonly goodness: readonly [number, number]
}

export type ScalingReason = 'too-few-objects' | 'no-distances' | 'too-many-dimensions'

/** Torgerson's scaling of n x n distances into `dimensions`. Torgerson (1952), Gower (1966); handbook 13. */
export function classicalScaling(
  distances: Float64Array,
  size: number,
  { dimensions = 2 }: { readonly dimensions?: number } = {},
): Outcome<ClassicalScaling, ScalingReason> {
  checkDistances('classicalScaling', distances, size)
  if (!Number.isSafeInteger(dimensions) || dimensions < 1)
    throw new RangeError(`classicalScaling: dimensions must be a whole number above 0, got ${dimensions}`)
  if (size < 3 || size <= dimensions) return missed('too-few-objects')
  const largest = distances.reduce((a, b) => Math.max(a, b), 0)
  if (!(largest > 1e-100)) return missed('no-distances')
  const squares = distances.map((distance) => (distance / largest) ** 2)
  const means = Float64Array.from({ length: size }, (_, i) => {
    let sum = 0
    for (let j = 0; j < size; j++) sum += squares[i * size + j]!
    return sum / size
  })
  const mean = means.reduce((sum, value) => sum + value, 0) / size
  const centred = squares.map(
    (square, at) => -0.5 * (square - means[Math.floor(at / size)]! - means[at % size]! + mean),
  )
  const { values, vectors } = symmetricEigen(centred, size)
  if (!(values[dimensions - 1]! > 1e-12 * values[0]!)) return missed('too-many-dimensions')
  const points = Array.from({ length: size }, (_, i) =>
    Array.from({ length: dimensions }, (_, k) => largest * vectors[i * size + k]! * Math.sqrt(values[k]!)),
  )
  const keptSum = values.slice(0, dimensions).reduce((sum, value) => sum + value, 0)
  const sizes = values.reduce((sum, value) => sum + Math.abs(value), 0)
  const above = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  const turned = facingFirst(points)
  return found({
    points: turned,
    stress: stressOf(distances, turned),
    eigenvalues: values.map((value) => value * largest ** 2),
    goodness: [keptSum / sizes, keptSum / above],
  })
}

/** Kruskal's stress-1 of points against distances, without any transformation. */
export function stressOf(distances: Float64Array, points: readonly (readonly number[])[]): number {
  const made = distancesOf({
    rows: points.length,
    items: (points[0] ?? []).map((_, k) => `${k}`),
    values: Float64Array.from(points.flat()),
  })
  let off = 0
  let all = 0
  made.forEach((distance, at) => {
    off += (distances[at]! - distance) ** 2
    all += distance ** 2
  })
  return all > 0 ? Math.sqrt(off / all) : 1
}

/** Each axis turned so that its first coordinate clearly off zero is positive. */
export function facingFirst(points: readonly (readonly number[])[]): number[][] {
  const signs = (points[0] ?? []).map((_, k) => {
    const largest = points.reduce((most, point) => Math.max(most, Math.abs(point[k]!)), 0)
    const first = points.find((point) => Math.abs(point[k]!) > 1e-9 * largest)
    return (first?.[k] ?? 1) < 0 ? -1 : 1
  })
  return points.map((point) => point.map((value, k) => 0 + signs[k]! * value))
}
