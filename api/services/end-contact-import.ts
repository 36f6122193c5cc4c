import { clearColumnNames, findContactFile } from '../db/contact-files.ts'
import { updateImportEnded } from '../db/contact-imports.ts'
import { lockRegister } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { listMentions, type OlderFile } from './erased-since.ts'

/**
 * Ends an import under way and forgets its file; with it go the names of its columns, should they be those of somebody
 * who was erased since it came in. False when there was nothing to end. To be called inside a transaction.
 */
export async function endContactImport(
  db: Db,
  from: OlderFile,
  state: 'done' | 'failed' | 'cancelled',
  failure: string | null = null,
): Promise<boolean> {
  await lockRegister(db)
  if (!(await updateImportEnded(db, from.fileId, state, failure))) return false
  const file = await findContactFile(db, from.fileId)
  const columns = [...(file?.columns ?? []), ...((file?.options['columns'] as string[] | undefined) ?? [])]
  if ((await listMentions(db, from, [columns])).size > 0) {
    await clearColumnNames(db, { importId: from.fileId })
  }
  return true
}
