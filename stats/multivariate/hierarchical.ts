import { found, missed, type Outcome } from '../core/outcome.ts'
import { checkDistances } from './distances.ts'

export const LINKAGES = ['ward', 'average', 'complete', 'single'] as const
export type Linkage = (typeof LINKAGES)[number]

/** Two nodes joined at a height; nodes 0 to n - 1 are the objects, node n + m is the m-th merge. */
export interface Merge {
  readonly first: number
  readonly second: number
  readonly height: number
  readonly size: number
}

export interface Hierarchy {
  readonly size: number
  readonly linkage: Linkage
  /** n - 1 merges, heights rising. */
  readonly merges: readonly Merge[]
}

/**
 * Agglomerative clustering of n x n distances by nearest-neighbour chains, n^2 steps. Ward (ward.D2 of R: heights on the
 * distance scale) wants Euclidean distances. Ward (1963), Lance & Williams (1967), Murtagh (1983); handbook 13.
 */
export function hierarchy(
  distances: Float64Array,
  size: number,
  linkage: Linkage = 'ward',
): Outcome<Hierarchy, 'too-few-objects'> {
  checkDistances('hierarchy', distances, size)
  if (!LINKAGES.includes(linkage)) throw new RangeError(`hierarchy: there is no linkage "${linkage}"`)
  if (size < 2) return missed('too-few-objects')
  const between = linkage === 'ward' ? distances.map((distance) => distance ** 2) : distances.slice()
  const sizes = new Array<number>(size).fill(1)
  const alive = new Array<boolean>(size).fill(true)
  const joined: { a: number; b: number; height: number }[] = []
  const chain: number[] = []
  while (joined.length < size - 1) {
    if (chain.length === 0) chain.push(alive.indexOf(true))
    const tip = chain[chain.length - 1]!
    const before = chain[chain.length - 2]
    // On ties the one before wins, or the chain could run in circles.
    let nearest = before ?? -1
    let least = before === undefined ? Number.POSITIVE_INFINITY : between[tip * size + before]!
    for (let other = 0; other < size; other++) {
      if (!alive[other] || other === tip) continue
      if (between[tip * size + other]! < least) {
        least = between[tip * size + other]!
        nearest = other
      }
    }
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    chain.length -= 2
    const [a, b] = [Math.min(tip, nearest), Math.max(tip, nearest)]
    joined.push({ a, b, height: linkage === 'ward' ? Math.sqrt(least) : least })
    update(between, size, { a, b, least }, sizes, alive, linkage)
    sizes[a]! += sizes[b]!
    alive[b] = false
  }
  return found({ size, linkage, merges: inOrder(joined, size) })
}

/** Lance and Williams: distances of the union (kept in a) to all others. */
function update(
  between: Float64Array,
  size: number,
  { a, b, least }: { readonly a: number; readonly b: number; readonly least: number },
  sizes: readonly number[],
  alive: readonly boolean[],
  linkage: Linkage,
): void {
  const na = sizes[a]!
  const nb = sizes[b]!
  for (let c = 0; c < size; c++) {
    if (!alive[c] || c === a || c === b) continue
    const da = between[a * size + c]!
    const db = between[b * size + c]!
    const nc = sizes[c]!
    const joint =
      linkage === 'single'
        ? Math.min(da, db)
        : linkage === 'complete'
          ? Math.max(da, db)
          : linkage === 'average'
            ? (na * da + nb * db) / (na + nb)
            : ((na + nc) * da + (nb + nc) * db - nc * least) / (na + nb + nc)
    const held = Math.max(0, joint)
    between[a * size + c] = held
    between[c * size + a] = held
  }
}

/** Chains find merges in another order than their heights: sorted, and objects replaced by the nodes they are in by then. */
function inOrder(joined: readonly { a: number; b: number; height: number }[], size: number): Merge[] {
  const parent = Array.from({ length: size }, (_, i) => i)
  const node = Array.from({ length: size }, (_, i) => i)
  const count = new Array<number>(size).fill(1)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at]!
    return at
  }
  const sorted = joined.map((merge, m) => ({ ...merge, m })).sort((x, y) => x.height - y.height || x.m - y.m)
  return sorted.map(({ a, b, height }, m) => {
    const [one, two] = [root(a), root(b)]
    const nodes = [node[one]!, node[two]!].sort((x, y) => x - y)
    parent[two] = one
    count[one]! += count[two]!
    node[one] = size + m
    return { first: nodes[0]!, second: nodes[1]!, height, size: count[one]! }
  })
}

/** Cluster of each object, numbered from 0 in the order of objects, when the tree is cut into `clusters`. */
export function cutTree({ merges, size }: Hierarchy, clusters: number): number[] {
  if (!Number.isSafeInteger(clusters) || clusters < 1 || clusters > size)
    throw new RangeError(`cutTree: cannot cut ${size} objects into ${clusters} clusters`)
  const members = new Map<number, number[]>(Array.from({ length: size }, (_, i) => [i, [i]]))
  merges.slice(0, size - clusters).forEach(({ first, second }, m) => {
    members.set(size + m, [...members.get(first)!, ...members.get(second)!])
    members.delete(first)
    members.delete(second)
  })
  const labels = new Array<number>(size).fill(-1)
  const groups = [...members.values()]
    .map((group) => group.sort((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!)
  groups.forEach((group, label) => {
    for (const i of group) labels[i] = label
  })
  return labels
}
