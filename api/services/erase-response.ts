import { clearNotes, insertAudit } from '../db/audit.ts'
import type { Db } from '../db/database.ts'
import { deleteAnswers, lockAnswers, lockInvitationFor } from '../db/erasures.ts'
import { findSameInterview } from '../db/imported-interviews.ts'
import { updateDeclined } from '../db/invitations.ts'
import { clearDecisionNotes } from '../db/taken-back.ts'
import { withOrganisation } from '../db/tenancy.ts'

/** Who asked for it: a person of the organisation, or (null) the respondent. */
export interface Erasure {
  readonly responseId: string
  readonly actorId: string | null
}

/**
 * Removes one respondent's answers everywhere: raw, coded, under way, from quotas and counts, and what colleagues wrote of
 * them. What stays is a row that says it was done, and holds nothing of them; an invitation whose answers were under way
 * counts as declined. False when there was nothing to erase.
 */
export async function eraseResponse(
  db: Db,
  organisationId: string,
  { responseId, actorId }: Erasure,
): Promise<boolean> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockAnswers(db, responseId)
    const invitationId = await lockInvitationFor(db, responseId)
    // The same interview may have been imported anew after an import was taken back.
    const { responseIds, importIds } = await findSameInterview(db, responseId)
    const by = actorId === null ? 'respondent' : 'organisation'
    let found = false
    for (const id of responseIds) {
      const erased = await deleteAnswers(db, id)
      if (erased.responses + erased.partials + erased.observations === 0) continue
      found = true
      await insertAudit(db, organisationId, {
        actorId,
        action: 'response-erased',
        subjectKind: 'response',
        subjectId: id,
        detail: { by, ...erased },
      })
    }
    if (!found) return false
    // Who was invited is not asked again: what would be reminded of, or asked on the telephone, could not be taken.
    if (invitationId !== undefined) await updateDeclined(db, invitationId)
    await clearNotes(db, [...responseIds, ...importIds])
    await clearDecisionNotes(db, importIds)
    return true
  })
}
