import { type Covariance, writeCorrelation, writeCovariance } from './covariance.ts'
import { addCrossProduct } from './cross-product.ts'
import { designWidth, writeDesign } from './design.ts'
import type { Observations } from './observations.ts'

/** Covariances and correlations (p x p, row-major) of one resample; reused from draw to draw. */
export interface Resampled extends Covariance {
  readonly correlation: Float64Array
}

/**
 * A function from "how often each row was drawn" to the covariances and correlations of that resample, for complete
 * observations. Nothing is allocated per draw; a constant item gives NaN. Weights ride along with their rows.
 */
export function correlationResampler(observations: Observations): (counts: Float64Array) => Resampled {
  const { items, rows, values, weights } = observations
  const p = items.length
  const width = designWidth(p, 'complete')
  const design = new Float64Array(rows * width)
  const shift = Float64Array.from(values.subarray(0, p))
  writeDesign(observations, 'complete', shift, { from: 0, to: rows, into: design })
  const drawn = new Float64Array(rows)
  const cross = new Float64Array(width * width)
  const into = {
    means: new Float64Array(p),
    spreads: new Float64Array(p),
    covariance: new Float64Array(p * p),
    correlation: new Float64Array(p * p),
  }
  const size = { layout: 'complete', rows, answered: new Float64Array(0) } as const
  return (counts) => {
    for (let i = 0; i < rows; i++) drawn[i] = counts[i]! * (weights === undefined ? 1 : weights[i]!)
    cross.fill(0)
    addCrossProduct(design, width, drawn, cross)
    writeCovariance(cross, size, into)
    for (let h = 0; h < p; h++) into.means[h]! += shift[h]!
    writeCorrelation(into.covariance, into.spreads, into.correlation)
    return into
  }
}
