import { setImmediate as otherWork } from 'node:timers/promises'
import type { Db } from '../db/database.ts'
import { findFilePart, type KeptFileKey } from '../db/file-parts.ts'
import { withOrganisation } from '../db/tenancy.ts'

/**
 * The bytes of a kept file; one part of it at a time is in memory, no connection is held between parts, and others
 * have their turn.
 */
export async function* keptParts(
  db: Db,
  organisationId: string,
  key: KeptFileKey,
): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const part = await withOrganisation(db, organisationId, (db) => findFilePart(db, key, position))
    if (part === undefined) return
    yield part
    await otherWork()
  }
}
