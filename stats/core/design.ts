import type { Observations } from './observations.ts'

/**
 * How much a cross-product has to know about missing cells.
 * `complete`: there are none. `mean`: enough to replace them by item means. `pairwise`: enough for pairwise variances.
 */
export const LAYOUTS = ['complete', 'mean', 'pairwise'] as const
export type Layout = (typeof LAYOUTS)[number]

/** Rows [from, to) of the observations, written to the beginning of `into`. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly into: Float64Array
}

/** Columns of the design: 1, p values, then for `mean` also p marks "answered", for `pairwise` also p squares. */
export const designWidth = (items: number, layout: Layout): number =>
  1 + items * (layout === 'complete' ? 1 : layout === 'mean' ? 2 : 3)

/**
 * Rows [from, to) as the matrix whose plain cross-product holds every sum that means, variances and correlations need,
 * with or without missing cells: a missing value is 0 and so is its mark. Values are taken about `shift` (p numbers).
 * In the layout `complete` a missing value stays NaN, and so do all sums it enters.
 */
export function writeDesign(
  { items, values }: Observations,
  layout: Layout,
  shift: Float64Array,
  { from, to, into }: Stretch,
): void {
  const p = items.length
  if (layout === 'complete') {
    writeComplete(values, shift, { from, to, into })
    return
  }
  const width = designWidth(p, layout)
  for (let i = from; i < to; i++) {
    const row = (i - from) * width
    into[row] = 1
    for (let h = 0; h < p; h++) {
      const raw = values[i * p + h]!
      const answered = !Number.isNaN(raw)
      const value = answered ? raw - shift[h]! : 0
      into[row + 1 + h] = value
      into[row + 1 + p + h] = answered ? 1 : 0
      if (layout === 'pairwise') into[row + 1 + 2 * p + h] = value * value
    }
  }
}

function writeComplete(values: Float64Array, shift: Float64Array, { from, to, into }: Stretch): void {
  const p = shift.length
  let at = 0
  for (let i = from; i < to; i++) {
    into[at++] = 1
    const row = i * p
    for (let h = 0; h < p; h++) into[at++] = values[row + h]! - shift[h]!
  }
}
