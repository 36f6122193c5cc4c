import { type Covariance, covarianceOf } from '../core/covariance.ts'
import { designWidth, type Layout, writeDesign } from '../core/design.ts'
import { momentsOf } from '../core/moments.ts'
import type { Observations } from '../core/observations.ts'

/** Rows written once, and the room for the sums of any part of them: p items, design of n x `width`. */
export interface PreparedRows {
  readonly shift: Float64Array
  readonly width: number
  readonly design: Float64Array
  readonly cross: Float64Array
  readonly answered: Float64Array
  readonly items: Covariance
  readonly correlation: Float64Array
}

/** What solving on part after part of the same treated rows starts from; every array but the design is scratch. */
export function prepareRows(observations: Observations, layout: Layout): PreparedRows {
  const { rows } = observations
  const p = observations.items.length
  // About the sample's own means, so that sums of squares do not cancel in any part.
  const shift = covarianceOf(momentsOf(observations, { layout })).means
  const width = designWidth(p, layout)
  const design = new Float64Array(rows * width)
  writeDesign(observations, layout, shift, { from: 0, to: rows, into: design })
  return {
    shift,
    width,
    design,
    cross: new Float64Array(width * width),
    answered: new Float64Array(p),
    items: {
      means: new Float64Array(p),
      spreads: new Float64Array(p),
      covariance: new Float64Array(p * p),
    },
    correlation: new Float64Array(p * p),
  }
}
