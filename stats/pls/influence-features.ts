import type { Covariance } from '../core/covariance.ts'
import { addCrossProduct } from '../core/cross-product.ts'
import { effectiveSize, type Observations } from '../core/observations.ts'
import { seeded } from '../core/random.ts'
import type { PlsPlan } from './plan.ts'
import type { Workspace } from './workspace.ts'

/**
 * Everything one respondent contributes to the estimate, to first order: x items about their means (over their spread for
 * correlation input, 0 when missing), y scores, e inner weights.
 *   inner (p)  x_h sum_k e_jk y_k        own (p)    x_h y_j, j the block of h       square (p)  x_h^2 / s_h^2
 *   pairs      y_j y_k for j < k         mean (J)   sum_h w_h x_h / share answered  block (J)   (sum_h z_h)^2 - sum_h z_h^2 r_h.
 * each less its expectation.
 */
export interface FeaturePositions {
  readonly inner: number
  readonly own: number
  readonly square: number
  readonly pairs: number
  readonly mean: number
  readonly block: number
  readonly width: number
}

export function featurePositions({ items: p, constructs }: PlsPlan): FeaturePositions {
  const pairs = 3 * p
  const mean = pairs + (constructs * (constructs - 1)) / 2
  return {
    inner: 0,
    own: p,
    square: 2 * p,
    pairs,
    mean,
    block: mean + constructs,
    width: mean + 2 * constructs,
  }
}

/**
 * `freedom`: fitting J constructs to n rows shows too little influence; the variance of all of it but that on means grows by
 * (n - 1) / (n - 1 - J), n the effective size, as HC1 does for regressions (MacKinnon & White 1985).
 */
export const SMALL_SAMPLE = ['freedom', 'none'] as const
export type SmallSample = (typeof SMALL_SAMPLE)[number]

/** Beyond this many rows they are added up in as many random groups, which costs .8 % of precision of a standard error. */
const MOST_ROWS = 8_000
const CHUNK = 128

interface Rows {
  readonly observations: Observations
  readonly items: Covariance
  readonly input: Float64Array
  readonly smallSample: SmallSample
}

/**
 * Sum over rows of (w_i / sum w)^2 f_i f_i' (upper triangle, width x width): the covariance matrix of the weighted means
 * of all features. `work` holds the solution on S = `input`; `items` its means and spreads.
 */
export function featureCovariance(
  plan: PlsPlan,
  work: Workspace,
  { observations, items, input, smallSample }: Rows,
): Float64Array {
  const { width } = featurePositions(plan)
  const { rows, weights } = observations
  let total = 0
  for (let i = 0; i < rows; i++) total += weights === undefined ? 1 : weights[i]!
  const grouped = rows > MOST_ROWS
  const held = new Float64Array((grouped ? MOST_ROWS : CHUNK) * width)
  const into = new Float64Array(width * width)
  const write = featureWriter(plan, work, { observations, items, input, smallSample })
  const random = seeded(0)
  for (let i = 0, at = 0; i < rows; i++) {
    if (grouped) at = Math.floor((random() / 0x1_0000_0000) * MOST_ROWS)
    write(i, (weights === undefined ? 1 : weights[i]!) / total, held, at * width)
    if (grouped || (++at < CHUNK && i + 1 < rows)) continue
    addCrossProduct(held.subarray(0, at * width), width, new Float64Array(at).fill(1), into)
    held.fill(0)
    at = 0
  }
  if (grouped) {
    // Rows that share a group by chance have products that cancel, up to 1 / groups.
    const share = MOST_ROWS / (MOST_ROWS - 1)
    addCrossProduct(held, width, new Float64Array(MOST_ROWS).fill(share), into)
  }
  return into
}

/** Adds `share` (times the small-sample correction) of the features of row i to `into` from `offset`. */
function featureWriter(
  plan: PlsPlan,
  { weights, cross, inner, scales, correlations }: Workspace,
  { observations, items, input, smallSample }: Rows,
): (row: number, weight: number, into: Float64Array, offset: number) => void {
  const { items: p, constructs, starts } = plan
  const at = featurePositions(plan)
  const { values, rows } = observations
  // For correlation input the scales are 1 and items are divided by their spread.
  const per = Float64Array.from(items.spreads, (spread, h) => scales[h]! / spread)
  const answered = answeredShares(observations, p)
  const expectedInner = new Float64Array(p)
  const rowSums = new Float64Array(p)
  for (let j = 0; j < constructs; j++) {
    for (let h = starts[j]!; h < starts[j + 1]!; h++) {
      for (let k = 0; k < constructs; k++)
        expectedInner[h]! += inner[j * constructs + k]! * cross[h * constructs + k]!
      for (let g = starts[j]!; g < starts[j + 1]!; g++)
        rowSums[h]! += input[h * p + g]! / (scales[h]! * scales[g]!)
    }
  }
  const x = new Float64Array(p)
  const y = new Float64Array(constructs)
  const n = (rows - 1) / rows
  const means = new Float64Array(constructs)
  const free = effectiveSize(observations) - 1
  const grow = smallSample === 'none' ? 1 : Math.sqrt(free / Math.max(1, free - constructs))
  return (row, share, into, offset) => {
    y.fill(0)
    means.fill(0)
    for (let j = 0; j < constructs; j++) {
      for (let h = starts[j]!; h < starts[j + 1]!; h++) {
        const raw = values[row * p + h]!
        const value = Number.isNaN(raw) ? 0 : (raw - items.means[h]!) * per[h]!
        x[h] = value
        y[j]! += weights[h]! * value
        means[j]! += (weights[h]! * value) / answered[h]!
      }
    }
    const weight = share * grow
    for (let j = 0; j < constructs; j++) {
      let sum = 0
      let squares = 0
      for (let h = starts[j]!; h < starts[j + 1]!; h++) {
        const z = x[h]! / scales[h]!
        sum += z
        squares += z * z * rowSums[h]!
        into[offset + at.square + h]! += weight * (z * z - n)
      }
      into[offset + at.mean + j]! += share * means[j]!
      into[offset + at.block + j]! += weight * (sum * sum - squares)
    }
    let pair = offset + at.pairs
    for (let j = 0; j < constructs; j++) {
      let around = 0
      for (let k = 0; k < constructs; k++) around += inner[j * constructs + k]! * y[k]!
      for (let h = starts[j]!; h < starts[j + 1]!; h++) {
        into[offset + at.inner + h]! += weight * (x[h]! * around - n * expectedInner[h]!)
        into[offset + at.own + h]! += weight * (x[h]! * y[j]! - n * cross[h * constructs + j]!)
      }
      for (let k = j + 1; k < constructs; k++)
        into[pair++]! += weight * (y[j]! * y[k]! - n * correlations[j * constructs + k]!)
    }
  }
}

function answeredShares({ values, rows }: Observations, p: number): Float64Array {
  const shares = new Float64Array(p)
  for (let at = 0; at < values.length; at++) if (!Number.isNaN(values[at])) shares[at % p]! += 1 / rows
  return shares
}
