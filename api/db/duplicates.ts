import { sql } from 'kysely'
import type { Contact, DuplicateGroup, DuplicatePage } from '../contract/contact.ts'
import { listContactsById } from './contacts.ts'
import type { Db } from './database.ts'

/** Groups shown at a time, and contacts of one. */
const PAGE = 50
const MOST_IN_GROUP = 20

type Place = Pick<DuplicateGroup, 'by' | 'value'>

/**
 * Contacts that share an e-mail address or a telephone number, by what they share. Where every one of them has a
 * customer number of its own they are different people, by the register's rule; as are, for a shared telephone
 * number, contacts that all have an e-mail address of their own. `after`: from the page before; one that is none begins anew.
 */
export async function listDuplicates(db: Db, after: string | undefined): Promise<DuplicatePage> {
  const from = after === undefined ? undefined : readCursor(after)
  const { rows } = await sql<Place & { ids: string[]; size: number; total: number }>`
    with twins as materialized (
      select 'email' as by, email as value, (array_agg(id order by id))[1:${MOST_IN_GROUP}] as ids, count(*) as size
      from contact where email is not null
      group by email having count(*) > 1 and count(customer_number) < count(*)
      union all
      select 'phone', phone, (array_agg(id order by id))[1:${MOST_IN_GROUP}], count(*)
      from contact where phone is not null
      group by phone having count(*) > 1 and count(customer_number) < count(*)
        and count(distinct email) < count(*)
    )
    select by, value, ids, size, (select count(*) from twins) as total from twins
    where ${from === undefined ? sql`true` : sql`(by, value) > (${from.by}, ${from.value})`}
    order by by, value limit ${PAGE}`.execute(db)
  const contacts = await listContactsById(
    db,
    rows.flatMap(({ ids }) => ids),
  )
  const byId = new Map(contacts.map((contact) => [contact.id, contact]))
  const last = rows.at(-1)
  return {
    groups: rows.map(({ by, value, ids, size }) => ({
      by,
      value,
      size,
      contacts: ids.map((id) => byId.get(id)).filter((contact): contact is Contact => contact !== undefined),
    })),
    total: from === undefined ? (rows[0]?.total ?? 0) : null,
    next: rows.length === PAGE && last !== undefined ? writeCursor(last) : null,
  }
}

const writeCursor = ({ by, value }: Place) => Buffer.from(`${by}:${value}`).toString('base64url')

function readCursor(cursor: string): Place | undefined {
  const [, by, value = ''] =
    /^(email|phone):([^\0]+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  return by === 'email' || by === 'phone' ? { by, value } : undefined
}
