import type { Partials } from '../../api/contract/analysis.ts'
import type { AttributeSummary, Program } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import type { ResultsSearch } from '../search.ts'

/** Attribute code → chosen values, in the order of the program's attributes; unknown words in the address are ignored. */
export type Segments = Readonly<Record<string, readonly string[]>>

export function segmentsOf(search: ResultsSearch, attributes: readonly AttributeSummary[]): Segments {
  return Object.fromEntries(
    attributes.flatMap(({ code, values }) => {
      const asked = search[code]?.split(',') ?? []
      const chosen = values.map(({ value }) => value).filter((value) => asked.includes(value))
      return chosen.length === 0 ? [] : [[code, chosen]]
    }),
  )
}

/** One text per slice, whatever order its attributes are kept in. */
export function sliceKey(segments: Segments, partials: Partials = 'leave-out'): string {
  return JSON.stringify([partials, Object.entries(segments).toSorted(([a], [b]) => (a < b ? -1 : 1))])
}

/** The same address with one attribute's values changed; none left takes it out. */
export function withSegment(search: ResultsSearch, code: string, values: readonly string[]): ResultsSearch {
  return { ...search, [code]: values.length === 0 ? undefined : values.join(',') }
}

/** The same address without any segment. */
export function withoutSegments({ wave, brand, view, partials }: ResultsSearch): ResultsSearch {
  return { wave, brand, view, partials }
}

/** Answers that were broken off are left out unless the address asks for them. */
export const partialsOf = ({ partials }: ResultsSearch): Partials =>
  partials === 'include' ? 'include' : 'leave-out'

/** The wave asked for, else the newest one with answers, else the newest. Waves come in time order. */
export function waveShown(waves: readonly Wave[], search: ResultsSearch): Wave | undefined {
  return (
    waves.find(({ id }) => id === search.wave) ??
    waves.findLast(({ responses }) => responses > 0) ??
    waves.at(-1)
  )
}

/** The brand asked for, else the own one. */
export function brandShown({ brands }: Program, search: ResultsSearch) {
  return brands.find(({ id }) => id === search.brand) ?? brands.find(({ own }) => own) ?? brands[0]
}
