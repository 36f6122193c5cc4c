import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Contact, ContactFilter, ContactPage } from '../contract/contact.ts'
import type { Db } from './database.ts'
import type { Tables } from './tables.ts'
import { unwanted } from './unwanted.ts'

/** Contacts shown at a time. */
const PAGE = 50

export async function findContact(db: Db, contactId: string): Promise<Contact | undefined> {
  const row = await contacts(db).where('id', '=', contactId).executeTakeFirst()
  return row === undefined ? undefined : asContact(row)
}

/** In the order of their names; contacts that are not there are left out. */
export async function listContactsById(db: Db, ids: readonly string[]): Promise<Contact[]> {
  const rows = await contacts(db)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .orderBy('sortKey')
    .orderBy('id')
    .execute()
  return rows.map(asContact)
}

/** A page of contacts by name, and where the next one begins. `after`: from the page before; one that is none begins anew. */
export async function listContacts(
  db: Db,
  filter: ContactFilter,
  after: string | undefined,
): Promise<ContactPage> {
  const from = after === undefined ? undefined : readCursor(after)
  const { contacts, last } = await listContactsAfter(db, filter, from, PAGE)
  return {
    contacts,
    total: from === undefined ? await countContacts(db, filter) : null,
    next: contacts.length === PAGE && last !== undefined ? writeCursor(last) : null,
  }
}

export async function countContacts(db: Db, filter: ContactFilter): Promise<number> {
  const { total } = await matching(db.selectFrom('contact'), filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** Where a list goes on. */
export interface Place {
  readonly sortKey: string
  readonly id: string
}

/** All contacts that fit, by name, some hundreds at a time: a list of any length, never whole in memory. */
export async function listContactsAfter(
  db: Db,
  filter: ContactFilter,
  after: Place | undefined,
  limit: number,
): Promise<{ contacts: Contact[]; last: Place | undefined }> {
  let query = matching(contacts(db), filter).orderBy('sortKey').orderBy('id').limit(limit)
  if (after !== undefined) {
    query = query.where(sql<SqlBool>`(sort_key, id) > (${after.sortKey}, ${after.id}::uuid)`)
  }
  const rows = await query.execute()
  const last = rows.at(-1)
  return {
    contacts: rows.map(asContact),
    last: last === undefined ? undefined : { sortKey: last.sortKey, id: last.id },
  }
}

export interface ContactRow {
  readonly id: string
  readonly customerNumber: string | null
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly consent: Contact['consent']
  readonly unsubscribedAt: Date | null
  readonly bouncedAt: Date | null
  readonly batch: string | null
  readonly interviewerId: string | null
}

export async function insertContact(db: Db, organisationId: string, contact: ContactRow): Promise<void> {
  await db
    .insertInto('contact')
    .values({ ...contact, organisationId, attributes: JSON.stringify(contact.attributes) })
    .execute()
}

/** Held until the transaction ends, before anything of them is read that is written back; and before what they were sent. */
export async function lockContacts(db: Db, ids: readonly string[]): Promise<void> {
  await sql`select from contact where id = any(${[...ids]}::uuid[]) order by id for update`.execute(db)
}

/** Under `lockContacts`: it says all of a contact anew. */
export async function updateContact(db: Db, contact: ContactRow): Promise<void> {
  const { id, attributes, ...fields } = contact
  await db
    .updateTable('contact')
    .set({ ...fields, attributes: JSON.stringify(attributes), updatedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** Returns how many there were. */
export async function deleteContacts(db: Db, ids: readonly string[]): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('contact')
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export type ContactChoice = { ids: readonly string[] } | { filter: ContactFilter }

export interface Assigned {
  readonly batch?: string | null | undefined
  /** Several share the contacts evenly, in the order of their ids. */
  readonly interviewerIds?: readonly string[] | null | undefined
}

/** Returns how many contacts were assigned. */
export async function updateAssigned(
  db: Db,
  choice: ContactChoice,
  { batch, interviewerIds }: Assigned,
): Promise<number> {
  const chosen = db.selectFrom('contact').select('id')
  const ids =
    'filter' in choice
      ? matching(chosen, choice.filter)
      : chosen.where(sql<SqlBool>`id = any(${[...choice.ids]}::uuid[])`)
  // In the order in which everybody holds several contacts.
  const held = ids.orderBy('contact.id').forUpdate()
  const callers = [...(interviewerIds ?? [])]
  const { numAffectedRows } = await sql`
    with chosen as (select id, row_number() over (order by id) as place from (${held}) as matched)
    update contact set updated_at = now()
      ${batch === undefined ? sql`` : sql`, batch = ${batch}`}
      ${interviewerIds === undefined ? sql`` : sql`, interviewer_id = (${callers}::uuid[])[1 + (chosen.place - 1) % ${Math.max(1, callers.length)}]`}
    from chosen where contact.id = chosen.id`.execute(db)
  return Number(numAffectedRows ?? 0)
}

type ContactTable = Pick<Tables, 'contact'>

/** The contacts that fit a filter, of any query on `contact`. */
export function matching<Output>(
  query: SelectQueryBuilder<ContactTable & Tables, 'contact', Output>,
  filter: ContactFilter,
): SelectQueryBuilder<ContactTable & Tables, 'contact', Output> {
  const words = (filter.search ?? '').split(/\s+/).filter((word) => word !== '')
  let found = query
  for (const word of words.slice(0, 10)) found = found.where(contains(word))
  if (filter.consent !== undefined) found = found.where('consent', '=', filter.consent)
  if (filter.batch !== undefined) found = found.where('batch', '=', filter.batch)
  if (filter.interviewerId !== undefined) found = found.where('interviewerId', '=', filter.interviewerId)
  if (filter.state !== undefined) found = found.where(STATES[filter.state])
  if (filter.attribute !== undefined) {
    found =
      filter.value === undefined
        ? found.where(sql<SqlBool>`attributes ? ${filter.attribute}`)
        : found.where(sql<SqlBool>`attributes ->> ${filter.attribute} = ${filter.value}`)
  }
  return found
}

const contains = (word: string) =>
  sql<SqlBool>`searched like lower(${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`})`

/** Has an address, and nothing but the frequency rule could speak against using it. */
export const REACHABLE = sql<SqlBool>`((email is not null or phone is not null) and not ${unwanted})`

const STATES: Record<NonNullable<ContactFilter['state']>, RawBuilder<SqlBool>> = {
  reachable: REACHABLE,
  unsubscribed: sql`unsubscribed_at is not null`,
  bounced: sql`bounced_at is not null`,
  'no-address': sql`email is null and phone is null`,
}

const contacts = (db: Db) =>
  db
    .selectFrom('contact')
    .select([
      'id',
      'customerNumber',
      'name',
      'email',
      'phone',
      'language',
      'attributes',
      'consent',
      'unsubscribedAt',
      'bouncedAt',
      'batch',
      'interviewerId',
      'sortKey',
      'createdAt',
      'updatedAt',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof contacts>['executeTakeFirstOrThrow']>>

function asContact({ sortKey: _, ...row }: Row): Contact {
  return {
    ...row,
    language: row.language as Contact['language'],
    attributes: row.attributes as Record<string, string>,
    unsubscribedAt: row.unsubscribedAt?.toISOString() ?? null,
    bouncedAt: row.bouncedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

const writeCursor = ({ sortKey, id }: Place) => Buffer.from(`${id}${sortKey}`).toString('base64url')

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function readCursor(cursor: string): Place | undefined {
  const text = Buffer.from(cursor, 'base64url').toString()
  const place = { id: text.slice(0, 36), sortKey: text.slice(36) }
  return UUID.test(place.id) && !place.sortKey.includes('\0') ? place : undefined
}
