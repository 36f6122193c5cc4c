import type { Contact } from '../contract/contact.ts'
import { insertAudit } from '../db/audit.ts'
import type { ContactRow } from '../db/contacts.ts'
import type { Db } from '../db/database.ts'
import { listUnsubscribed } from '../db/reachable.ts'

type Before = Pick<Contact, 'id' | 'consent' | 'unsubscribedAt'>

/**
 * Puts on record that a person's no was taken back for them: by whom, and of which contacts, for an unsubscribing holds
 * for all who share the address. After `after` was written, before what it says of the address is.
 */
export async function recordTakenBack(
  db: Db,
  { organisationId, userId: actorId }: { readonly organisationId: string; readonly userId: string },
  before: Before,
  after: Pick<ContactRow, 'consent' | 'unsubscribedAt'>,
  { unsubscribed }: { readonly unsubscribed?: boolean | undefined },
): Promise<void> {
  const of = (subjectId: string) => ({ actorId, subjectKind: 'contact', subjectId })
  if (before.consent === 'withdrawn' && after.consent !== 'withdrawn') {
    const detail = { consent: after.consent }
    await insertAudit(db, organisationId, { ...of(before.id), action: 'withdrawal-taken-back', detail })
  }
  if (unsubscribed !== false) return
  const own = before.unsubscribedAt === null ? [] : [before.id]
  for (const id of [...own, ...(await listUnsubscribed(db, before.id))]) {
    await insertAudit(db, organisationId, { ...of(id), action: 'unsubscription-taken-back' })
  }
}
