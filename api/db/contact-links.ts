import { type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'

/** The tables, besides `invitation`, that say whom something was about. */
const LINKED = ['response', 'partial', 'mail', 'call', 'attempt'] as const

/**
 * All that `others` were asked and answered is `keep`'s from now on. Of several invitations in one wave, which a contact can
 * have only one of, the one that got furthest stays, with the answers begun through it; the others are cancelled, and their
 * links lead where its link does. Who declined one of them has declined, and may go on all the same.
 */
export async function updateContactLinks(db: Db, keep: string, others: readonly string[]): Promise<void> {
  const all = [keep, ...others]
  await sql`
    with ranked as (
      select invitation.id, bool_or(invitation.state = 'declined') over (partition by invitation.wave_id) as declined,
        row_number() over (partition by invitation.wave_id order by
          array_position(array['completed', 'started', 'declined', 'opened', 'sent', 'handed-out', 'queued'], invitation.state) nulls last,
          partial.updated_at desc nulls last, invitation.created_at, invitation.id) as place
      from invitation left join partial on partial.id = invitation.response_id
      where invitation.contact_id = any(${all}::uuid[])
    ), gone as (
      update invitation set contact_id = gen_random_uuid(), merged_contact_id = ${keep},
        state = case when state in ('queued', 'handed-out', 'sent', 'opened', 'started', 'declined') then 'cancelled' else state end
      from ranked where invitation.id = ranked.id and ranked.place > 1
    )
    update invitation set state = 'declined'
    from ranked where invitation.id = ranked.id and ranked.place = 1 and ranked.declined and state = 'started'`.execute(
    db,
  )
  await sql`
    update invitation set merged_contact_id = ${keep} where merged_contact_id = any(${[...others]}::uuid[])`.execute(
    db,
  )
  await sql`update invitation set contact_id = ${keep} where contact_id = any(${[...others]}::uuid[])`.execute(
    db,
  )
  for (const table of LINKED) {
    await sql`
      update ${sql.table(table)} set contact_id = ${keep} where contact_id = any(${[...others]}::uuid[])`.execute(
      db,
    )
  }
}

/** The responses of one contact, also those still under way. */
export async function listResponseIdsOf(db: Db, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from response where contact_id = ${contactId}
    union select id from partial where contact_id = ${contactId} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

export interface Unlinked {
  readonly invitations: number
  readonly mails: number
  readonly calls: number
}

/**
 * Nothing leads to this contact any more: what was sent stays a count, under an id that is nobody's; what was still to
 * come is cancelled; its links open nothing; notes about it are emptied.
 */
export async function deleteContactLinks(db: Db, contactId: string): Promise<Unlinked> {
  const nobody = sql`gen_random_uuid()`
  const invitations = await sql`
    update invitation set contact_id = ${nobody},
      state = case when state in ('queued', 'handed-out', 'sent', 'opened', 'started') then 'cancelled' else state end,
      token_hash = 'erased ' || id
    where contact_id = ${contactId}`.execute(db)
  await sql`
    update invitation set merged_contact_id = null, token_hash = 'erased ' || id
    where merged_contact_id = ${contactId}`.execute(db)
  const queued = await db
    .deleteFrom('mail')
    .where('contactId', '=', contactId)
    .where('state', 'in', ['queued', 'claimed'])
    .executeTakeFirst()
  const sent = await sql`
    update mail set contact_id = ${nobody}, failure = null where contact_id = ${contactId}`.execute(db)
  const calls = await db.deleteFrom('call').where('contactId', '=', contactId).executeTakeFirst()
  await sql`
    update attempt set contact_id = ${nobody}, note = '' where contact_id = ${contactId}`.execute(db)
  await db
    .updateTable('response')
    .set({ contactId: null, invitationId: null })
    .where('contactId', '=', contactId)
    .execute()
  await db.deleteFrom('partial').where(sql<SqlBool>`contact_id = ${contactId}::uuid`).execute()
  return {
    invitations: Number(invitations.numAffectedRows ?? 0),
    mails: Number(queued.numDeletedRows) + Number(sent.numAffectedRows ?? 0),
    calls: Number(calls.numDeletedRows),
  }
}
