import type { PairDifference } from './compare-pairs.ts'

/**
 * Groups of brands that cannot be told apart: every two brands of a group are tied, and no group lies within another.
 * Brands sharing a group share a letter or a bracket; a brand told apart from all others stands alone.
 * Names best first give groups best first. Maximal cliques of the ties (Bron & Kerbosch 1973); handbook 12.2.
 */
export function tiedGroups(
  names: readonly string[],
  pairs: readonly PairDifference[],
  { level = 0.95 }: { readonly level?: number } = {},
): string[][] {
  const apart = new Set(
    pairs
      .filter(({ pHolm }) => pHolm < 1 - level)
      .flatMap(({ first, second }) => [`${first}\n${second}`, `${second}\n${first}`]),
  )
  const tied = (a: string, b: string) => a !== b && !apart.has(`${a}\n${b}`)
  const groups: string[][] = []
  const extend = (group: readonly string[], open: readonly string[], done: readonly string[]): void => {
    if (open.length === 0 && done.length === 0) groups.push(names.filter((name) => group.includes(name)))
    let waiting = open
    let tried = done
    for (const name of open) {
      const near = (other: string) => tied(name, other)
      extend([...group, name], waiting.filter(near), tried.filter(near))
      waiting = waiting.filter((other) => other !== name)
      tried = [...tried, name]
    }
  }
  if (names.length > 0) extend([], names, [])
  const rank = (group: readonly string[]) =>
    group.map((name) => String(names.indexOf(name)).padStart(6, '0')).join()
  return groups.sort((a, b) => rank(a).localeCompare(rank(b), 'en'))
}
