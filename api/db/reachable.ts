import { type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'

/** Of rows `contact`: a contact and whoever else is reached at the same e-mail address. */
export const atMailboxOf = (contactId: string) => sql<SqlBool>`(contact.id = ${contactId}::uuid
  or contact.mailbox = (select own.mailbox from contact as own where own.id = ${contactId}::uuid))`

/**
 * Held until the transaction ends, before anything is read that is written back: who is reached at a contact's e-mail address,
 * at `email` too where it is about to be that. In the order of their ids, and before invitations and mail, as everybody who
 * holds several does. Returns their ids; the contact's own is not among them when it is gone.
 */
export async function lockMailbox(
  db: Db,
  contactId: string,
  email: string | null = null,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('contact')
    .select('contact.id')
    .where(sql<SqlBool>`(${atMailboxOf(contactId)} or contact.mailbox = ${email}::text)`)
    .orderBy('contact.id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * What the post says about a contact's mailbox, and so about everybody who shares it: mail comes back, or no more is
 * wanted; null takes that back. Under `lockMailbox`.
 */
export async function updateReachable(
  db: Db,
  contactId: string,
  change: { bouncedAt?: Date | null; unsubscribedAt?: Date | null },
): Promise<void> {
  await db
    .updateTable('contact')
    .set({ ...change, updatedAt: new Date() })
    .where(atMailboxOf(contactId))
    .execute()
}

/** Who has unsubscribed of all who are reached at a contact's e-mail address. */
export async function listUnsubscribed(db: Db, contactId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('contact')
    .select('contact.id')
    .where(atMailboxOf(contactId))
    .where('contact.unsubscribedAt', 'is not', null)
    .orderBy('contact.id')
    .execute()
  return rows.map(({ id }) => id)
}
