import { type SqlBool, sql } from 'kysely'
import type { Language } from '../contract/common.ts'
import type { ContactChoice } from '../contract/mailing.ts'
import type { Db } from './database.ts'
import { settledByPhone } from './settled-by-phone.ts'
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

/**
 * By the hash of its token: an index finds it, so that no comparison can be timed. The link of an invitation that gave way
 * when contacts were merged leads to the one that stayed, or at least to the contact.
 */
export async function findInvitationByToken(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  const row = await db
    .selectFrom('invitation as given')
    .leftJoin('invitation as stayed', (join) =>
      join
        .onRef('stayed.waveId', '=', 'given.waveId')
        .onRef('stayed.contactId', '=', 'given.mergedContactId'),
    )
    .innerJoin('invitation', (join) =>
      join.on((eb) => eb('invitation.id', '=', eb.fn.coalesce('stayed.id', 'given.id'))),
    )
    .innerJoin('contact', (join) =>
      join.on((eb) => eb('contact.id', '=', eb.fn.coalesce('given.mergedContactId', 'given.contactId'))),
    )
    .select([
      'invitation.id',
      'invitation.programId',
      'invitation.waveId',
      'contact.id as contactId',
      'invitation.responseId',
      'invitation.brandId',
      'invitation.state',
      'invitation.withdrawnAt',
      'contact.language',
      'contact.attributes',
    ])
    .where('given.tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, language: row.language as Language | null }
}

/**
 * Somebody began to answer. Forward only: what was completed is never merely begun again. Who declined may begin after all.
 * `arrived`: through their own link, so a letter that was said to have bounced has arrived.
 */
export async function updateStarted(
  db: Db,
  invitationId: string,
  { arrived }: { arrived: boolean },
): Promise<void> {
  const before: InvitationState[] = ['queued', 'handed-out', 'sent', 'opened', 'declined']
  await db
    .updateTable('invitation')
    .set(({ fn, val }) => ({ state: 'started', openedAt: fn.coalesce('openedAt', val(new Date())) }))
    .where('id', '=', invitationId)
    .where('state', 'in', arrived ? [...before, 'bounced', 'failed'] : before)
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
  /** Somebody is invited in the wave already who has the same mailbox. */
  readonly mailboxAsked: boolean
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
    .select(
      sql<boolean>`contact.mailbox is not null and contact.mailbox in (
        select contact.mailbox from invitation join contact on contact.id = invitation.contact_id
        where invitation.wave_id = ${waveId} and contact.mailbox is not null and not ${neverAsked})`.as(
        'mailboxAsked',
      ),
    )
  if (batch !== null) query = query.where('contact.batch', '=', batch)
  for (const [key, values] of Object.entries(attributes)) {
    query = query.where(sql<SqlBool>`contact.attributes ->> ${key} = any(${values}::text[])`)
  }
  return query.orderBy('contact.id').execute()
}

/**
 * Taken back or refused before anything went out, or come back from an address that is no longer the contact's: nobody
 * was asked, so that person may be invited afresh. On the call list the same person is asked by telephone, and may have
 * said there what settles it.
 */
const neverAsked = sql<SqlBool>`(
  (invitation.state in ('cancelled', 'failed') and invitation.sent_at is null and not ${settledByPhone})
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

/** What those made together have in common. */
export interface InvitationsMade {
  readonly programId: string
  readonly waveId: string
  readonly collectorId: string
  readonly brandId: string | null
  /** Queued for the post or the telephone unless said. */
  readonly state?: 'queued' | 'handed-out'
}

/** All invitations of a choice in one statement. */
export async function insertInvitations(
  db: Db,
  organisationId: string,
  of: InvitationsMade,
  invitations: readonly NewInvitation[],
): Promise<void> {
  await sql`
    insert into invitation (organisation_id, id, program_id, wave_id, collector_id, contact_id, brand_id, response_id, token_hash, state)
    select ${organisationId}, "id", ${of.programId}, ${of.waveId}, ${of.collectorId}, "contactId", ${of.brandId}::uuid,
      "responseId", "tokenHash", ${of.state ?? 'queued'}
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
