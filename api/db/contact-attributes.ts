import { sql } from 'kysely'
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

/** What contacts hold under a key, each text once however it is written and as it is written most often; `most` at the most. */
export async function listHeldValues(
  db: Db,
  key: string,
  most: number,
): Promise<{ text: string; rows: number }[]> {
  const { rows } = await sql<{ text: string; rows: number }>`
    select mode() within group (order by attributes ->> ${key}) as text, count(*) as rows
    from contact where attributes ->> ${key} <> ''
    group by lower(attributes ->> ${key}) order by 2 desc, 1 limit ${most}`.execute(db)
  return rows
}

/** How many contacts hold something under a key. */
export async function countHolding(db: Db, key: string): Promise<number> {
  const { rows } = await sql<{ holding: number }>`
    select count(*) as holding from contact where attributes ->> ${key} <> ''`.execute(db)
  return rows[0]?.holding ?? 0
}

/** Contacts that hold a name of a value under this key hold its code from now on. Returns how many hold what has no such name. */
export async function updateHeldValues(
  db: Db,
  key: string,
  names: readonly { readonly name: string; readonly code: string }[],
): Promise<number> {
  const named = sql`jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as named (name text, code text)`
  await sql`
    update contact set attributes = jsonb_set(attributes, array[${key}], to_jsonb(named.code)), updated_at = now()
    from ${named}
    where lower(contact.attributes ->> ${key}) = lower(named.name) and contact.attributes ->> ${key} <> named.code`.execute(
    db,
  )
  const { rows } = await sql<{ others: number }>`
    select count(*) as others from contact
    where attributes ->> ${key} <> '' and attributes ->> ${key} not in (select code from ${named})`.execute(
    db,
  )
  return rows[0]?.others ?? 0
}
