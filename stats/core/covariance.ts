import { designWidth, type Layout } from './design.ts'
import type { Moments } from './moments.ts'
import { SMALLEST_NUMBER } from './usable-number.ts'

/** Means (p), standard deviations with divisor n - 1 (p) and the full symmetric covariance (p x p, row-major). */
export interface Covariance {
  readonly means: Float64Array
  readonly spreads: Float64Array
  readonly covariance: Float64Array
}

/** Means, standard deviations and covariances of the items. Weights are rescaled to sum n; handbook 0.5. */
export function covarianceOf(moments: Moments): Covariance {
  const p = moments.items.length
  const into = {
    means: new Float64Array(p),
    spreads: new Float64Array(p),
    covariance: new Float64Array(p * p),
  }
  writeCovariance(moments.cross, moments, into)
  for (let h = 0; h < p; h++) into.means[h]! += moments.shift[h]!
  return into
}

/** Correlations (p x p, row-major, unit diagonal) from covariances; a constant item gives NaN in its row and column. */
export function correlationOf({ covariance, spreads }: Covariance): Float64Array {
  const into = new Float64Array(covariance.length)
  writeCorrelation(covariance, spreads, into)
  return into
}

export function writeCorrelation(covariance: Float64Array, spreads: Float64Array, into: Float64Array): void {
  const p = spreads.length
  for (let h = 0; h < p; h++) {
    into[h * p + h] = spreads[h]! > 0 ? 1 : Number.NaN
    for (let k = h + 1; k < p; k++) {
      const r = covariance[h * p + k]! / (spreads[h]! * spreads[k]!)
      into[h * p + k] = r
      into[k * p + h] = r
    }
  }
}

/**
 * The same from a design's cross-product into given arrays, means about the shift; nothing is allocated.
 * `mean`: a missing cell has deviation 0 from the item's mean, so only pairs answered by both add up.
 * `pairwise`: each correlation from the rows that answered both (its covariance is scaled to the items' own spreads).
 */
export function writeCovariance(
  cross: Float64Array,
  { layout, rows, answered }: { layout: Layout; rows: number; answered: Float64Array },
  into: Covariance,
): void {
  if (layout === 'complete') writeComplete(cross, rows, into)
  else if (layout === 'mean') writeMeanReplaced(cross, rows, into)
  else writePairwise(cross, answered, into)
}

function writeComplete(cross: Float64Array, rows: number, { means, spreads, covariance }: Covariance): void {
  const p = means.length
  const width = p + 1
  const total = cross[0]!
  const scale = rows / (total * (rows - 1))
  for (let h = 0; h < p; h++) means[h] = cross[1 + h]! / total
  for (let h = 0; h < p; h++) {
    const row = (1 + h) * width + 1
    for (let k = h; k < p; k++) {
      const s = (cross[row + k]! - total * means[h]! * means[k]!) * scale
      covariance[h * p + k] = s
      covariance[k * p + h] = s
    }
    spreads[h] = spread(covariance[h * p + h]!, cross[row + h]! * scale)
  }
}

function writeMeanReplaced(
  cross: Float64Array,
  rows: number,
  { means, spreads, covariance }: Covariance,
): void {
  const p = means.length
  const width = designWidth(p, 'mean')
  const scale = rows / (cross[0]! * (rows - 1))
  for (let h = 0; h < p; h++) means[h] = cross[1 + h]! / cross[1 + p + h]!
  for (let h = 0; h < p; h++) {
    for (let k = h; k < p; k++) {
      // the sum of h where k answered is x_h'm_k: a cell of the upper triangle because marks follow values
      const both = cross[(1 + p + h) * width + 1 + p + k]!
      const s =
        (cross[(1 + h) * width + 1 + k]! -
          means[h]! * cross[(1 + k) * width + 1 + p + h]! -
          means[k]! * cross[(1 + h) * width + 1 + p + k]! +
          means[h]! * means[k]! * both) *
        scale
      covariance[h * p + k] = s
      covariance[k * p + h] = s
    }
    spreads[h] = spread(covariance[h * p + h]!, cross[(1 + h) * width + 1 + h]! * scale)
  }
}

function writePairwise(
  cross: Float64Array,
  answered: Float64Array,
  { means, spreads, covariance }: Covariance,
): void {
  const p = means.length
  const width = designWidth(p, 'pairwise')
  const marks = 1 + p
  const squares = 1 + 2 * p
  for (let h = 0; h < p; h++) {
    const weight = cross[(marks + h) * width + marks + h]!
    means[h] = cross[1 + h]! / weight
    const square = cross[(1 + h) * width + 1 + h]!
    const scale = answered[h]! / (weight * (answered[h]! - 1))
    spreads[h] = spread((square - weight * means[h]! * means[h]!) * scale, square * scale)
  }
  for (let h = 0; h < p; h++) {
    covariance[h * p + h] = spreads[h]! * spreads[h]!
    for (let k = h + 1; k < p; k++) {
      const both = cross[(marks + h) * width + marks + k]!
      const sumH = cross[(1 + h) * width + marks + k]!
      const sumK = cross[(1 + k) * width + marks + h]!
      const squareH = cross[(marks + k) * width + squares + h]! - (sumH * sumH) / both
      const squareK = cross[(marks + h) * width + squares + k]! - (sumK * sumK) / both
      const product = cross[(1 + h) * width + 1 + k]! - (sumH * sumK) / both
      const s = (product / Math.sqrt(squareH * squareK)) * spreads[h]! * spreads[k]!
      covariance[h * p + k] = s
      covariance[k * p + h] = s
    }
  }
}

/** A variance that is rounding error of its own sum of squares, or too small to multiply, is 0: the item is constant. */
const spread = (variance: number, square: number): number =>
  variance > 1e-13 * square && variance > SMALLEST_VARIANCE ? Math.sqrt(variance) : 0

const SMALLEST_VARIANCE = SMALLEST_NUMBER ** 2
