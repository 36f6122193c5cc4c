import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { eraseResponse } from './erase-response.ts'
import { takeUnderReceipt, unknownReceipt } from './find-by-receipt.ts'

/** Erases the answers of a respondent who asks for it with a receipt: nobody needs to know who that is. */
export async function eraseByReceipt(
  db: Db,
  { organisationId, userId }: { readonly organisationId: string; readonly userId: string },
  waveId: string,
  receipt: string,
): Promise<void> {
  const responseId = await withOrganisation(db, organisationId, (db) => takeUnderReceipt(db, waveId, receipt))
  const erased = await eraseResponse(db, organisationId, { responseId, actorId: userId })
  if (!erased) throw unknownReceipt()
}
