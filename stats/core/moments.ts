import { addCrossProduct } from './cross-product.ts'
import { designWidth, type Layout, writeDesign } from './design.ts'
import { checkObservations, checkShape, type Observations } from './observations.ts'

/**
 * All that linear statistics need of n respondents: counts, sums and cross-products about `shift`.
 * `cross` is the upper triangle (row-major, width x width) of the design's cross-product, see design.ts.
 * Moments of disjoint respondents merge by addition, so any slice is a sum.
 */
export interface Moments {
  readonly items: readonly string[]
  readonly layout: Layout
  readonly rows: number
  /** Sum of squared weights; with the sum of weights (cross[0]) it gives the effective sample size. */
  readonly weightSquares: number
  /** Rows that answered each item, unweighted. */
  readonly answered: Float64Array
  readonly shift: Float64Array
  readonly cross: Float64Array
}

const BLOCK = 128

/** A cell beyond 1e30 about a shift below 1e25, squared, makes more than this even at the smallest weight, 1e-30. */
const isSuspect = (sum: number): boolean => !(Math.abs(sum) < 1e25)

/**
 * Moments of the observations in one pass, in blocks that stay in cache.
 * `shift` (p numbers, default each item's first answer) keeps sums of large values from cancelling.
 * Throws when `layout` is `complete` and a cell is missing.
 */
export function momentsOf(
  observations: Observations,
  {
    layout = 'complete',
    shift = firstAnswers(observations),
  }: { readonly layout?: Layout; readonly shift?: Float64Array } = {},
): Moments {
  const { items, rows, values, weights } = checkShape(observations)
  const p = items.length
  const width = designWidth(p, layout)
  const cross = new Float64Array(width * width)
  const answered = new Float64Array(p)
  const block = new Float64Array(BLOCK * width)
  const ones = new Float64Array(BLOCK).fill(1)
  let weightSquares = 0
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows)
    writeDesign(observations, layout, shift, { from, to, into: block })
    const part = weights === undefined ? ones.subarray(0, to - from) : weights.subarray(from, to)
    addCrossProduct(block, width, part, cross)
    for (const weight of part) weightSquares += weight * weight
  }
  // A cell too large to use shows in the sums or the shift: the cells are only searched for it then, not on every pass.
  if (shift.some(isSuspect) || cross.some(isSuspect)) checkObservations(observations)
  if (layout === 'complete') {
    refuseHoles(items, cross)
    answered.fill(rows)
  } else for (let at = 0; at < values.length; at++) if (!Number.isNaN(values[at])) answered[at % p]! += 1
  return { items, layout, rows, weightSquares, answered, shift, cross }
}

/**
 * The moments of both sets of respondents together.
 * Throws when they hold other items or another layout.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.items.join() !== b.items.join()) throw new RangeError('mergeMoments: the two hold different items')
  if (a.layout !== b.layout) throw new RangeError(`mergeMoments: layouts ${a.layout} and ${b.layout} differ`)
  const moved = reshift(b, a.shift)
  return {
    ...a,
    rows: a.rows + b.rows,
    weightSquares: a.weightSquares + b.weightSquares,
    answered: a.answered.map((count, h) => count + b.answered[h]!),
    cross: a.cross.map((sum, at) => sum + moved[at]!),
  }
}

/** Cross-products about another shift: every design column is a linear mix of the old ones, so the new is T'CT. */
function reshift(moments: Moments, shift: Float64Array): Float64Array {
  const { items, layout, cross } = moments
  if (moments.shift.every((old, h) => old === shift[h])) return cross
  const p = items.length
  const width = designWidth(p, layout)
  const mix = new Float64Array(width * width)
  for (let a = 0; a < width; a++) mix[a * width + a] = 1
  for (let h = 0; h < p; h++) {
    const by = moments.shift[h]! - shift[h]!
    const mark = layout === 'complete' ? 0 : 1 + p + h
    mix[mark * width + 1 + h] = by
    if (layout !== 'pairwise') continue
    mix[(1 + h) * width + 1 + 2 * p + h] = 2 * by
    mix[mark * width + 1 + 2 * p + h] = by * by
  }
  return congruence(cross, mix, width)
}

/** Upper triangle of T'CT, where C is symmetric and given by its upper triangle. */
function congruence(upper: Float64Array, mix: Float64Array, width: number): Float64Array {
  const half = new Float64Array(width * width)
  for (let a = 0; a < width; a++) {
    for (let k = 0; k < width; k++) {
      const c = a <= k ? upper[a * width + k]! : upper[k * width + a]!
      for (let b = 0; b < width; b++) half[a * width + b]! += c * mix[k * width + b]!
    }
  }
  const whole = new Float64Array(width * width)
  for (let k = 0; k < width; k++) {
    for (let a = 0; a < width; a++) {
      const t = mix[k * width + a]!
      if (t === 0) continue
      for (let b = a; b < width; b++) whole[a * width + b]! += t * half[k * width + b]!
    }
  }
  return whole
}

/** A missing value has made the sum of its item NaN. */
function refuseHoles(items: readonly string[], cross: Float64Array): void {
  const item = items.find((_, h) => Number.isNaN(cross[1 + h]))
  if (item !== undefined)
    throw new RangeError(`momentsOf: item "${item}" has missing values, see treatMissing`)
}

function firstAnswers({ items, rows, values }: Observations): Float64Array {
  const p = items.length
  return Float64Array.from(items, (_, h) => {
    for (let i = 0; i < rows; i++) {
      const value = values[i * p + h]!
      if (!Number.isNaN(value)) return value
    }
    return 0
  })
}
