import type { Db } from '../db/database.ts'
import { lockInvitationFor } from '../db/erasures.ts'
import { updateDeclined } from '../db/invitations.ts'
import { cancelMail } from '../db/mail.ts'
import { deletePartial } from '../db/partials.ts'
import { withOrganisation } from '../db/tenancy.ts'
import type { Asked } from './find-asked.ts'
import { hashOfSealed } from './sealing.ts'

/**
 * Somebody does not agree: what was saved of them goes. Of whoever was invited by name the invitation keeps that one word,
 * and nobody reminds or calls them in this wave. They may still change their mind.
 */
export const declineConsent = (
  db: Db,
  { organisationId, invited }: Asked,
  held: { id: string; sealed: string },
) =>
  withOrganisation(db, organisationId, async (db) => {
    // Before the answers, as erasing holds them.
    await lockInvitationFor(db, held.id)
    await deletePartial(db, held.id, hashOfSealed(held.sealed))
    if (invited?.responseId !== held.id) return
    if (await updateDeclined(db, invited.id)) await cancelMail(db, { invitationId: invited.id }, 'declined')
  })
