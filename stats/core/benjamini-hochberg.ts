/**
 * Benjamini and Hochberg's adjusted p-values, in the order given: among those below the level, the expected share of
 * false discoveries stays at the level. p~(i) = min over j >= i of min(1, m p(j) / j).
 * Benjamini & Hochberg (1995); handbook 12.1.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1))
  if (bad !== undefined) throw new RangeError(`benjaminiHochberg: ${bad} is not a p-value from 0 to 1`)
  const count = pValues.length
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[j]! - pValues[i]!)
  const adjusted = new Array<number>(count)
  let lowest = 1
  order.forEach((i, fromTop) => {
    lowest = Math.min(lowest, (count * pValues[i]!) / (count - fromTop))
    adjusted[i] = lowest
  })
  return adjusted
}
