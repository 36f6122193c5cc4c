import { SMALLEST_GROUP, singlesOut } from '../../stats/index.ts'
import type { Slice } from '../contract/analysis.ts'
import type { Program } from '../contract/program.ts'
import type { Db } from '../db/database.ts'
import { countByValues, countShared } from '../db/observations.ts'

/** Whether a cell's numbers must be withheld; the same for every role. */
export type IsWithheld = (waveId: string, brandId: string) => boolean

/**
 * The cells in which a slice's segments would tell, alone or against other segments of the same cell, the answers of a
 * few respondents; the rule is in stats/disclosure. Everybody together is always shown.
 */
export async function withheldCells(
  db: Db,
  { id, attributes }: Program,
  { segments }: Slice,
): Promise<IsWithheld> {
  const filters = Object.entries(segments)
  if (filters.length === 0) return () => false
  const chosen = filters.map(([, values]) => values)
  const counts = await countByValues(
    db,
    id,
    filters.map(([attribute]) => attribute),
  )
  // A single attribute's own values are in the counts.
  const beside = filters.length > 1 ? attributes : attributes.filter((one) => one !== filters[0]?.[0])
  const shown = (await countShared(db, id, { attributes: beside, segments })).filter(
    ({ count }) => count >= SMALLEST_GROUP,
  )
  const others = Map.groupBy(shown, cellKey)
  const withheld = [...Map.groupBy(counts, cellKey)].flatMap(([key, counts]) =>
    singlesOut({ counts, chosen, others: others.get(key) ?? [] }) ? [key] : [],
  )
  const keys = new Set(withheld)
  return (waveId, brandId) => keys.has(cellKey({ waveId, brandId }))
}

const cellKey = ({ waveId, brandId }: { readonly waveId: string; readonly brandId: string }) =>
  `${waveId}/${brandId}`
