import { holm } from '../core/holm.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { streamOf } from '../core/random.ts'
import {
  type GroupJob,
  type GroupOptions,
  groupJob,
  groupRows,
  pairJob,
  type RespondentGroup,
} from './group-job.ts'
import { createGroupStatistics } from './group-statistics.ts'
import { type HenselerTest, henselerTest } from './henseler-test.ts'
import { finishMicom, type Micom, type MicomReason } from './micom.ts'
import type { EstimateSettings, MissingRule } from './options.ts'
import { type ParametricDifference, parametricDifference } from './parametric-difference.ts'
import type { Path, PathModel } from './path-model.ts'
import {
  checkPermutations,
  type PermutationReceipt,
  permutationP,
  permutationReceipt,
  permuted,
  permuteGroups,
} from './permute-groups.ts'
import { planOf } from './plan.ts'
import { type PlsDraws, type ResampleJob, resamplePls } from './resample-pls.ts'
import { positionsOf } from './statistics.ts'

/** Defaults: 1,000 permutations; no resamples, and then neither Henseler's nor the parametric test. */
export interface CompareOptions extends GroupOptions {
  readonly resamples?: number
}

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
  /** Of more than two groups: is any path different anywhere? Sum of squared deviations from the groups' mean. */
  readonly omnibus?: readonly (Path & { readonly statistic: number; readonly p: number })[]
  readonly pairs: readonly GroupPair[]
}

/** Work that can be split among threads: draws of `permutations` jobs by permuteGroups, of `resamples` by resamplePls. */
export interface ComparisonPlan {
  readonly job: GroupJob
  /** All groups together first when there are more than two, then every pair. */
  readonly permutations: readonly GroupJob[]
  /** One per group; empty when no resamples are asked for. */
  readonly resamples: readonly ResampleJob[]
  readonly counts: { readonly permutations: number; readonly resamples: number }
}

/**
 * Do paths differ between groups? Measurement invariance of every pair (MICOM), a permutation test of every path, and of
 * more than two groups an omnibus test before the pairs with Holm's adjustment. Handbook 2.15. Awkward data as in groupJob.
 */
export function compareGroups(
  model: PathModel,
  groups: readonly RespondentGroup[],
  options: CompareOptions = {},
): Outcome<GroupComparison, MicomReason> {
  const plan = planComparison(model, groups, options)
  if (!plan.ok) return plan
  const { permutations, resamples, counts } = plan.value
  return finishComparison(plan.value, {
    permutations: permutations.map((job) => permuteGroups(job, { from: 0, to: counts.permutations })),
    resamples: resamples.map((job) => resamplePls(job, { from: 0, to: counts.resamples })),
  })
}

export function planComparison(
  model: PathModel,
  groups: readonly RespondentGroup[],
  { permutations = 1000, resamples = 0, ...options }: CompareOptions = {},
): Outcome<ComparisonPlan, MicomReason> {
  checkPermutations(permutations)
  if (!(Number.isSafeInteger(resamples) && resamples >= 0) || resamples === 1) {
    throw new RangeError(`compareGroups: resamples must be 0 or a whole number from 2, got ${resamples}`)
  }
  const planned = groupJob(model, groups, options)
  if (!planned.ok) return planned
  const job = planned.value
  const pairs = pairsOf(job.names.length).map((pair) => pairJob(job, pair))
  return found({
    job,
    permutations: job.names.length === 2 ? pairs : [job, ...pairs],
    resamples: resamples === 0 ? [] : job.names.map((name, g) => resampleJob(job, name, g)),
    counts: { permutations, resamples },
  })
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
  const byGroup = draws.resamples.map((part) => resampledPaths(job, part))
  const errorOf = (g: number, e: number) => (byGroup[g] === undefined ? undefined : deviation(byGroup[g][e]!))
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
        return { ...path, difference, p, adjustedP: p, ...resampledTests({ a, b, e }) }
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
        const standardError = errorOf(g, e)
        const coefficient = coefficients[g]![e]!
        return { ...path, coefficient, ...(standardError === undefined ? {} : { standardError }) }
      }),
    })),
    ...(many ? { omnibus: omnibusOf(job, coefficients, draws.permutations[0]!) } : {}),
    pairs: adjusted(pairs),
  })

  function resampledTests({ a, b, e }: { a: number; b: number; e: number }) {
    if (byGroup[a] === undefined || byGroup[b] === undefined) return {}
    const henseler = henselerTest(byGroup[a][e]!, byGroup[b][e]!)
    const of = (g: number) => ({
      coefficient: coefficients[g]![e]!,
      standardError: errorOf(g, e) ?? Number.NaN,
      sampleSize: job.sizes[g]!,
    })
    const parametric = parametricDifference(of(a), of(b))
    return {
      ...(henseler === undefined ? {} : { henseler }),
      ...(parametric === undefined ? {} : { parametric }),
    }
  }
}

const pairsOf = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, a) =>
    Array.from({ length: count - a - 1 }, (_, k): [number, number] => [a, a + 1 + k]),
  ).flat()

const resampleJob = (job: GroupJob, name: string, g: number): ResampleJob => ({
  model: job.model,
  observations: groupRows(job, [g]),
  layout: job.layout,
  settings: job.settings,
  seed: job.seed,
  stream: streamOf(name),
})

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

/** The resamples of every path; those without solution are left out. */
function resampledPaths({ model, settings }: GroupJob, { width, statistics }: PlsDraws): Float64Array[] {
  const { coefficients } = positionsOf(planOf(model, settings.scheme))
  return model.paths.map((_, e) =>
    Float64Array.from(
      Array.from(
        { length: statistics.length / width },
        (_, draw) => statistics[draw * width + coefficients + e]!,
      ),
    ).filter(Number.isFinite),
  )
}

function deviation(values: Float64Array): number | undefined {
  if (values.length < 2) return undefined
  let mean = 0
  for (const value of values) mean += value / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return Math.sqrt(squares / (values.length - 1))
}

function omnibusOf({ model, names }: GroupJob, coefficients: readonly Float64Array[], draws: PlsDraws) {
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

function adjusted(pairs: readonly GroupPair[]): GroupPair[] {
  const byPath = (pairs[0]?.paths ?? []).map((_, e) => holm(pairs.map(({ paths }) => paths[e]!.p)))
  return pairs.map((pair, k) => ({
    ...pair,
    paths: pair.paths.map((path, e) => ({ ...path, adjustedP: byPath[e]![k]! })),
  }))
}
