import type { GroupJob } from './group-job.ts'
import type { Path } from './path-model.ts'
import { permutationP, permuted } from './permute-groups.ts'
import type { PlsDraws } from './resample-pls.ts'

/** Of more than two groups: is the path different anywhere? Sum of squared deviations from the groups' mean. */
export interface OmnibusTest extends Path {
  readonly statistic: number
  readonly p: number
}

/** One test per path. `coefficients` by group; `draws` are permutations of all groups together. Handbook 2.15. */
export function omnibusTests(
  { model, names }: GroupJob,
  coefficients: readonly Float64Array[],
  draws: PlsDraws,
): OmnibusTest[] {
  const count = model.paths.length
  return model.paths.map((path, e) => {
    const statistic = spreadOf(coefficients.map((row) => row[e]!))
    const chance = permuted(draws, (row) => spreadOf(names.map((_, g) => row[g * count + e]!)))
    return { ...path, statistic, p: permutationP(chance, statistic, 'high') }
  })
}

/** Sum of squared deviations from the mean. */
function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
}
