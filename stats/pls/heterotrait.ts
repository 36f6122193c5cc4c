import type { PlsPlan } from './plan.ts'

/** Pairs of constructs j < k in the order heterotrait writes them. */
export const constructPairs = (constructs: number): (readonly [number, number])[] =>
  Array.from({ length: constructs }, (_, j) => j).flatMap((j) =>
    Array.from({ length: constructs - j - 1 }, (_, k) => [j, j + 1 + k] as const),
  )

/**
 * Heterotrait-monotrait ratios of every pair of constructs from the item correlations (p x p), into `into` from `htmt`
 * (arithmetic means) and from `htmt2` (geometric means): mean |r| between the blocks over the root of the mean |r| within
 * each; a single item's own mean is 1. NaN where a block's items do not correlate at all.
 * Henseler, Ringle & Sarstedt (2015); Roemer, Schuberth & Henseler (2021); handbook 2.9.
 */
export function heterotrait(
  { items: p, constructs, starts }: PlsPlan,
  correlation: Float64Array,
  into: Float64Array,
  { htmt, htmt2 }: { readonly htmt: number; readonly htmt2: number },
): void {
  let pair = 0
  for (let j = 0; j < constructs; j++) {
    const ownJ = within(correlation, p, starts[j]!, starts[j + 1]!)
    for (let k = j + 1; k < constructs; k++, pair++) {
      const ownK = within(correlation, p, starts[k]!, starts[k + 1]!)
      let sum = 0
      let product = 1
      let logs = 0
      for (let h = starts[j]!; h < starts[j + 1]!; h++) {
        for (let g = starts[k]!; g < starts[k + 1]!; g++) {
          const r = Math.abs(correlation[h * p + g]!)
          sum += r
          product *= r
        }
        // A logarithm per row of the block, not per cell, and no product small enough to vanish.
        logs += Math.log(product)
        product = 1
      }
      const cells = (starts[j + 1]! - starts[j]!) * (starts[k + 1]! - starts[k]!)
      into[htmt + pair] = finite(sum / cells / Math.sqrt(ownJ.mean * ownK.mean))
      into[htmt2 + pair] = finite(Math.exp(logs / cells - (ownJ.logMean + ownK.logMean) / 2))
    }
  }
}

function within(
  correlation: Float64Array,
  p: number,
  from: number,
  to: number,
): { mean: number; logMean: number } {
  if (to - from === 1) return { mean: 1, logMean: 0 }
  let sum = 0
  let logs = 0
  for (let h = from; h < to; h++) {
    let product = 1
    for (let g = h + 1; g < to; g++) {
      const r = Math.abs(correlation[h * p + g]!)
      sum += r
      product *= r
    }
    logs += Math.log(product)
  }
  const cells = ((to - from) * (to - from - 1)) / 2
  return { mean: sum / cells, logMean: logs / cells }
}

const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN)
