import { joinRows, type Observations, selectItems, selectRows } from '../core/observations.ts'
import { found, type Missed, missed, type Outcome } from '../core/outcome.ts'
import { streamOf } from '../core/random.ts'
import { type EstimateOptions, type MissingRule, settingsOf } from './options.ts'
import type { PathModel } from './path-model.ts'
import { createRowSolver, type RowSource } from './row-solver.ts'
import { treatMissing } from './treat-missing.ts'

/** The respondents of one group: a segment, a brand, a country. */
export interface RespondentGroup {
  readonly name: string
  readonly observations: Observations
}

/** The rows of all groups together, with the group each row is in. Plain data: a thread can permute it. */
export interface GroupJob extends RowSource {
  readonly names: readonly string[]
  /** Position in `names` of every row's group. */
  readonly labels: Int32Array
  readonly sizes: readonly number[]
  readonly applied: Exclude<MissingRule, 'auto'>
  readonly seed: number
  /** A hash of the groups' names, so that a pair's permutations do not depend on which other groups there are. */
  readonly stream: number
}

/** Defaults: auto missing rule, 1,000 permutations, seed 1. */
export interface GroupOptions extends EstimateOptions {
  readonly missing?: MissingRule
  readonly permutations?: number
  readonly seed?: number
}

export type GroupReason =
  | 'one-group'
  | 'no-rows'
  | 'unanswered-item'
  | 'too-few-cases'
  | 'no-solution'
  | 'inadmissible'

/**
 * Groups treated alike and joined, ready to be permuted. Awkward, with the group as subject where it is one group's:
 * fewer than two groups, no rows, fewer than 3 rows, an item nobody answered, no solution, common factors that cannot be.
 * Throws when two groups have the same name.
 */
export function groupJob(
  model: PathModel,
  groups: readonly RespondentGroup[],
  { missing = 'auto', seed = 1, permutations: _, ...options }: GroupOptions = {},
): Outcome<GroupJob, GroupReason> {
  const names = groups.map(({ name }) => name)
  const twice = names.find((name, g) => names.indexOf(name) !== g)
  if (twice !== undefined) throw new RangeError(`compareGroups: group "${twice}" is there twice`)
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`compareGroups: seed must be a whole number from 0 to 2^53 - 1, got ${seed}`)
  }
  const settings = settingsOf(options)
  if (groups.length < 2) return missed('one-group', ...names)
  const all = joinRows(groups.map(({ observations }) => selectItems(observations, model.items)))
  const together = treatMissing(model, all, missing)
  if (!together.ok) return missed(together.reason)
  const { applied } = together.value.missing
  const settled = applied === 'pairwise' ? {} : { settled: applied }
  const parts: Observations[] = []
  let layout: RowSource['layout'] = 'complete'
  for (const { name, observations } of groups) {
    const treated = treatMissing(model, observations, missing, settled)
    if (!treated.ok) return missed(treated.reason, name)
    if (treated.value.observations.rows < 3) return missed('too-few-cases', name)
    if (treated.value.layout !== 'complete') layout = treated.value.layout
    parts.push(treated.value.observations)
  }
  const job: GroupJob = {
    model,
    observations: joinRows(parts),
    layout,
    settings,
    names,
    labels: Int32Array.from(parts.flatMap(({ rows }, g) => new Array<number>(rows).fill(g))),
    sizes: parts.map(({ rows }) => rows),
    applied,
    seed,
    stream: streamOf(names.join('\n')),
  }
  return obstacle(job) ?? found(job)
}

/** All rows together, then every group: what stands in the way of comparing them. */
function obstacle(job: GroupJob): Missed<GroupReason> | undefined {
  const solver = createRowSolver(job)
  for (const [g, name] of [[-1, undefined] as const, ...job.names.entries()]) {
    const take = Float64Array.from(job.labels, (label) => Number(g < 0 || label === g))
    if (!solver.solve(take)) return missed('no-solution', name)
    if (!solver.admissible()) return missed('inadmissible', name)
  }
  return undefined
}

/** The rows of some of the groups, in the order of the job. */
export const groupRows = ({ observations, labels }: GroupJob, wanted: readonly number[]): Observations =>
  selectRows(
    observations,
    Array.from(labels, (label) => wanted.includes(label)),
  )

/** The rows of two of the groups, as a job of their own. */
export function pairJob(job: GroupJob, pair: readonly [number, number]): GroupJob {
  if (job.names.length === 2) return job
  const names = pair.map((g) => job.names[g]!)
  return {
    ...job,
    observations: groupRows(job, pair),
    names,
    labels: job.labels.filter((label) => pair.includes(label)).map((label) => pair.indexOf(label)),
    sizes: pair.map((g) => job.sizes[g]!),
    stream: streamOf(names.join('\n')),
  }
}

/** Every two of so many groups, the first with each later one first. */
export const pairsOf = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, a) =>
    Array.from({ length: count - a - 1 }, (_, k): [number, number] => [a, a + 1 + k]),
  ).flat()
