import type { Db } from '../db/database.ts'
import { findIsExcluded, listUnderReceipt } from '../db/receipts.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'

export const unknownReceipt = () =>
  new ApiError(
    404,
    'unknown-receipt',
    'receipt: this wave has no answers under it; they may be in another wave, or erased already',
  )

/**
 * The answers that a respondent holds a receipt of, whole or under way. To be called inside a transaction.
 * Throws 404 when the wave has none under it, 409 when two respondents' receipts read the same.
 */
export async function takeUnderReceipt(db: Db, waveId: string, receipt: string): Promise<string> {
  if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
  const [responseId, ...others] = await listUnderReceipt(db, waveId, receipt)
  if (responseId === undefined) throw unknownReceipt()
  if (others.length > 0) {
    throw new ApiError(409, 'ambiguous-receipt', 'receipt: two respondents have this one; use the whole id')
  }
  return responseId
}

/** The whole response under a receipt, and whether statistics leave it out; 409 when it is still under way. */
export async function findByReceipt(
  db: Db,
  organisationId: string,
  waveId: string,
  receipt: string,
): Promise<{ responseId: string; excluded: boolean }> {
  return withOrganisation(db, organisationId, async (db) => {
    const responseId = await takeUnderReceipt(db, waveId, receipt)
    const excluded = await findIsExcluded(db, responseId)
    if (excluded === undefined) {
      throw new ApiError(
        409,
        'under-way',
        'receipt: these answers are not complete; no statistic counts them',
      )
    }
    return { responseId, excluded }
  })
}
