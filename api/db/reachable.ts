import type { Db } from './database.ts'

/** What the post says about a contact: mail comes back, or no more is wanted; null takes that back. */
export async function updateReachable(
  db: Db,
  contactId: string,
  change: { bouncedAt?: Date | null; unsubscribedAt?: Date | null },
): Promise<void> {
  await db
    .updateTable('contact')
    .set({ ...change, updatedAt: new Date() })
    .where('id', '=', contactId)
    .execute()
}
