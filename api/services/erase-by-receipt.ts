import type { Db } from '../db/database.ts'
import { listUnderReceipt } from '../db/receipts.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { eraseResponse } from './erase-response.ts'

/**
 * Erases the answers of a respondent who asks for it with a receipt: nobody needs to know who that is.
 * Throws 404 when the wave has none under it, 409 when two respondents' receipts read the same.
 */
export async function eraseByReceipt(
  db: Db,
  { organisationId, userId }: { readonly organisationId: string; readonly userId: string },
  waveId: string,
  receipt: string,
): Promise<void> {
  const ids = await withOrganisation(db, organisationId, async (db) => {
    if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
    return listUnderReceipt(db, waveId, receipt)
  })
  const [responseId] = ids
  if (ids.length > 1) {
    throw new ApiError(409, 'ambiguous-receipt', 'receipt: two respondents have this one; use the whole id')
  }
  if (
    responseId === undefined ||
    !(await eraseResponse(db, organisationId, { responseId, actorId: userId }))
  ) {
    throw new ApiError(
      404,
      'unknown-receipt',
      'receipt: this wave has no answers under it; they may be in another wave, or erased already',
    )
  }
}
