import { type SqlBool, sql } from 'kysely'
import type { Language } from '../contract/common.ts'
import type { Db } from './database.ts'
import { findAllowance, updateAllowance } from './mail-allowance.ts'
import { obstacle } from './mail-obstacles.ts'
import { atMailboxOf } from './reachable.ts'
import type { MailState } from './tables/invitations.ts'

/** A message taken out of the outbox, with all it is written from. */
export interface ClaimedMail {
  readonly id: string
  readonly claimId: string
  readonly number: number
  readonly attempts: number
  readonly invitationId: string
  readonly tokenHash: string
  readonly contactId: string | null
  readonly name: string
  readonly email: string | null
  readonly language: Language | null
  readonly brand: string | null
}

/**
 * Takes due messages out of the outbox for one sender: no other sender gets them, and none gets more than the pace of
 * the mailing allows, or all mailings of the installation together, whoever else is sending. Under `lockMailing`, so that
 * each sender sees what the others took. `most`: how many this sender can hold; `allowance`: messages a minute of the whole
 * installation, undefined for any number.
 */
export async function claimMail(
  db: Db,
  mailingId: string,
  claimId: string,
  { most, pace, allowance }: Claim,
): Promise<ClaimedMail[]> {
  const allowed = allowance === undefined ? most : Math.min(most, await findAllowance(db, allowance))
  if (allowed === 0) return []
  const { rows } = await sql<ClaimedMail>`
    with room as (
      select greatest(0, ${pace.messages} - count(*)) as messages from mail
      where mailing_id = ${mailingId} and claimed_at > now() - make_interval(secs => ${pace.seconds})
    ), picked as (
      select id from mail
      where mailing_id = ${mailingId} and state = 'queued' and due_at <= now()
      order by due_at, id limit (select least(${allowed}, messages) from room) for update skip locked
    ), claimed as (
      update mail set state = 'claimed', claim_id = ${claimId}, claimed_at = now(), attempts = attempts + 1
      from picked where mail.id = picked.id
      returning mail.id, mail.number, mail.attempts, mail.invitation_id, mail.contact_id
    )
    select claimed.id, ${claimId}::uuid as claim_id, claimed.number, claimed.attempts, claimed.invitation_id, invitation.token_hash,
      contact.id as contact_id, coalesce(contact.name, '') as name, contact.email, contact.language, brand.name as brand
    from claimed join invitation on invitation.id = claimed.invitation_id
    left join contact on contact.id = claimed.contact_id
    left join brand on brand.id = invitation.brand_id
    order by claimed.id`.execute(db)
  if (allowance !== undefined && rows.length > 0) await updateAllowance(db, allowance, rows.length)
  return rows
}

interface Claim {
  readonly most: number
  readonly pace: { readonly messages: number; readonly seconds: number }
  readonly allowance?: number | undefined
}

export interface Held {
  readonly id: string
  readonly claimId: string
}

/** Is anything waiting that may go out by now, whatever the pace says? */
export async function hasDueMail(db: Db, mailingId: string): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from mail where mailing_id = ${mailingId} and state = 'queued' and due_at <= now()) as due`.execute(
    db,
  )
  return rows[0]?.due === true
}

/**
 * The last step that can be taken back: of these, the ones still held under this claim, and with nothing that speaks against
 * them by now, may go out; none when the mailing was cancelled or its wave closed.
 */
export async function updateHanded(db: Db, claimId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update mail set state = 'handed' from invitation, contact
    where mail.id = any(${[...ids]}::uuid[]) and mail.claim_id = ${claimId} and mail.state = 'claimed'
      and invitation.id = mail.invitation_id and contact.id = mail.contact_id and ${obstacle} is null
      and exists (select from mailing join wave on wave.id = mailing.wave_id
        where mailing.id = mail.mailing_id and mailing.cancelled_at is null and wave_state(wave) = 'open')
    returning mail.id`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** The server has them. */
export async function updateSent(db: Db, ids: readonly string[]): Promise<void> {
  await updateGone(db, ids, 'sent')
}

/** The connection broke after the last byte: whether the server has them nobody can know, so they never go again. */
export async function updateUncertain(db: Db, ids: readonly string[]): Promise<void> {
  await updateGone(db, ids, 'uncertain')
}

async function updateGone(db: Db, ids: readonly string[], state: 'sent' | 'uncertain'): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with gone as (
      update mail set state = ${state}, sent_at = case when ${state} = 'sent' then now() else claimed_at end,
        failure = null
      where id = any(${[...ids]}::uuid[]) and state in ('handed', 'uncertain')
      returning invitation_id
    )
    update invitation set state = 'sent', sent_at = now()
    from gone where invitation.id = gone.invitation_id and invitation.state = 'queued'`.execute(db)
}

/** Not sent; to be tried again at `dueAt`. Only as long as the message is held under this claim. */
export async function updateRequeued(
  db: Db,
  { id, claimId }: Held,
  dueAt: Date,
  failure: string | null,
): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'queued', claimId: null, dueAt, failure })
    .where('id', '=', id)
    .where('claimId', '=', claimId)
    .where('state', 'in', ['claimed', 'handed'])
    .execute()
}

/** Taken, and not let go: whoever sends next may have it at once. */
export async function updatePutBack(db: Db, { id, claimId }: Held): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'queued', claimId: null })
    .where('id', '=', id)
    .where('claimId', '=', claimId)
    .where('state', '=', 'claimed')
    .execute()
}

/** Not sent, and never will be. An invitation that was never sent ends with it. */
export async function updateEnded(
  db: Db,
  { id, claimId }: Held,
  state: 'bounced' | 'failed' | 'cancelled',
  failure: string,
): Promise<void> {
  await sql`
    with ended as (
      update mail set state = ${state}, failure = ${failure} where id = ${id} and claim_id = ${claimId}
        and state in ('claimed', 'handed')
      returning invitation_id
    )
    update invitation set state = ${state} from ended
    where invitation.id = ended.invitation_id
      and (invitation.state = 'queued' or (${state} = 'bounced' and invitation.state in ('sent', 'opened')))`.execute(
    db,
  )
}

/** What a sender that is gone left behind: what it had only taken goes back, what it had handed over stays uncertain. */
export async function releaseClaims(
  db: Db,
  mailingId: string,
  { claimed, handed }: { claimed: number; handed: number },
): Promise<void> {
  await sql`
    update mail set state = 'queued', claim_id = null
    where mailing_id = ${mailingId} and state = 'claimed' and claimed_at < now() - make_interval(secs => ${claimed})`.execute(
    db,
  )
  const lost = await db
    .selectFrom('mail')
    .select('id')
    .where('mailingId', '=', mailingId)
    .where('state', '=', 'handed')
    .where(sql<SqlBool>`claimed_at < now() - make_interval(secs => ${handed})`)
    .orderBy('id')
    .execute()
  await updateUncertain(
    db,
    lost.map(({ id }) => id),
  )
}

/** The same for one claim whose sender is known to be gone, and `going` is all that it can have let go. */
export async function releaseClaim(db: Db, claimId: string, going: readonly string[]): Promise<void> {
  await sql`
    update mail set state = 'queued', claim_id = null
    where claim_id = ${claimId} and (state = 'claimed' or (state = 'handed' and id <> all(${[...going]}::uuid[])))`.execute(
    db,
  )
  await updateUncertain(db, going)
}

/** Lets the uncertain messages of a mailing go once more. Returns how many. */
export async function requeueUncertain(db: Db, mailingId: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ state: 'queued', claimId: null, dueAt: new Date(), attempts: 0 })
    .where('mailingId', '=', mailingId)
    .where('state', '=', 'uncertain')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/**
 * The messages of a mailing, to one contact's mailbox (whoever of those who share it is meant), or of one invitation, that
 * have not gone yet; but for a whole mailing also those that a sender has taken and not let go. Returns how many.
 */
export async function cancelMail(
  db: Db,
  of: { mailingId: string } | { contactId: string } | { invitationId: string },
  reason: string,
): Promise<number> {
  const which =
    'mailingId' in of
      ? sql`mailing_id = ${of.mailingId} and state = 'queued'`
      : 'contactId' in of
        ? sql`contact_id in (select contact.id from contact where ${atMailboxOf(of.contactId)}) and state in ('queued', 'claimed')`
        : sql`invitation_id = ${of.invitationId} and state in ('queued', 'claimed')`
  const { rows } = await sql<{ cancelled: number }>`
    with cancelled as (
      update mail set state = 'cancelled', failure = ${reason} where ${which}
      returning invitation_id
    ), ended as (
      update invitation set state = 'cancelled' from cancelled
      where invitation.id = cancelled.invitation_id and invitation.state = 'queued'
    )
    select count(*) as cancelled from cancelled`.execute(db)
  return rows[0]?.cancelled ?? 0
}

/** Messages by state, invitations and reminders apart. */
export async function countMail(
  db: Db,
  mailingId: string,
): Promise<{ state: MailState; reminder: boolean; messages: number }[]> {
  const { rows } = await sql<{ state: MailState; reminder: boolean; messages: number }>`
    select state, number > 0 as reminder, count(*) as messages from mail where mailing_id = ${mailingId}
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}
