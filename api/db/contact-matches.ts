import { sql } from 'kysely'
import type { Db } from './database.ts'

/** A contact as a file or a form gives it; null and '' where it says nothing. */
export interface OfferedContact {
  /** Its line in the file. */
  readonly line: number
  readonly customerNumber: string | null
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly consent: 'given' | 'withdrawn' | null
  readonly unsubscribed: boolean
  readonly batch: string | null
}

/** One row per offered contact, as the database reads the JSON. */
const offeredRows = (offered: readonly object[]) => sql`
  jsonb_to_recordset(${JSON.stringify(offered)}::jsonb) as offered("line" int, "id" uuid, "customerNumber" text,
    "name" text, "email" text, "phone" text, "language" text, "attributes" jsonb, "consent" text,
    "unsubscribed" boolean, "batch" text)`

/**
 * Who of the register each of these is, by line; nobody: not in it. The customer number decides where both have one;
 * else the e-mail address where both have one; else the telephone number. `except`: a contact that is not looked at.
 */
export async function listMatches(
  db: Db,
  offered: readonly OfferedContact[],
  { except = null }: { except?: string | null } = {},
): Promise<ReadonlyMap<number, string>> {
  if (offered.length === 0) return new Map()
  const { rows } = await sql<{ line: number; id: string }>`
    select offered."line", coalesce(by_number.id, by_email.id, by_phone.id) as id
    from ${offeredRows(offered.map(({ line, customerNumber, email, phone }) => ({ line, customerNumber, email, phone })))}
    left join lateral (
      select contact.id from contact where contact.organisation_id = current_organisation()
        and contact.id is distinct from ${except}::uuid
        and contact.customer_number = offered."customerNumber"
    ) as by_number on true
    left join lateral (
      select contact.id from contact where contact.organisation_id = current_organisation()
        and contact.id is distinct from ${except}::uuid
        and contact.mailbox = offered."email"
        and (contact.customer_number is null or offered."customerNumber" is null)
      order by contact.id limit 1
    ) as by_email on by_number.id is null
    left join lateral (
      select contact.id from contact where contact.organisation_id = current_organisation()
        and contact.id is distinct from ${except}::uuid
        and contact.phone = offered."phone"
        and (contact.customer_number is null or offered."customerNumber" is null)
        and (contact.email is null or offered."email" is null)
      order by contact.id limit 1
    ) as by_phone on by_number.id is null and by_email.id is null
    where coalesce(by_number.id, by_email.id, by_phone.id) is not null`.execute(db)
  return new Map(rows.map(({ line, id }) => [line, id]))
}

/** Adds contacts under the ids given, in one statement. */
export async function insertOffered(
  db: Db,
  offered: readonly (OfferedContact & { readonly id: string })[],
): Promise<void> {
  if (offered.length === 0) return
  await sql`
    insert into contact (organisation_id, id, customer_number, name, email, phone, language, attributes, consent,
      unsubscribed_at, batch)
    select current_organisation(), "id", "customerNumber", "name", "email", "phone", "language", "attributes",
      coalesce("consent", 'unknown'), case when "unsubscribed" then now() end, "batch"
    from ${offeredRows(offered)}`.execute(db)
}

/** What these contacts would be: what is offered, and where it says nothing or may not say it, what they are. */
const wantedRows = (offered: readonly (OfferedContact & { readonly id: string })[]) => sql`
  select contact.id, offered."line",
    coalesce(offered."customerNumber", contact.customer_number) as customer_number,
    coalesce(nullif(offered."name", ''), contact.name) as name,
    coalesce(offered."email", contact.email) as email,
    coalesce(offered."phone", contact.phone) as phone,
    coalesce(offered."language", contact.language) as language,
    contact.attributes || offered."attributes" as attributes,
    case when contact.consent = 'withdrawn' then 'withdrawn'
      else coalesce(offered."consent", contact.consent) end as consent,
    coalesce(contact.unsubscribed_at, case when offered."unsubscribed" then now() end) as unsubscribed_at,
    -- A new address has not bounced yet.
    case when offered."email" is null or offered."email" = contact.email then contact.bounced_at end as bounced_at,
    coalesce(offered."batch", contact.batch) as batch
  from ${offeredRows(offered)} join contact on contact.id = offered."id"`

/** What a file can say of a contact; null and '' where it has nothing. */
export interface ContactState extends Omit<OfferedContact, 'line' | 'consent'> {
  readonly consent: 'unknown' | 'given' | 'withdrawn'
}

/** By line what each of these contacts is, and what `updateOffered` would make of it. */
export async function listOutcomes(
  db: Db,
  offered: readonly (OfferedContact & { readonly id: string })[],
): Promise<ReadonlyMap<number, { readonly before: ContactState; readonly after: ContactState }>> {
  if (offered.length === 0) return new Map()
  const { rows } = await sql<{ line: number; before: ContactState; after: ContactState }>`
    with wanted as (${wantedRows(offered)})
    select wanted."line", ${stateOf('contact')} as before, ${stateOf('wanted')} as after
    from wanted join contact on contact.id = wanted.id`.execute(db)
  return new Map(rows.map(({ line, before, after }) => [line, { before, after }]))
}

const stateOf = (of: 'contact' | 'wanted') => {
  const column = (name: string) => sql.ref(`${of}.${name}`)
  return sql`jsonb_build_object('customerNumber', ${column('customer_number')}, 'name', ${column('name')},
    'email', ${column('email')}, 'phone', ${column('phone')}, 'language', ${column('language')},
    'attributes', ${column('attributes')}, 'consent', ${column('consent')},
    'unsubscribed', ${column('unsubscribed_at')} is not null, 'batch', ${column('batch')})`
}

/**
 * Changes the contacts with these ids to what is offered; what it says nothing about stays. A withdrawn consent and
 * an unsubscription are only ever taken back by a person, never by a file. Returns how many were changed by it.
 */
export async function updateOffered(
  db: Db,
  offered: readonly (OfferedContact & { readonly id: string })[],
): Promise<number> {
  if (offered.length === 0) return 0
  const { numAffectedRows } = await sql`
    with wanted as (
      ${wantedRows(offered)}
      -- Held before it is read: nobody unsubscribes between the two.
      order by contact.id for update of contact
    )
    update contact set customer_number = wanted.customer_number, name = wanted.name, email = wanted.email,
      phone = wanted.phone, language = wanted.language, attributes = wanted.attributes, consent = wanted.consent,
      unsubscribed_at = wanted.unsubscribed_at, bounced_at = wanted.bounced_at, batch = wanted.batch,
      updated_at = now()
    from wanted where contact.id = wanted.id
      and (contact.customer_number, contact.name, contact.email, contact.phone, contact.language,
        contact.attributes, contact.consent, contact.unsubscribed_at, contact.bounced_at, contact.batch)
      is distinct from (wanted.customer_number, wanted.name, wanted.email, wanted.phone, wanted.language,
        wanted.attributes, wanted.consent, wanted.unsubscribed_at, wanted.bounced_at, wanted.batch)`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}
