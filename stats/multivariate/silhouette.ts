import { checkDistances } from './distances.ts'

/**
 * Mean silhouette, -1 to 1: how much nearer rows are to their own cluster than to the next. `labels[i]` from 0; rows
 * alone in their cluster count 0. Undefined for fewer than two clusters. Rousseeuw (1987).
 */
export function silhouette(distances: Float64Array, labels: readonly number[]): number | undefined {
  const n = labels.length
  checkDistances('silhouette', distances, n)
  const names = [...new Set(labels)]
  if (names.length < 2) return undefined
  const code = labels.map((label) => names.indexOf(label))
  const sizes = names.map((_, c) => code.filter((label) => label === c).length)
  let sum = 0
  for (let i = 0; i < n; i++) {
    const to = new Float64Array(names.length)
    for (let j = 0; j < n; j++) to[code[j]!]! += distances[i * n + j]!
    const own = code[i]!
    if (sizes[own]! < 2) continue
    const near = to[own]! / (sizes[own]! - 1)
    const next = names.reduce(
      (least, _, c) => (c === own ? least : Math.min(least, to[c]! / sizes[c]!)),
      Number.POSITIVE_INFINITY,
    )
    const larger = Math.max(near, next)
    if (larger > 0) sum += (next - near) / larger
  }
  return sum / n
}
