import type { Db } from '../db/database.ts'
import { ApiError, isDatabaseAway } from '../errors.ts'
import type { Log } from '../log.ts'
import { continueImport, endImport } from '../services/import-interviews.ts'
import type { PersonMarks } from '../services/person-marks.ts'
import type { Work } from './jobs.ts'

/** Reads an uploaded file of interviews. Given again after it was interrupted, it goes on behind its last step. */
export async function importInterviews(
  { db, marks, log }: { db: Db; marks: PersonMarks; log: Log },
  { organisationId, importId }: Work['import-interviews'],
  signal: AbortSignal,
): Promise<void> {
  try {
    await continueImport({ db, marks }, organisationId, importId, signal)
  } catch (error) {
    // Not the file's fault: the queue gives it again in a second.
    if (signal.aborted || isDatabaseAway(error)) throw error
    log.error({ importId, error: error instanceof Error ? error.stack : String(error) }, 'import failed')
    const failure = error instanceof ApiError ? error.message : 'reading the file failed; it has been logged'
    await endImport(db, organisationId, importId, { state: 'failed', failure })
  }
}
