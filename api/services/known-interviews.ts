import type { RejectedRow } from '../contract/import.ts'
import type { Db } from '../db/database.ts'
import { listErasedIds, listRecorded } from '../db/responses.ts'
import type { Interview } from './read-interviews.ts'

export type NamedInterview = Pick<Interview, 'id' | 'ownId' | 'line' | 'bodyHash'>

export interface KnownInterviews {
  /** Here already, with the same answers. */
  readonly known: number
  /** Those under the number of an earlier interview whose answers were others: the first ones are kept, and said to be. */
  readonly changed: readonly RejectedRow[]
  /** Those that were deleted on request: they do not come back by a file that still has them. */
  readonly erased: readonly RejectedRow[]
}

/** Which of some interviews were imported before. `idColumn`: what their file calls their own numbers. */
export async function findKnown(
  db: Db,
  interviews: readonly NamedInterview[],
  idColumn: string,
): Promise<KnownInterviews> {
  const ids = interviews.map(({ id }) => id)
  const [recorded, erasedIds] = [await listRecorded(db, ids), await listErasedIds(db, ids)]
  const hashes = new Map(recorded.map(({ id, bodyHash }) => [id, bodyHash]))
  const message = 'an interview with this number was imported before with other answers; those are kept'
  const changed = interviews.flatMap(({ id, ownId, line, bodyHash }) => {
    const before = hashes.get(id)
    if (ownId === null || before === undefined || before === bodyHash) return []
    const value = ownId.slice(0, 100).toWellFormed()
    return [{ line, column: idColumn, value, reason: 'changed', message }]
  })
  const erased = interviews.flatMap(({ id, line }) => {
    if (!erasedIds.has(id)) return []
    const message = 'this interview was deleted on request; it is not taken again'
    // Without its number: nothing says any more who it was.
    return [{ line, column: '', value: '', reason: 'erased', message }]
  })
  return { known: recorded.length - changed.length, changed, erased }
}
