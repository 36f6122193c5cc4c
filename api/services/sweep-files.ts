import { deleteOldFiles } from '../db/contact-files.ts'
import { updateOldImportsFailed } from '../db/contact-imports.ts'
import type { Db } from '../db/database.ts'
import { deleteIdleErased } from '../db/erased-people.ts'
import { deleteOldRejectedContacts } from '../db/rejected-contacts.ts'
import { deleteOldRejectedInterviews } from '../db/rejected-interviews.ts'
import { deleteOldUploads } from '../db/uploads.ts'
import { oldestId } from '../ids.ts'

const DAY_MS = 24 * 3600 * 1000
/** A file that is looked at and not imported is gone after a day, its refused rows after thirty. */
const WAITING_DAYS = 1
const REJECTED_DAYS = 30

/**
 * Takes away what files have left behind in an organisation: they hold people's names and addresses, and are not kept
 * for ever because nobody uploads another. `db`: inside the organisation.
 */
export async function sweepFiles(db: Db, now = Date.now()): Promise<void> {
  await updateOldImportsFailed(db, new Date(now - WAITING_DAYS * DAY_MS))
  await deleteOldFiles(db, oldestId(now - WAITING_DAYS * DAY_MS))
  await deleteOldUploads(db, oldestId(now - WAITING_DAYS * DAY_MS))
  await deleteIdleErased(db, oldestId(now - WAITING_DAYS * DAY_MS))
  await deleteOldRejectedContacts(db, oldestId(now - REJECTED_DAYS * DAY_MS))
  await deleteOldRejectedInterviews(db, oldestId(now - REJECTED_DAYS * DAY_MS))
}
