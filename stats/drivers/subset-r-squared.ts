import { isUsable, USABLE } from '../core/usable-number.ts'

/** More drivers than this make too many subsets; Shapley values are then sampled. */
export const EXACT_DRIVERS = 15

/**
 * R^2 of the outcome on every subset of p drivers: entry `mask` has driver k when bit k is set, 2^p numbers.
 * `correlations` is (p + 1) x (p + 1), row-major, the outcome first. A driver that its subset determines adds nothing.
 * Each subset is one sweep of its parent, restricted to later drivers: about six products per subset on average.
 */
export function subsetRSquared(correlations: Float64Array, drivers: number): Float64Array {
  const size = drivers + 1
  if (drivers > EXACT_DRIVERS)
    throw new RangeError(`subsetRSquared: ${drivers} drivers are more than ${EXACT_DRIVERS}`)
  if (correlations.length !== size * size) {
    throw new RangeError(`subsetRSquared: ${correlations.length} correlations for ${drivers} drivers`)
  }
  if (!correlations.every(isUsable)) {
    throw new RangeError(`subsetRSquared: a correlation is not ${USABLE}`)
  }
  const into = new Float64Array(2 ** drivers)
  const levels = Array.from({ length: size + 1 }, () => new Float64Array(size * size))
  levels[0]!.set(correlations)
  visit(levels, 0, { from: 0, mask: 0, drivers }, into)
  return into
}

interface Place {
  readonly from: number
  readonly mask: number
  readonly drivers: number
}

/** `levels[depth]` holds what is left of the covariances once the drivers in `mask` are partialled out. */
function visit(
  levels: readonly Float64Array[],
  depth: number,
  { from, mask, drivers }: Place,
  into: Float64Array,
): void {
  const size = drivers + 1
  const left = levels[depth]!
  const next = levels[depth + 1]!
  for (let k = from; k < drivers; k++) {
    const pivotRow = (k + 1) * size
    const pivot = left[pivotRow + k + 1]!
    const inverse = pivot > 1e-12 ? 1 / pivot : 0
    const toOutcome = left[pivotRow]! * inverse
    next[0] = left[0]! - toOutcome * left[pivotRow]!
    for (let i = k + 1; i < drivers; i++) {
      const row = (i + 1) * size
      const factor = left[row + k + 1]! * inverse
      next[row] = left[row]! - factor * left[pivotRow]!
      for (let j = k + 1; j <= i; j++)
        next[row + j + 1] = left[row + j + 1]! - factor * left[(j + 1) * size + k + 1]!
    }
    const joined = mask | (1 << k)
    into[joined] = 1 - next[0]!
    visit(levels, depth + 1, { from: k + 1, mask: joined, drivers }, into)
  }
}
