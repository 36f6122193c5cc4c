import { found, type Outcome } from '../core/outcome.ts'
import { streamOf } from '../core/random.ts'
import { finishComparison, type GroupComparison } from './finish-comparison.ts'
import {
  type GroupJob,
  type GroupOptions,
  groupJob,
  groupRows,
  pairJob,
  pairsOf,
  type RespondentGroup,
} from './group-job.ts'
import type { MicomReason } from './micom.ts'
import type { PathModel } from './path-model.ts'
import { checkPermutations, permuteGroups } from './permute-groups.ts'
import { type ResampleJob, resamplePls } from './resample-pls.ts'

/** Defaults: 1,000 permutations; no resamples, and then neither Henseler's nor the parametric test. */
export interface CompareOptions extends GroupOptions {
  readonly resamples?: number
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

const resampleJob = (job: GroupJob, name: string, g: number): ResampleJob => ({
  model: job.model,
  observations: groupRows(job, [g]),
  layout: job.layout,
  settings: job.settings,
  seed: job.seed,
  stream: streamOf(name),
})
