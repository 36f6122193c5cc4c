import type { Db } from '../db/database.ts'
import { updateBounced } from '../db/invitations.ts'
import { cancelMail } from '../db/mail.ts'
import { lockMailbox, updateReachable } from '../db/reachable.ts'
import { withOrganisation } from '../db/tenancy.ts'

/** Mail to this person comes back: the invitation and every contact with that mailbox say so, and nothing more is sent there. */
export async function noteBounce(
  db: Db,
  organisationId: string,
  { invitationId, contactId, reason }: { invitationId: string; contactId: string | null; reason: string },
): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    if (contactId !== null) await lockMailbox(db, contactId)
    await updateBounced(db, invitationId)
    if (contactId === null) return
    await updateReachable(db, contactId, { bouncedAt: new Date() })
    await cancelMail(db, { contactId }, reason)
  })
}
