import type { PairDifference } from '../../stats/benchmark/compare-pairs.ts'
import type { RankInterval } from '../../stats/benchmark/rank-interval.ts'
import type { BaseSize } from '../../stats/core/base-size.ts'
import type { Estimated } from '../../stats/core/estimated.ts'
import type { Outcome } from '../../stats/core/outcome.ts'
import type { Standing } from './verdict.ts'

/** A brand in one wave: its index, or why there is none. */
export interface LeagueEntry {
  readonly id: string
  readonly name: string
  readonly own: boolean
  /** Place among the competitors, which gives each its grey. */
  readonly rank: number
  readonly sampleSize: number
  readonly base: BaseSize
  readonly index: Outcome<Estimated>
}

/** One wave's brands with what the tests say about them; pairs and ties name brands by id. */
export interface League {
  readonly entries: readonly LeagueEntry[]
  readonly pairs: readonly PairDifference[]
  readonly ranks: readonly RankInterval[]
  readonly ties: readonly (readonly string[])[]
  /** Differences with an adjusted p below this are more than chance. */
  readonly alpha: number
  /** Margins by formula, before any resampling. */
  readonly quick: boolean
}

/** Best first; brands without a place of their own come last. */
export function ranked({ entries, ranks }: League): readonly LeagueEntry[] {
  const place = ({ id, index }: LeagueEntry): readonly [number, number] => {
    if (!index.ok) return [2, 0]
    return [ranks.some(({ name }) => name === id) ? 0 : 1, -index.value.value]
  }
  return [...entries].sort((a, b) => place(a)[0] - place(b)[0] || place(a)[1] - place(b)[1])
}

/** Every respondent answered alike: the margin is zero wide, which is no certainty but a lack of differences. */
export const isAlike = ({ index }: LeagueEntry): boolean =>
  index.ok && index.value.interval !== undefined && index.value.interval.low === index.value.interval.high

/** Brands to bracket, best first: two brands of answers all alike were not tested, so nobody knows that they tie. */
export function brackets({ entries, ties }: League): readonly (readonly string[])[] {
  const alike = new Set(entries.filter(isAlike).map(({ id }) => id))
  const tested = ties.map((names) => names.filter((name) => !alike.has(name)))
  const holds = (group: readonly string[], names: readonly string[]) =>
    names.every((name) => group.includes(name))
  return tested.filter(
    (names, i) =>
      names.length > 1 &&
      !tested.some((other, j) => i !== j && holds(other, names) && (other.length > names.length || j < i)),
  )
}

/** Which brands are ahead of one, level with it and behind it, by the adjusted tests. */
export function standingOf(brand: string, { entries, pairs, alpha }: League): Standing {
  const sides = pairs.flatMap(({ first, second, difference, pHolm }) => {
    if (first !== brand && second !== brand) return []
    const other = entries.find(({ id }) => id === (first === brand ? second : first))
    const lead = first === brand ? difference : -difference
    return other === undefined ? [] : [{ name: other.name, lead, apart: pHolm < alpha }]
  })
  const names = (wanted: (side: (typeof sides)[number]) => boolean) =>
    sides.filter(wanted).map(({ name }) => name)
  return {
    ahead: names(({ apart, lead }) => apart && lead < 0),
    level: names(({ apart }) => !apart),
    behind: names(({ apart, lead }) => apart && lead > 0),
  }
}
