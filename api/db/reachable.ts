import { type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'

/** Of rows `contact`: a contact and whoever else is reached at the same e-mail address. */
export const atMailboxOf = (contactId: string) => sql<SqlBool>`(contact.id = ${contactId}::uuid
  or contact.mailbox = (select own.mailbox from contact as own where own.id = ${contactId}::uuid))`

/**
 * What the post says about a contact's mailbox, and so about everybody who shares it: mail comes back, or no more is
 * wanted; null takes that back.
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
