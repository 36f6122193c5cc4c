import type { ContactAttribute } from '../contract/contact.ts'
import type { Db } from './database.ts'

/** In the order they are shown. */
export async function listContactAttributes(db: Db): Promise<ContactAttribute[]> {
  const rows = await db
    .selectFrom('contactAttribute')
    .select(['key', 'title', 'values'])
    .orderBy('position')
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    key: row.key,
    title: row.title as ContactAttribute['title'],
    values: row.values as unknown as ContactAttribute['values'],
  }))
}

/** These and no others; what contacts hold under a key that is gone stays with them until they are changed. */
export async function updateContactAttributes(
  db: Db,
  organisationId: string,
  attributes: readonly ContactAttribute[],
): Promise<void> {
  await db.deleteFrom('contactAttribute').execute()
  if (attributes.length === 0) return
  await db
    .insertInto('contactAttribute')
    .values(
      attributes.map(({ key, title, values }, position) => ({
        organisationId,
        key,
        title: JSON.stringify(title),
        values: JSON.stringify(values),
        position,
      })),
    )
    .execute()
}
