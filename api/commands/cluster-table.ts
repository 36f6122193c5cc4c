import { fixed, percent, table } from './table.ts'

interface Cluster {
  readonly size: number
  /** 0-1. */
  readonly share: number
  /** Means, in the order of the items. */
  readonly centre: readonly number[]
}

/** Who is together, however that was found. */
export const clusterTable = (items: readonly string[], clusters: readonly Cluster[]): string =>
  table(
    ['cluster', 'people', 'share', ...items],
    clusters.map(({ size, share, centre }, k) => [
      `${k + 1}`,
      `${size}`,
      percent(share),
      ...centre.map((value) => fixed(value, 2)),
    ]),
  )
