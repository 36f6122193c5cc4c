import type { Db } from '../db/database.ts'
import { isDatabaseAway } from '../errors.ts'
import type { Log } from '../log.ts'
import { moveImport, noteMoveFailure } from '../services/move-import.ts'
import type { Work } from './jobs.ts'

/** Takes an import back, or lets it in again. Given again after it was interrupted, it goes on behind its last step. */
export async function moveImportOf(
  { db, log }: { db: Db; log: Log },
  { organisationId, importId }: Work['move-import'],
  signal: AbortSignal,
): Promise<void> {
  try {
    await moveImport(db, organisationId, importId, { signal })
  } catch (error) {
    // The queue gives it again in a second.
    if (signal.aborted || isDatabaseAway(error)) throw error
    log.error({ importId, error: error instanceof Error ? error.stack : String(error) }, 'moving failed')
    await noteMoveFailure(db, organisationId, importId, 'it stopped on the way; that has been logged')
  }
}
