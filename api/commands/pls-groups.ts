import {
  compareGroups,
  type GroupComparison,
  type GroupPair,
  type MicomReason,
  type Observations,
  type PathModel,
  selectRows,
} from '../../stats/index.ts'
import { fixed, table } from './table.ts'
import { UsageError } from './usage-error.ts'

export interface GroupsCall {
  readonly column: string
  readonly file: string
  /** The cell of every row; empty: in no group. */
  readonly labels: readonly string[]
  readonly options: Parameters<typeof compareGroups>[2]
}

/** Most groups a column may make: beyond it the column is not one of groups. */
const MOST_GROUPS = 20

/** Compares the groups of a column; throws a UsageError when there is nothing to compare. */
export function runGroups(
  model: PathModel,
  observations: Observations,
  { column, file, labels, options }: GroupsCall,
): GroupComparison {
  const names = [...new Set(labels)].filter((name) => name !== '').sort()
  if (names.length > MOST_GROUPS) {
    throw new UsageError(
      `${file}: column "${column}" has ${names.length} different values, at most ${MOST_GROUPS} groups`,
    )
  }
  const groups = names.map((name) => ({
    name,
    observations: selectRows(
      observations,
      labels.map((label) => label === name),
    ),
  }))
  const compared = compareGroups(model, groups, options)
  if (!compared.ok) throw new UsageError(`${file}: ${sentenceOf(compared.reason, column, compared.subject)}`)
  return compared.value
}

function sentenceOf(reason: MicomReason, column: string, subject = ''): string {
  const group = `group "${subject}" of column "${column}"`
  const sentences: Record<MicomReason, string> = {
    'one-group': `column "${column}" names fewer than two groups`,
    'no-rows': `no row of ${group} is left after treating missing answers`,
    'unanswered-item': `nobody in ${group} answered one of the items`,
    'too-few-cases': `${group} has fewer than 3 rows`,
    'no-solution': `${subject === '' ? 'the model' : group} has no solution of its own: an item is constant or the algorithm did not converge`,
    inadmissible: `${subject === '' ? 'the model' : group} has corrected correlations that cannot be; compare without --consistent`,
    'permutations-failed': `hardly any permutation of ${subject} had a solution`,
  }
  return sentences[reason]
}

/** Invariance of every pair of groups, then the paths side by side. */
export function groupsReport(comparison: GroupComparison): string {
  const { groups, omnibus, pairs } = comparison
  return [
    table(
      [
        'path',
        ...groups.map(({ name, sampleSize }) => `${name} (n ${sampleSize})`),
        ...(omnibus ? ['p, any'] : []),
      ],
      groups[0]!.paths.map(({ from, to }, e) => [
        `${from} -> ${to}`,
        ...groups.map(({ paths }) => fixed(paths[e]!.coefficient, 3)),
        ...(omnibus ? [fixed(omnibus[e]!.p, 3)] : []),
      ]),
    ),
    ...pairs.flatMap(pairReport),
  ].join('\n')
}

function pairReport({ groups: [a, b], invariance, paths, permutations }: GroupPair): string[] {
  const resampled = paths.some(({ henseler }) => henseler !== undefined)
  return [
    `${a} against ${b}, ${permutations.count} permutations (${permutations.failed} failed)`,
    table(
      ['construct', 'correlation', 'p', 'means', 'p', 'ln variances', 'p', 'invariance'],
      invariance.constructs.map(({ construct, composition, means, variances, ...rest }) => [
        construct,
        fixed(composition.correlation, 4),
        fixed(composition.p, 3),
        fixed(means.difference, 3),
        fixed(means.p, 3),
        fixed(variances.logRatio, 3),
        fixed(variances.p, 3),
        rest.invariance,
      ]),
    ),
    table(
      ['path', 'difference', 'p', 'p, Holm', ...(resampled ? ['p, Henseler', 'p, Welch'] : [])],
      paths.map(({ from, to, difference, p, adjustedP, henseler, parametric }) => [
        `${from} -> ${to}`,
        fixed(difference, 3),
        fixed(p, 3),
        fixed(adjustedP, 3),
        ...(resampled ? [fixed(henseler?.p, 3), fixed(parametric?.unequal.p, 3)] : []),
      ]),
    ),
  ]
}
