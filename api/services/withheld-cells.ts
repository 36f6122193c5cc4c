import { type AttributeCount, type OtherGroup, SMALLEST_GROUP, singlesOut } from '../../stats/index.ts'
import type { Slice } from '../contract/analysis.ts'
import type { Program } from '../contract/program.ts'
import type { Db } from '../db/database.ts'
import { type AlikeInCell, countAlike, countAlikeInWaves, type Segments } from '../db/observations.ts'

/** Whether a cell's numbers must be withheld; the same for every role. */
export type IsWithheld = (waveId: string, brandId: string) => boolean

/**
 * The cells in which a slice's segments would tell, alone or against other segments of the same cell, the answers of a
 * few respondents; the rule is in stats/disclosure. Everybody together is always shown.
 */
export async function withheldCells(
  db: Db,
  { id, attributes }: Pick<Program, 'id' | 'attributes'>,
  { segments }: Slice,
): Promise<IsWithheld> {
  if (Object.keys(segments).length === 0) return () => false
  const keys = singledOut(Map.groupBy(await countAlike(db, id), cellKey), attributes, segments)
  return (waveId, brandId) => keys.has(cellKey({ waveId, brandId }))
}

/** The same for whole waves, of whatever brand their respondents spoke. */
export async function withheldWaves(
  db: Db,
  { id, attributes }: Pick<Program, 'id' | 'attributes'>,
  { segments }: Slice,
): Promise<(waveId: string) => boolean> {
  if (Object.keys(segments).length === 0) return () => false
  const waves = Map.groupBy(await countAlikeInWaves(db, id), ({ waveId }) => waveId)
  const keys = singledOut(waves, attributes, segments)
  return (waveId) => keys.has(waveId)
}

/** The respondents of a cell, or of a wave, who are alike. */
type Alike = Pick<AlikeInCell, 'attributes' | 'count'>

/** The keys of those in which the segments single somebody out. */
function singledOut(
  cells: ReadonlyMap<string, readonly Alike[]>,
  attributes: readonly string[],
  segments: Segments,
): ReadonlySet<string> {
  const withheld = [...cells].filter(([, cell]) => isSinglingOut(cell, attributes, segments))
  return new Set(withheld.map(([key]) => key))
}

/** Whether these segments of a group would tell the answers of a few; without any, whether the group is only a few. */
export function isSinglingOut(
  group: readonly Alike[],
  attributes: readonly string[],
  segments: Segments,
): boolean {
  const filters = Object.keys(segments)
  const chosen = Object.values(segments)
  const counts = countsBy(group, filters)
  if (filters.length === 0) return singlesOut({ counts, chosen })
  // A single attribute's own values are in the counts.
  const beside = filters.length > 1 ? attributes : attributes.filter((one) => one !== filters[0])
  return singlesOut({ counts, chosen, others: othersIn(group, beside, segments) })
}

/** Whoever is alike in the attributes of the filter, whatever else they are. */
function countsBy(cell: readonly Alike[], filters: readonly string[]): AttributeCount[] {
  const counts = new Map<string, AttributeCount>()
  for (const { attributes, count } of cell) {
    const values = filters.map((attribute) => attributes[attribute] ?? null)
    const key = JSON.stringify(values)
    counts.set(key, { values, count: count + (counts.get(key)?.count ?? 0) })
  }
  return [...counts.values()]
}

/** Everybody with one value of one attribute, as far as there are enough of them to be shown. */
function othersIn(cell: readonly Alike[], beside: readonly string[], segments: Segments): OtherGroup[] {
  const groups = new Map<string, { count: number; shared: number }>()
  for (const { attributes, count } of cell) {
    const isChosen = Object.entries(segments).every(([attribute, values]) =>
      values.some((value) => value === attributes[attribute]),
    )
    for (const attribute of beside) {
      const value = attributes[attribute]
      if (value === undefined) continue
      const key = `${attribute} ${value}`
      const known = groups.get(key) ?? { count: 0, shared: 0 }
      groups.set(key, { count: known.count + count, shared: known.shared + (isChosen ? count : 0) })
    }
  }
  return [...groups.values()].filter(({ count }) => count >= SMALLEST_GROUP)
}

const cellKey = ({ waveId, brandId }: { readonly waveId: string; readonly brandId: string }) =>
  `${waveId}/${brandId}`
