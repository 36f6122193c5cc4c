/**
 * Quantile of type 7 (default of R and NumPy): linear between order statistics at h = (B - 1) p.
 * `sorted` ascending, at least one value; `p` from 0 to 1. Hyndman & Fan (1996); handbook 0.7.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new RangeError('quantile: there are no values')
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must be from 0 to 1, got ${p}`)
  const h = (sorted.length - 1) * p
  const below = Math.floor(h)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (h - below) * (sorted[above]! - sorted[below]!)
}
