import { seeded, uniform } from '../core/random.ts'

/**
 * Chance of a chi-square at least as large when the column answers are dealt out at random to the row answers, margins
 * fixed: (1 + draws as large) / (1 + draws). Whole counts; more than 20,000 people are too many to deal, and their
 * expected counts are never small. Hope (1968); handbook 13.
 */
export function shuffledTableP(
  counts: readonly (readonly number[])[],
  { draws, seed }: { readonly draws: number; readonly seed: number },
): number {
  if (!Number.isSafeInteger(draws) || draws < 1)
    throw new RangeError(`crosstab: draws must be a whole number above 0, got ${draws}`)
  const rowOf: number[] = []
  const columnOf: number[] = []
  counts.forEach((row, r) => {
    row.forEach((count, c) => {
      for (let k = 0; k < count; k++) {
        rowOf.push(r)
        columnOf.push(c)
      }
    })
  })
  const width = counts[0]?.length ?? 0
  const weight = expectedInverse(counts)
  const observed = squaresOver(Float64Array.from(counts.flat()), weight)
  const table = new Float64Array(weight.length)
  let asLarge = 1
  for (let draw = 0; draw < draws; draw++) {
    const random = seeded(seed, { draw })
    table.fill(0)
    for (let i = columnOf.length - 1; i >= 0; i--) {
      const j = Math.floor(uniform(random) * (i + 1))
      const dealt = columnOf[j]!
      columnOf[j] = columnOf[i]!
      columnOf[i] = dealt
      table[rowOf[i]! * width + dealt]! += 1
    }
    if (squaresOver(table, weight) >= observed * (1 - 1e-9)) asLarge++
  }
  return asLarge / (draws + 1)
}

/** sum o^2 / e is chi-square + n, so it orders tables alike. */
function squaresOver(table: Float64Array, weight: Float64Array): number {
  let sum = 0
  for (let k = 0; k < table.length; k++) sum += table[k]! ** 2 * weight[k]!
  return sum
}

function expectedInverse(counts: readonly (readonly number[])[]): Float64Array {
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = counts[0]!.map((_, c) => counts.reduce((sum, row) => sum + row[c]!, 0))
  return Float64Array.from(rows.flatMap((row) => columns.map((column) => 1 / (row * column))))
}
