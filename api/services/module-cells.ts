import type { LeftOutReason } from '../contract/module-analysis.ts'
import type { ObservationRow, PartialRow, Segments } from '../db/observations.ts'
import { tellableGroups } from './shown-together.ts'
import { isSinglingOut } from './withheld-cells.ts'

export type CellRow = Pick<ObservationRow, 'waveId' | 'brandId'>

interface CellsAsked {
  /** Whole answers of everybody who was asked, inside the segments and outside. */
  readonly everybody: readonly PartialRow[]
  /** Those to be read. */
  readonly chosen: readonly CellRow[]
  readonly segments: Segments
  /** By which results can be narrowed. */
  readonly attributes: readonly string[]
  readonly keyOf: (row: CellRow) => string
}

/** Where a cell's answers stay out, and why. */
export type UnreadCells = ReadonlyMap<string, Extract<LeftOutReason, 'too-few' | 'would-single-out'>>

/**
 * The cells of a slice that are not read. A cell is read whole or not at all: waves and brands can be chosen one by one
 * and together, so that what is read of all of them less what is shown of each would tell the rest.
 */
export function unreadCells({ everybody, chosen, segments, attributes, keyOf }: CellsAsked): UnreadCells {
  const unread = new Map<string, 'too-few' | 'would-single-out'>()
  if (Object.keys(segments).length > 0) {
    for (const [key, rows] of Map.groupBy(everybody, keyOf)) {
      const alike = rows.map((row) => ({ attributes: row.attributes, count: 1 }))
      if (isSinglingOut(alike, attributes, segments)) unread.set(key, 'would-single-out')
    }
  }
  const leave = (sizes: ReadonlyMap<string, number>, isMember: (row: CellRow, key: string) => boolean) => {
    const keys = tellableGroups(sizes)
    for (const row of chosen) {
      const cell = keyOf(row)
      if (!unread.has(cell) && [...keys].some((key) => isMember(row, key))) unread.set(cell, 'too-few')
    }
  }
  const read = () => chosen.filter((row) => !unread.has(keyOf(row)))
  for (const rows of Map.groupBy(read(), ({ waveId }) => waveId).values()) {
    leave(sizesBy(rows, keyOf), (row, key) => keyOf(row) === key)
  }
  leave(
    sizesBy(read(), ({ waveId }) => waveId),
    ({ waveId }, key) => waveId === key,
  )
  return unread
}

function sizesBy(rows: readonly CellRow[], keyOf: (row: CellRow) => string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const row of rows) sizes.set(keyOf(row), (sizes.get(keyOf(row)) ?? 0) + 1)
  return sizes
}
