export interface AxisSpan {
  readonly from: number
  readonly to: number
}

/**
 * The part of an index axis that holds all values and their intervals, rounded outwards to whole steps.
 * It never leaves the scale, and never gets so narrow that noise looks like news.
 */
export function axisSpan(
  values: readonly number[],
  {
    min = 0,
    max = 100,
    step = 5,
    least = 20,
  }: { min?: number; max?: number; step?: number; least?: number } = {},
): AxisSpan {
  if (values.length === 0) return { from: min, to: max }
  let from = Math.max(min, Math.floor(Math.min(...values) / step) * step)
  let to = Math.min(max, Math.ceil(Math.max(...values) / step) * step)
  while (to - from < Math.min(least, max - min)) {
    if (from > min) from -= step
    if (to < max && to - from < least) to += step
  }
  return { from, to }
}
