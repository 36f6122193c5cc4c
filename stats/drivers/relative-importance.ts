/** What each of p drivers adds to R^2, over all orders of entering them. */
export interface RelativeImportance {
  readonly rSquared: number
  /** Shapley values (LMG, general dominance): sum to R^2. */
  readonly lmg: readonly number[]
  /** Entered first: squared correlation. */
  readonly first: readonly number[]
  /** Entered last: what only this driver explains. */
  readonly last: readonly number[]
  /** conditional[k][s]: average increment of driver k to subsets of s others. */
  readonly conditional: readonly (readonly number[])[]
}

/**
 * From the R^2 of all subsets (see subsetRSquared).
 * Lindeman, Merenda & Gold (1980), Budescu (1993), Azen & Budescu (2003); handbook 7.3.
 */
export function relativeImportance(subsets: Float64Array, drivers: number): RelativeImportance {
  const all = subsets.length - 1
  const conditional = averageIncrements(subsets, drivers)
  return {
    rSquared: subsets[all]!,
    lmg: conditional.map((row) => row.reduce((sum, increment) => sum + increment, 0) / drivers),
    first: conditional.map((_, k) => subsets[1 << k]!),
    last: conditional.map((_, k) => subsets[all]! - subsets[all ^ (1 << k)]!),
    conditional: conditional.map((row) => Array.from(row)),
  }
}

/** Of all subsets without driver k, the mean of what k adds, by the size of the subset. */
function averageIncrements(subsets: Float64Array, drivers: number): Float64Array[] {
  const sizes = new Uint8Array(subsets.length)
  for (let mask = 1; mask < subsets.length; mask++) sizes[mask] = sizes[mask >> 1]! + (mask & 1)
  const counts = new Float64Array(drivers)
  for (let s = 0; s < drivers; s++) counts[s] = s === 0 ? 1 : (counts[s - 1]! * (drivers - s)) / s
  return Array.from({ length: drivers }, (_, k) => {
    const bit = 1 << k
    const sums = new Float64Array(drivers)
    for (let mask = 0; mask < subsets.length; mask++) {
      if ((mask & bit) === 0) sums[sizes[mask]!]! += subsets[mask | bit]! - subsets[mask]!
    }
    return sums.map((sum, s) => sum / counts[s]!)
  })
}

/**
 * Complete dominance of driver k over m: 1 when k adds more than m to every subset of the others, -1 the other way
 * round, 0 when it depends. Increments within 1e-12 of each other count as equal.
 */
export function completeDominance(subsets: Float64Array, k: number, m: number): -1 | 0 | 1 {
  const both = (1 << k) | (1 << m)
  let better = false
  let worse = false
  for (let mask = 0; mask < subsets.length; mask++) {
    if ((mask & both) !== 0) continue
    const difference = subsets[mask | (1 << k)]! - subsets[mask | (1 << m)]!
    if (difference > 1e-12) better = true
    else if (difference < -1e-12) worse = true
    else return 0
  }
  if (better === worse) return 0
  return better ? 1 : -1
}
