import { found, type Outcome } from '../core/outcome.ts'
import { classicalScaling, facingFirst, type Scaling, type ScalingReason } from './classical-scaling.ts'
import { checkDistances, distancesOf } from './distances.ts'

export const SMACOF_KINDS = ['ratio', 'ordinal'] as const
export type SmacofKind = (typeof SMACOF_KINDS)[number]

export interface Smacof extends Scaling {
  readonly kind: SmacofKind
  readonly iterations: number
  readonly converged: boolean
}

export interface SmacofOptions {
  readonly dimensions?: number
  readonly kind?: SmacofKind
  readonly tolerance?: number
  readonly maxIterations?: number
}

/**
 * Points whose distances come as near as can be to the given ones (ratio) or to their order (ordinal, by monotone
 * regression), by majorisation from the classical solution; stress never rises. `stress` is Kruskal's stress-1 against the
 * (transformed) distances. De Leeuw (1977), Kruskal (1964), Borg & Groenen (2005), ch. 8; handbook 13.
 */
export function smacof(
  distances: Float64Array,
  size: number,
  { dimensions = 2, kind = 'ratio', tolerance = 1e-10, maxIterations = 2000 }: SmacofOptions = {},
): Outcome<Smacof, ScalingReason> {
  checkDistances('smacof', distances, size)
  if (!SMACOF_KINDS.includes(kind)) throw new RangeError(`smacof: there is no kind "${kind}"`)
  const start = classicalScaling(distances, size, { dimensions })
  if (!start.ok) return start
  let points: Float64Array = Float64Array.from(start.value.points.flat())
  const made = (values: Float64Array) =>
    distancesOf({ rows: size, items: Array.from({ length: dimensions }, (_, k) => `${k}`), values })
  let reached = made(points)
  let wanted = wantedOf(distances, reached, kind, size)
  let stress = stressBetween(wanted, reached)
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    points = guttman(points, wanted, reached, size, dimensions)
    reached = made(points)
    wanted = wantedOf(distances, reached, kind, size)
    const next = stressBetween(wanted, reached)
    const done = stress - next < tolerance
    stress = Math.min(stress, next)
    if (done || iterations === maxIterations)
      return found({
        kind,
        iterations,
        converged: done,
        points: facingFirst(tableOf(points, dimensions)),
        stress,
      })
  }
  throw new RangeError(`smacof: maxIterations must be above 0, got ${maxIterations}`)
}

function tableOf(points: Float64Array, dimensions: number): number[][] {
  return Array.from({ length: points.length / dimensions }, (_, i) =>
    Array.from(points.subarray(i * dimensions, (i + 1) * dimensions)),
  )
}

function stressBetween(wanted: Float64Array, reached: Float64Array): number {
  let off = 0
  let all = 0
  wanted.forEach((distance, at) => {
    off += (distance - reached[at]!) ** 2
    all += reached[at]! ** 2
  })
  return all > 0 ? Math.sqrt(off / all) : 1
}

/** X <- B(X) X / n. */
function guttman(
  points: Float64Array,
  wanted: Float64Array,
  reached: Float64Array,
  size: number,
  dimensions: number,
): Float64Array {
  const next = new Float64Array(points.length)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const distance = reached[i * size + j]!
      if (i === j || !(distance > 1e-12)) continue
      const pull = wanted[i * size + j]! / distance / size
      for (let k = 0; k < dimensions; k++)
        next[i * dimensions + k]! += pull * (points[i * dimensions + k]! - points[j * dimensions + k]!)
    }
  return next
}

/** Ratio: the distances as they are. Ordinal: rising in the given order and nearest to the reached ones. */
function wantedOf(
  distances: Float64Array,
  reached: Float64Array,
  kind: SmacofKind,
  size: number,
): Float64Array {
  if (kind === 'ratio') return distances
  const pairs: number[] = []
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) pairs.push(i * size + j)
  // Equal distances may part (Kruskal's primary approach).
  pairs.sort((a, b) => distances[a]! - distances[b]! || reached[a]! - reached[b]!)
  const rising = monotone(pairs.map((at) => reached[at]!))
  const into = new Float64Array(distances.length)
  let made = 0
  let all = 0
  pairs.forEach((at, k) => {
    made += rising[k]! ** 2
    all += distances[at]! ** 2
  })
  const scale = made > 0 ? Math.sqrt(all / made) : 1
  pairs.forEach((at, k) => {
    const value = rising[k]! * scale
    into[at] = value
    into[(at % size) * size + Math.floor(at / size)] = value
  })
  return into
}

/** Nearest rising sequence: neighbours out of order are pooled. Ayer et al. (1955). */
function monotone(values: readonly number[]): number[] {
  const blocks: { sum: number; count: number }[] = []
  for (const value of values) {
    blocks.push({ sum: value, count: 1 })
    while (blocks.length > 1) {
      const last = blocks[blocks.length - 1]!
      const before = blocks[blocks.length - 2]!
      if (before.sum / before.count <= last.sum / last.count) break
      before.sum += last.sum
      before.count += last.count
      blocks.pop()
    }
  }
  return blocks.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count))
}
