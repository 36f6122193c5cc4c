import {
  cutTree,
  distancesOf,
  hierarchy,
  type Linkage,
  type Observations,
  selectRows,
  silhouette,
} from '../../stats/index.ts'
import { clusterTable } from './cluster-table.ts'
import { refusal } from './in-words.ts'
import { fixed, table } from './table.ts'
import { UsageError } from './usage-error.ts'

/** Distances grow with the square of the rows. */
const MOST_ROWS = 3000

/** Groups of a tree cut at one height; centres are means, in the units of the items given. */
export interface TreeGroups {
  readonly method: 'hierarchical'
  readonly linkage: Linkage
  readonly sampleSize: number
  readonly missing: number
  readonly items: readonly string[]
  /** Per number of groups the height of the last merge before the cut, the one it undoes, and the silhouette. */
  readonly choices: readonly {
    readonly clusters: number
    readonly height: number
    readonly next: number
    readonly silhouette: number
  }[]
  /** Largest silhouette. */
  readonly best: number
  readonly groups: readonly {
    readonly size: number
    readonly share: number
    readonly centre: readonly number[]
  }[]
  /** Group of every row of the file, null when it left out an item. */
  readonly assignments: readonly (number | null)[]
}

export function hierarchicalClusters(
  observations: Observations,
  {
    file,
    linkage,
    clusters,
    most,
  }: {
    readonly file: string
    readonly linkage: Linkage
    readonly clusters: number | undefined
    readonly most: number
  },
): TreeGroups {
  const { items, rows, values } = observations
  const rowOf = (from: Observations, i: number) =>
    Array.from(from.values.subarray(i * items.length, (i + 1) * items.length))
  const keep = Array.from({ length: rows }, (_, i) => !rowOf(observations, i).some(Number.isNaN))
  const complete = selectRows({ items, rows, values }, keep)
  const sampleSize = complete.rows
  if (sampleSize > MOST_ROWS) {
    throw new UsageError(
      `${file}: ${sampleSize} complete rows are too many for a tree (at most ${MOST_ROWS}); ask for k-means`,
    )
  }
  if (sampleSize < Math.max(3, clusters ?? 0)) {
    throw refusal(file, { ok: false, reason: 'too-few-answers' })
  }
  const distances = distancesOf(complete)
  const tree = hierarchy(distances, sampleSize, linkage)
  if (!tree.ok) throw refusal(file, { ok: false, reason: 'too-few-answers' })
  const heights = [0, ...tree.value.merges.map(({ height }) => height)]
  const counts = Array.from({ length: Math.max(most, clusters ?? 2) - 1 }, (_, k) => k + 2)
  const choices = counts
    .filter((count) => count < sampleSize)
    .map((count) => ({
      clusters: count,
      height: heights[sampleSize - count]!,
      next: heights[sampleSize - count + 1]!,
      silhouette: silhouette(distances, cutTree(tree.value, count))!,
    }))
  const best = choices.reduce((a, b) => (b.silhouette > a.silhouette ? b : a)).clusters
  // Cutting below a merge at height 0 would part rows that are the same.
  if (heights[sampleSize - (clusters ?? best) + 1] === 0) {
    throw refusal(file, { ok: false, reason: 'too-few-different' })
  }
  const labels = cutTree(tree.value, clusters ?? best)
  const unsorted = Array.from({ length: clusters ?? best }, (_, label) => {
    const members = labels.flatMap((one, i) => (one === label ? [rowOf(complete, i)] : []))
    const centre = items.map((_, h) => members.reduce((sum, row) => sum + row[h]!, 0) / members.length)
    return { label, size: members.length, share: members.length / sampleSize, centre }
  })
  // As k-means: in the order of the first item's centre, then the second's.
  const groups = unsorted.toSorted((a, b) => {
    const h = a.centre.findIndex((value, at) => value !== b.centre[at])
    return h < 0 ? 0 : a.centre[h]! - b.centre[h]!
  })
  const places = groups.map(({ label }) => label)
  let at = 0
  return {
    ...{ method: 'hierarchical', linkage, sampleSize, missing: rows - sampleSize, items, choices, best },
    groups: groups.map(({ label: _, ...group }) => group),
    assignments: keep.map((is) => (is ? places.indexOf(labels[at++]!) : null)),
  }
}

export function hierarchicalText(
  { sampleSize, missing, linkage, choices, best, groups, items }: TreeGroups,
  standardised: boolean,
): string {
  return [
    `n = ${sampleSize} (${missing} left out for missing answers), items ${standardised ? 'standardised' : 'as they are'};` +
      ` tree by ${linkage} linkage`,
    `best silhouette at ${best} clusters; a cut is safe where the next merge is far higher`,
    '',
    table(
      ['clusters', 'height', 'next merge', 'silhouette'],
      choices.map(({ clusters, height, next, silhouette }) => [
        `${clusters}`,
        fixed(height, 2),
        fixed(next, 2),
        fixed(silhouette, 3),
      ]),
    ),
    clusterTable(items, groups),
  ].join('\n')
}
