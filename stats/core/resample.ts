import type { Random } from './random.ts'

/**
 * One resample of n rows with replacement, as how often each row was drawn (n counts, summing to n), into `counts`.
 * Re-weighting rows is the same as copying them, and rows drawn 0 times cost nothing. Efron (1979).
 */
export function drawCounts(random: Random, counts: Float64Array): void {
  const rows = counts.length
  counts.fill(0)
  for (let drawn = 0; drawn < rows; drawn++) {
    const row = Math.floor((random() / 0x1_0000_0000) * rows)
    counts[row] = counts[row]! + 1
  }
}
