import { found, missed, type Outcome } from '../core/outcome.ts'
import { quantile } from '../core/quantile.ts'
import {
  type GroupJob,
  type GroupOptions,
  type GroupReason,
  groupJob,
  type RespondentGroup,
} from './group-job.ts'
import { createGroupStatistics } from './group-statistics.ts'
import type { EstimateSettings, MissingRule } from './options.ts'
import type { PathModel } from './path-model.ts'
import {
  checkPermutations,
  type PermutationReceipt,
  permutationP,
  permutationReceipt,
  permuted,
  permuteGroups,
} from './permute-groups.ts'
import type { PlsDraws } from './resample-pls.ts'

/** none: not even paths may be compared. partial: standardised paths may. full: means too, and the rows may be pooled. */
export const INVARIANCES = ['none', 'partial', 'full'] as const
export type Invariance = (typeof INVARIANCES)[number]

/** One construct in two groups. A p above .05 speaks for invariance. */
export interface ConstructInvariance {
  readonly construct: string
  /** Step 2: correlation of the two groups' scores on the pooled rows, and what chance alone leaves 5 % below. */
  readonly composition: { readonly correlation: number; readonly lowest: number; readonly p: number }
  /** Step 3: first group minus second, in standard deviations of the pooled score. */
  readonly means: { readonly difference: number; readonly p: number }
  /** Step 3: logarithm of the first group's variance over the second's. */
  readonly variances: { readonly logRatio: number; readonly p: number }
  readonly invariance: Invariance
}

export interface Micom {
  readonly method: 'micom'
  readonly version: 1
  readonly options: EstimateSettings & {
    readonly missing: Exclude<MissingRule, 'auto'>
    readonly level: number
  }
  readonly groups: readonly { readonly name: string; readonly sampleSize: number }[]
  /** Step 1, which holds by construction: what both groups were given alike. */
  readonly configural: readonly ['items', 'coding', 'missing', 'settings']
  readonly constructs: readonly ConstructInvariance[]
  readonly permutations: PermutationReceipt
}

export type MicomReason = GroupReason | 'permutations-failed'

/**
 * Measurement invariance of composites between two groups, before their paths or means are compared: configural,
 * compositional, equal means and variances, by permuting who is in which group. Henseler, Ringle & Sarstedt (2016);
 * handbook 2.15. Awkward data as in groupJob. Throws when there are more than two groups.
 */
export function micom(
  model: PathModel,
  groups: readonly RespondentGroup[],
  { permutations = 1000, ...options }: GroupOptions = {},
): Outcome<Micom, MicomReason> {
  checkPermutations(permutations)
  const job = groupJob(model, groups, options)
  if (!job.ok) return job
  return finishMicom(job.value, permuteGroups(job.value, { from: 0, to: permutations }))
}

/** MICOM of permutations made elsewhere: permuteGroups on the same job, in chunks put together by mergeDraws. */
export function finishMicom(job: GroupJob, draws: PlsDraws): Outcome<Micom, 'permutations-failed'> {
  if (job.names.length !== 2) throw new RangeError(`micom: compares two groups, got ${job.names.length}`)
  const { positions, write } = createGroupStatistics(job)
  const observed = new Float64Array(positions.width)
  write(job.labels, observed, 0)
  const receipt = permutationReceipt(job, draws)
  if (receipt.failed > receipt.count / 2) return missed('permutations-failed')
  const of = (position: number) => ({
    value: observed[position]!,
    chance: permuted(draws, (row) => row[position]!).sort(),
  })
  return found({
    method: 'micom',
    version: 1,
    options: { ...job.settings, missing: job.applied, level: 0.95 },
    groups: job.names.map((name, g) => ({ name, sampleSize: job.sizes[g]! })),
    configural: ['items', 'coding', 'missing', 'settings'],
    constructs: job.model.constructs.map(({ name }, j) => {
      const composition = of(positions.composition + j)
      const means = of(positions.means + j)
      const variances = of(positions.variances + j)
      const p = {
        composition: permutationP(composition.chance, composition.value, 'low'),
        means: permutationP(means.chance, means.value),
        variances: permutationP(variances.chance, variances.value),
      }
      return {
        construct: name,
        composition: {
          correlation: composition.value,
          lowest: quantile(composition.chance, 0.05),
          p: p.composition,
        },
        means: { difference: means.value, p: p.means },
        variances: { logRatio: variances.value, p: p.variances },
        invariance:
          p.composition <= 0.05 ? 'none' : Math.min(p.means, p.variances) > 0.05 ? 'full' : 'partial',
      }
    }),
    permutations: receipt,
  })
}
