import type { Db } from '../db/database.ts'
import { cancelMail } from '../db/mail.ts'
import { lockMailbox, updateReachable } from '../db/reachable.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findInvitation, type Invited } from './find-invitation.ts'

/**
 * No more mail to the mailbox of whom this link was sent to, from any wave, whoever shares it; what is queued stays in. An
 * answer already begun can be finished. Also through a link that was taken back. Throws what findInvitation throws.
 */
export async function unsubscribe(db: Db, key: string, token: string): Promise<Invited> {
  const invited = await findInvitation(db, key, token, { cancelled: 'too' })
  const { organisationId, contactId } = invited
  const isSaid = await withOrganisation(db, organisationId, async (db) => {
    if (!(await lockMailbox(db, contactId)).includes(contactId)) return false
    await updateReachable(db, contactId, { unsubscribedAt: new Date() })
    await cancelMail(db, { contactId }, 'unsubscribed')
    return true
  })
  // Merged with another contact since the link was looked up: it is that one's by now.
  return isSaid ? invited : unsubscribe(db, key, token)
}
