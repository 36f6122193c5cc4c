import type { NamedImport, RejectedRow } from '../contract/import.ts'
import type { Db } from '../db/database.ts'
import { asNamed, type ImportStanding, listStandings } from '../db/import-standings.ts'
import { listInSlots } from '../db/imported-interviews.ts'
import { listErasedIds } from '../db/responses.ts'
import { namedInWords } from './named-in-words.ts'
import type { Placed } from './place-interviews.ts'
import type { Interview } from './read-interviews.ts'

export type NamedInterview = Pick<Interview, 'id' | 'ownId' | 'line' | 'bodyHash'>

export interface KnownInterviews {
  /** Here already, with the same answers. */
  readonly known: number
  /** Those under the number of an earlier interview whose answers were others: the first ones are kept, and said to be. */
  readonly changed: readonly RejectedRow[]
  /** By which imports those came that are kept; null: that was not kept. */
  readonly before: readonly { readonly from: NamedImport | null; readonly interviews: number }[]
  /** Those that were deleted on request: they do not come back by a file that still has them. */
  readonly erased: readonly RejectedRow[]
}

/** Which of some interviews were imported before. `idColumn`: what their file calls their own numbers. */
export async function findKnown(
  db: Db,
  placed: readonly Placed<NamedInterview>[],
  { waveId, idColumn }: { readonly waveId: string; readonly idColumn: string },
): Promise<KnownInterviews> {
  const ids = placed.map(({ responseId }) => responseId)
  const slots = placed.map(({ interview }) => interview.id)
  const [inSlots, erasedIds] = [await listInSlots(db, slots), await listErasedIds(db, ids)]
  const recorded = new Map(inSlots.map((one) => [one.responseId, one]))
  const known = placed.filter(({ responseId }) => recorded.has(responseId)).length
  const others = placed.flatMap(({ interview, responseId }) => {
    const before = recorded.get(responseId)
    const isOther = interview.ownId !== null && before !== undefined && before.bodyHash !== interview.bodyHash
    return isOther ? [{ ...interview, importId: before.importId }] : []
  })
  const imports = others.length === 0 ? [] : await listStandings(db, waveId)
  const byImport = Map.groupBy(others, ({ importId }) => imports.find(({ id }) => id === importId))
  const changed = others.map(({ ownId, line, importId }) => {
    const from = imports.find(({ id }) => id === importId)
    const value = (ownId ?? '').slice(0, 100).toWellFormed()
    return { line, column: idColumn, value, reason: 'changed', message: changedInWords(from) }
  })
  const erased = placed.flatMap(({ interview: { line }, responseId }) => {
    if (!erasedIds.has(responseId)) return []
    const message = 'this interview was deleted on request; it is not taken again'
    // Without its number: nothing says any more who it was.
    return [{ line, column: '', value: '', reason: 'erased', message }]
  })
  const before = [...byImport].map(([from, { length: interviews }]) => ({
    from: from === undefined ? null : asNamed(from),
    interviews,
  }))
  return { known: known - changed.length, changed, before, erased }
}

function changedInWords(from: ImportStanding | undefined): string {
  if (from === undefined) {
    return 'an interview with this number was imported before with other answers; those are kept'
  }
  return `an interview with this number was imported before with other answers, from ${namedInWords(from)}; those are kept: take that import back first to replace them`
}
