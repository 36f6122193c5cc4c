/** How sure one group's coefficient is larger, from the resamples of both. Shares are probabilities of "not larger". */
export interface HenselerTest {
  /** Probability that the first is not larger, resamples centred on their means: below .05 larger, above .95 smaller. */
  readonly share: number
  /** The same without centring: share of pairs of resamples in which the first is not above the second. */
  readonly plain: number
  /** Two-sided: twice the smaller of share and 1 - share, at least 2 over the number of pairs. */
  readonly p: number
}

/**
 * PLS-MGA of two sets of resamples: 1 - #{2 m1 - b1 - 2 m2 + b2 > 0} / (J1 J2) with m the means of the resamples.
 * Undefined when a set is empty. Henseler, Ringle & Sinkovics (2009); handbook 2.15.
 */
export function henselerTest(first: ArrayLike<number>, second: ArrayLike<number>): HenselerTest | undefined {
  const pairs = first.length * second.length
  if (pairs === 0) return undefined
  const a = Float64Array.from(first).sort()
  const b = Float64Array.from(second).sort()
  const share = 1 - countAbove(b, a, 2 * (mean(b) - mean(a))) / pairs
  const plain = 1 - countAbove(a, b, 0) / pairs
  return { share, plain, p: Math.min(1, Math.max(2 / pairs, 2 * Math.min(share, 1 - share))) }
}

/** Pairs with x - y > limit, both ascending. */
function countAbove(x: Float64Array, y: Float64Array, limit: number): number {
  let below = 0
  let count = 0
  for (const value of x) {
    while (below < y.length && value - y[below]! > limit) below++
    count += below
  }
  return count
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value / values.length, 0)
