import { holm } from '../core/holm.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import type { ComparisonPlan } from './compare-groups.ts'
import { type GroupJob, pairsOf } from './group-job.ts'
import { createGroupStatistics } from './group-statistics.ts'
import type { HenselerTest } from './henseler-test.ts'
import { finishMicom, type Micom, type MicomReason } from './micom.ts'
import { type OmnibusTest, omnibusTests } from './omnibus-test.ts'
import type { EstimateSettings, MissingRule } from './options.ts'
import type { ParametricDifference } from './parametric-difference.ts'
import type { Path } from './path-model.ts'
import { type PermutationReceipt, permutationP, permutationReceipt, permuted } from './permute-groups.ts'
import type { PlsDraws } from './resample-pls.ts'
import { resampledTests } from './resampled-tests.ts'

/** A path in two groups: the difference first minus second and its tests. */
export interface PathDifference extends Path {
  readonly difference: number
  /** Permutation test, two-sided. */
  readonly p: number
  /** Holm's adjustment over all pairs of groups for this path; the same as p when there is one pair. */
  readonly adjustedP: number
  readonly henseler?: HenselerTest
  readonly parametric?: ParametricDifference
}

export interface GroupPair {
  readonly groups: readonly [string, string]
  readonly invariance: Micom
  readonly paths: readonly PathDifference[]
  readonly permutations: PermutationReceipt
}

export interface GroupComparison {
  readonly method: 'pls-group-comparison'
  readonly version: 1
  readonly options: EstimateSettings & {
    readonly missing: Exclude<MissingRule, 'auto'>
    readonly permutations: number
    readonly resamples: number
    readonly seed: number
  }
  readonly groups: readonly {
    readonly name: string
    readonly sampleSize: number
    readonly paths: readonly (Path & { readonly coefficient: number; readonly standardError?: number })[]
  }[]
  /** Of more than two groups. */
  readonly omnibus?: readonly OmnibusTest[]
  readonly pairs: readonly GroupPair[]
}

/** Puts the draws of every planned job together; `permutations` and `resamples` are in the order of the plan's. */
export function finishComparison(
  { job, permutations, resamples, counts }: ComparisonPlan,
  draws: { readonly permutations: readonly PlsDraws[]; readonly resamples: readonly PlsDraws[] },
): Outcome<GroupComparison, MicomReason> {
  if (draws.permutations.length !== permutations.length || draws.resamples.length !== resamples.length) {
    throw new RangeError('compareGroups: the draws are not those of the plan')
  }
  const { model, names } = job
  const many = names.length > 2
  const coefficients = coefficientsOf(job)
  const resampled = resampledTests(job, coefficients, draws.resamples)
  const pairs: GroupPair[] = []
  for (const [k, [a, b]] of pairsOf(names.length).entries()) {
    const at = many ? k + 1 : k
    const invariance = finishMicom(permutations[at]!, draws.permutations[at]!)
    if (!invariance.ok) return missed(invariance.reason, `${names[a]} - ${names[b]}`)
    const start = 3 * model.constructs.length
    pairs.push({
      groups: [names[a]!, names[b]!],
      invariance: invariance.value,
      paths: model.paths.map((path, e) => {
        const difference = coefficients[a]![e]! - coefficients[b]![e]!
        const chance = permuted(
          draws.permutations[at]!,
          (row) => row[start + e]! - row[start + model.paths.length + e]!,
        )
        const p = permutationP(chance, difference)
        return { ...path, difference, p, adjustedP: p, ...resampled.compare(a, b, e) }
      }),
      permutations: permutationReceipt(permutations[at]!, draws.permutations[at]!),
    })
  }
  return found({
    method: 'pls-group-comparison',
    version: 1,
    options: { ...job.settings, missing: job.applied, ...counts, seed: job.seed },
    groups: names.map((name, g) => ({
      name,
      sampleSize: job.sizes[g]!,
      paths: model.paths.map((path, e) => {
        const standardError = resampled.errorOf(g, e)
        const coefficient = coefficients[g]![e]!
        return { ...path, coefficient, ...(standardError === undefined ? {} : { standardError }) }
      }),
    })),
    ...(many ? { omnibus: omnibusTests(job, coefficients, draws.permutations[0]!) } : {}),
    pairs: adjusted(pairs),
  })
}

/** Path coefficients, by group. */
function coefficientsOf(job: GroupJob): Float64Array[] {
  const { positions, write } = createGroupStatistics(job)
  const row = new Float64Array(positions.width)
  write(job.labels, row, 0)
  const count = job.model.paths.length
  return job.names.map((_, g) => {
    const start = positions.coefficients + g * count
    return row.slice(start, start + count)
  })
}

function adjusted(pairs: readonly GroupPair[]): GroupPair[] {
  const byPath = (pairs[0]?.paths ?? []).map((_, e) => holm(pairs.map(({ paths }) => paths[e]!.p)))
  return pairs.map((pair, k) => ({
    ...pair,
    paths: pair.paths.map((path, e) => ({ ...path, adjustedP: byPath[e]![k]! })),
  }))
}
