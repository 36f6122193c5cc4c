import { readFileSync } from 'node:fs'
import { factorInPlace } from '../../../stats/core/cholesky.ts'
import type { Observations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'

export interface GroupSummary {
  readonly n: number
  readonly sums: readonly number[]
  readonly squares: readonly number[]
}

/** Sums and sums of squares of the bank customers by gender, see tests/fixtures/README.md. */
export const genderSummary = (): { items: string[]; female: GroupSummary; male: GroupSummary } =>
  JSON.parse(readFileSync(new URL('../../fixtures/satisfaction-gender.json', import.meta.url), 'utf8'))

/**
 * Rows whose means, standard deviations and correlations are exactly the given ones: random numbers made uncorrelated
 * by Cholesky, then correlated by Cholesky. Statistics of the moments are those of the real rows; the rest is not.
 */
export function rowsWithMoments(
  items: readonly string[],
  { n, sums, squares }: GroupSummary,
  correlation: readonly (readonly number[])[],
  seed: number,
): Observations {
  const p = items.length
  const random = seeded(seed)
  const raw = Array.from({ length: n }, () =>
    items.map(() => uniform(random) + uniform(random) + uniform(random)),
  )
  const centred = raw.map((row) => row.map((x, h) => x - raw.reduce((sum, other) => sum + other[h]! / n, 0)))
  const own = items.map((_, h) =>
    items.map((__, k) => centred.reduce((sum, row) => sum + row[h]! * row[k]!, 0) / (n - 1)),
  )
  const from = factorOf(own)
  const to = factorOf(correlation)
  const values = new Float64Array(n * p)
  centred.forEach((row, i) => {
    const white: number[] = []
    for (let h = 0; h < p; h++) {
      let rest = row[h]!
      for (let k = 0; k < h; k++) rest -= from[h * p + k]! * white[k]!
      white.push(rest / from[h * p + h]!)
    }
    for (let h = 0; h < p; h++) {
      const mean = sums[h]! / n
      const deviation = Math.sqrt((squares[h]! - n * mean * mean) / (n - 1))
      let z = 0
      for (let k = 0; k <= h; k++) z += to[h * p + k]! * white[k]!
      values[i * p + h] = mean + deviation * z
    }
  })
  return { items, rows: n, values }
}

function factorOf(matrix: readonly (readonly number[])[]): Float64Array {
  const p = matrix.length
  const factor = Float64Array.from(matrix.flat())
  if (!factorInPlace(factor, p, p)) throw new Error('rowsWithMoments: the matrix is not positive definite')
  return factor
}
