import { completeRows } from '../core/complete-rows.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { seeded, uniform } from '../core/random.ts'
import { distancesOf } from './distances.ts'
import { type ClusterReason, type KMeansOptions, kMeans } from './k-means.ts'
import { silhouette } from './silhouette.ts'

export interface ClusterChoice {
  readonly clusters: number
  readonly within: number
  /** Between over within variance; Calinski & Harabasz (1974). Left out for one cluster and perfect ones. */
  readonly calinskiHarabasz?: number
  /** Left out for one cluster and above `silhouetteRows` rows. */
  readonly silhouette?: number
  /** log of the within sum of squares in uniform data of the same ranges less ours; Tibshirani et al. (2001). */
  readonly gap?: number
  readonly gapError?: number
}

export interface ChosenClusters {
  readonly choices: readonly ClusterChoice[]
  /** Largest silhouette, else largest Calinski-Harabasz. */
  readonly best: number
  /** Smallest k with gap(k) >= gap(k + 1) - error(k + 1); left out when none is. 1 speaks against segments at all. */
  readonly byGap?: number
  readonly seed: number
}

/** k-means for 1 to `most` clusters with the usual three criteria. Handbook 13. */
export function chooseClusters(
  observations: Observations,
  {
    most = 8,
    draws = 10,
    silhouetteRows = 2000,
    seed = 1,
    starts = 10,
  }: KMeansOptions & {
    readonly most?: number
    readonly draws?: number
    readonly silhouetteRows?: number
  } = {},
): Outcome<ChosenClusters, ClusterReason> {
  if (!Number.isSafeInteger(most) || most < 2)
    throw new RangeError(`chooseClusters: most must be a whole number above 1, got ${most}`)
  const { observations: complete } = completeRows(observations)
  if (complete.rows < 3) return missed('too-few-answers')
  const distances = complete.rows <= silhouetteRows ? distancesOf(complete) : undefined
  const references = Array.from({ length: draws }, (_, draw) => uniformLike(complete, seed, draw))
  const choices: ClusterChoice[] = []
  for (let clusters = 1; clusters <= Math.min(most, complete.rows - 1); clusters++) {
    const fit = kMeans(complete, clusters, { seed, starts })
    if (!fit.ok) break
    const { within, total, assignments } = fit.value
    const between = (total - within) / (clusters - 1)
    const calinskiHarabasz = between / (within / (complete.rows - clusters))
    const width =
      distances === undefined || clusters === 1
        ? undefined
        : silhouette(
            distances,
            assignments.map((label) => label!),
          )
    const gap = gapOf(references, within, clusters, seed)
    choices.push({
      clusters,
      within,
      ...(clusters > 1 && Number.isFinite(calinskiHarabasz) && { calinskiHarabasz }),
      ...(width !== undefined && { silhouette: width }),
      ...gap,
    })
  }
  const several = choices.filter(({ clusters }) => clusters > 1)
  if (several.length === 0) return missed('too-few-different')
  const worth = (choice: ClusterChoice) =>
    choice.silhouette ?? choice.calinskiHarabasz ?? Number.NEGATIVE_INFINITY
  const best = several.reduce((a, b) => (worth(b) > worth(a) ? b : a)).clusters
  const byGap = choices.find((choice, i) => {
    const next = choices[i + 1]
    if (choice.gap === undefined || next?.gap === undefined || next.gapError === undefined) return false
    return choice.gap >= next.gap - next.gapError
  })?.clusters
  return found({ choices, best, ...(byGap !== undefined && { byGap }), seed })
}

function gapOf(references: readonly Observations[], within: number, clusters: number, seed: number) {
  if (!(within > 0) || references.length < 2) return {}
  const logs = references.flatMap((reference) => {
    const fit = kMeans(reference, clusters, { seed, starts: 3 })
    return fit.ok && fit.value.within > 0 ? [Math.log(fit.value.within)] : []
  })
  if (logs.length < 2) return {}
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
  const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length
  return { gap: mean - Math.log(within), gapError: Math.sqrt(variance * (1 + 1 / logs.length)) }
}

function uniformLike({ items, rows, values }: Observations, seed: number, draw: number): Observations {
  const p = items.length
  const random = seeded(seed, { stream: 1, draw })
  const ranges = items.map((_, h) => {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let i = 0; i < rows; i++) {
      low = Math.min(low, values[i * p + h]!)
      high = Math.max(high, values[i * p + h]!)
    }
    return { low, high }
  })
  const drawn = values.map((_, at) => {
    const { low, high } = ranges[at % p]!
    return low + uniform(random) * (high - low)
  })
  return { items, rows, values: drawn }
}
