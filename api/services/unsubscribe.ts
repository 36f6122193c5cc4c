import type { Db } from '../db/database.ts'
import { cancelMail } from '../db/mail.ts'
import { updateReachable } from '../db/reachable.ts'
import { withOrganisation } from '../db/tenancy.ts'
import type { Invited } from './find-invitation.ts'

/** No more mail to this person's mailbox, from any wave, whoever shares it; what is queued stays in. An answer already begun can be finished. */
export async function unsubscribe(db: Db, { organisationId, contactId }: Invited): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    await updateReachable(db, contactId, { unsubscribedAt: new Date() })
    await cancelMail(db, { contactId }, 'unsubscribed')
  })
}
