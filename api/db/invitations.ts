import { type SqlBool, sql } from 'kysely'
import type { Language } from '../contract/common.ts'
import type { ContactChoice, InvitationState as ListedState } from '../contract/mailing.ts'
import type { Db } from './database.ts'
import type { InvitationState } from './tables/invitations.ts'

/** An invitation with what is known of the person invited. */
export interface InvitationRow {
  readonly id: string
  readonly programId: string
  readonly waveId: string
  readonly contactId: string
  readonly responseId: string
  readonly brandId: string | null
  readonly state: InvitationState
  /** Since when its link is switched off. */
  readonly withdrawnAt: Date | null
  readonly language: Language | null
  readonly attributes: Readonly<Record<string, string>>
}

/** By the hash of its token: an index finds it, so that no comparison can be timed. */
export async function findInvitationByToken(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('contact', 'contact.id', 'invitation.contactId')
    .select([
      'invitation.id',
      'invitation.programId',
      'invitation.waveId',
      'invitation.contactId',
      'invitation.responseId',
      'invitation.brandId',
      'invitation.state',
      'invitation.withdrawnAt',
      'contact.language',
      'contact.attributes',
    ])
    .where('invitation.tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, language: row.language as Language | null }
}

/** Forward only: an invitation that was completed is never merely opened again. Who declined may begin after all. */
export async function updateSeen(db: Db, invitationId: string, seen: 'opened' | 'started'): Promise<void> {
  const before: InvitationState[] =
    seen === 'opened'
      ? ['queued', 'handed-out', 'sent']
      : ['queued', 'handed-out', 'sent', 'opened', 'declined']
  await db
    .updateTable('invitation')
    .set(({ fn, val }) => ({ state: seen, openedAt: fn.coalesce('openedAt', val(new Date())) }))
    .where('id', '=', invitationId)
    .where('state', 'in', before)
    .execute()
}

/** False when there is nothing to decline any more: it was answered, or taken back. */
export async function updateDeclined(db: Db, invitationId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ state: 'declined' })
    .where('id', '=', invitationId)
    .where('state', 'not in', ['completed', 'cancelled'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export interface ChosenContact {
  readonly id: string
  readonly email: string | null
  readonly phone: string | null
  /** The invitation that this contact has in the wave already. */
  readonly invitationId: string | null
  readonly invitationState: InvitationState | null
  readonly withdrawnAt: Date | null
}

/** The contacts a choice means, in the order they were added. */
export async function listChosen(
  db: Db,
  waveId: string,
  { batch, attributes }: ContactChoice,
): Promise<ChosenContact[]> {
  let query = db
    .selectFrom('contact')
    .leftJoin('invitation', (join) =>
      join
        .onRef('invitation.contactId', '=', 'contact.id')
        .on('invitation.waveId', '=', waveId)
        .on(({ not }) => not(neverAsked)),
    )
    .select(['contact.id', 'contact.email', 'contact.phone', 'invitation.id as invitationId'])
    .select(['invitation.state as invitationState', 'invitation.withdrawnAt'])
  if (batch !== null) query = query.where('contact.batch', '=', batch)
  for (const [key, values] of Object.entries(attributes)) {
    query = query.where(sql<SqlBool>`contact.attributes ->> ${key} = any(${values}::text[])`)
  }
  return query.orderBy('contact.id').execute()
}

/**
 * Taken back or refused before anything went out, or come back from an address that is no longer the contact's: nobody
 * was asked, so that person may be invited afresh. On the call list the same person is asked by telephone.
 */
const neverAsked = sql<SqlBool>`(
  (invitation.state in ('cancelled', 'failed') and invitation.sent_at is null)
  or (invitation.state = 'bounced' and invitation.opened_at is null
    and (invitation.sent_at is null or exists (
      select from contact where contact.id = invitation.contact_id and contact.bounced_at is null))
    and not exists (select from call where call.invitation_id = invitation.id)))`

/** Makes room for inviting these contacts afresh. */
export async function deleteNeverAsked(db: Db, waveId: string, contactIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('invitation')
    .where('waveId', '=', waveId)
    .where(sql<SqlBool>`contact_id = any(${[...contactIds]}::uuid[])`)
    .where(neverAsked)
    .execute()
}

export interface NewInvitation {
  readonly id: string
  readonly contactId: string
  readonly responseId: string
  readonly tokenHash: string
}

/** All invitations of a choice in one statement. */
export async function insertInvitations(
  db: Db,
  organisationId: string,
  of: { programId: string; waveId: string; collectorId: string; brandId: string | null },
  invitations: readonly NewInvitation[],
): Promise<void> {
  await sql`
    insert into invitation (organisation_id, id, program_id, wave_id, collector_id, contact_id, brand_id, response_id, token_hash)
    select ${organisationId}, "id", ${of.programId}, ${of.waveId}, ${of.collectorId}, "contactId", ${of.brandId}::uuid,
      "responseId", "tokenHash"
    from jsonb_to_recordset(${JSON.stringify(invitations)}::jsonb) as r(
      "id" uuid, "contactId" uuid, "responseId" uuid, "tokenHash" text)`.execute(db)
}

/** One message for each of these invitations, not before `dueAt`. */
export async function insertFirstMail(
  db: Db,
  organisationId: string,
  of: { waveId: string; mailingId: string; dueAt: Date },
  invitations: readonly NewInvitation[],
): Promise<void> {
  await sql`
    insert into mail (organisation_id, id, mailing_id, wave_id, invitation_id, contact_id, number, due_at)
    select ${organisationId}, gen_random_uuid(), ${of.mailingId}, ${of.waveId}, "id", "contactId", 0, ${of.dueAt}
    from jsonb_to_recordset(${JSON.stringify(invitations)}::jsonb) as r("id" uuid, "contactId" uuid)`.execute(
    db,
  )
}

/**
 * Made for the telephone, an invitation is never sent: it is to be called, or was and has not answered. One whose link is
 * switched off stands apart, unless an answer came before.
 */
const listedState = sql<ListedState>`case
  when invitation.withdrawn_at is not null and invitation.state not in ('completed', 'cancelled') then 'withdrawn'
  when invitation.state <> 'queued' or collector.kind <> 'interviewer' then invitation.state
  when call.state = 'due' then 'to-call' else 'called' end`

export async function countInvitations(db: Db, waveId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: ListedState; invitations: number }>`
    select ${listedState} as state, count(*) as invitations
    from invitation join collector on collector.id = invitation.collector_id
    left join call on call.invitation_id = invitation.id
    where invitation.wave_id = ${waveId} group by 1 order by 1`.execute(db)
  return Object.fromEntries(rows.map(({ state, invitations }) => [state, invitations]))
}

export interface InvitationListed {
  readonly id: string
  readonly contactId: string
  readonly name: string
  readonly email: string | null
  readonly state: ListedState
  readonly sentAt: Date | null
  readonly openedAt: Date | null
  readonly completedAt: Date | null
  readonly reminders: number
  readonly uncertain: boolean
  readonly failure: string | null
}

/** In the order of their making, from behind `after`. */
export async function listInvitations(
  db: Db,
  waveId: string,
  { state, after, most }: { state?: ListedState | 'uncertain'; after?: string; most: number },
): Promise<InvitationListed[]> {
  const only =
    state === undefined
      ? sql`true`
      : state === 'uncertain'
        ? sql`exists (select from mail where mail.invitation_id = invitation.id and mail.state = 'uncertain')`
        : sql`${listedState} = ${state}`
  const { rows } = await sql<InvitationListed>`
    select invitation.id, invitation.contact_id, coalesce(contact.name, '') as name, contact.email, ${listedState} as state,
      invitation.sent_at, invitation.opened_at, invitation.completed_at,
      coalesce(post.reminders, 0) as reminders, coalesce(post.uncertain, false) as uncertain, post.failure
    from invitation join collector on collector.id = invitation.collector_id
    left join contact on contact.id = invitation.contact_id
    left join call on call.invitation_id = invitation.id
    left join lateral (
      select count(*) filter (where number > 0 and state in ('sent', 'uncertain')) as reminders,
        bool_or(state = 'uncertain') as uncertain,
        (array_agg(failure order by number desc) filter (where failure is not null))[1] as failure
      from mail where mail.invitation_id = invitation.id
    ) as post on true
    where invitation.wave_id = ${waveId} and ${only}
      and (${after ?? null}::uuid is null or invitation.id > ${after ?? null}::uuid)
    order by invitation.id limit ${most}`.execute(db)
  return rows
}

/** Whoever has answered did get it after all. */
export async function updateBounced(db: Db, invitationId: string): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ state: 'bounced' })
    .where('id', '=', invitationId)
    .where('state', 'in', ['queued', 'sent'])
    .execute()
}

export async function findInvitationOf(
  db: Db,
  invitationId: string,
): Promise<{ invitationId: string; contactId: string } | undefined> {
  return db
    .selectFrom('invitation')
    .select(['id as invitationId', 'contactId'])
    .where('id', '=', invitationId)
    .executeTakeFirst()
}
