import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { InvitationState } from './tables/invitations.ts'

/** Whether a personal link leads anywhere, and how far its invitation has come. */
export interface LinkSwitch {
  readonly state: InvitationState
  readonly withdrawnAt: Date | null
}

/** Held against change, answers included, until the transaction ends. */
export async function findSwitch(db: Db, invitationId: string): Promise<LinkSwitch | undefined> {
  return db
    .selectFrom('invitation')
    .select(['state', 'withdrawnAt'])
    .where('id', '=', invitationId)
    .forUpdate()
    .executeTakeFirst()
}

/** Off: what has not gone out stays in. The invitation keeps its state, to go on from there. */
export async function updateSwitchedOff(db: Db, invitationId: string): Promise<void> {
  await db.updateTable('invitation').set({ withdrawnAt: new Date() }).where('id', '=', invitationId).execute()
  await sql`
    update mail set state = 'cancelled', claim_id = null, failure = 'withdrawn'
    where invitation_id = ${invitationId} and state in ('queued', 'claimed')`.execute(db)
}

/**
 * On again: messages that were kept in go, unless their mailing was cancelled meanwhile; an invitation that none will
 * reach any more is handed out in another way. Returns the mailings that have something to do.
 */
export async function updateSwitchedOn(db: Db, invitationId: string): Promise<string[]> {
  await db.updateTable('invitation').set({ withdrawnAt: null }).where('id', '=', invitationId).execute()
  await sql`
    update mail set state = 'queued', attempts = 0, failure = null
    from mailing where mailing.id = mail.mailing_id and mailing.cancelled_at is null
      and mail.invitation_id = ${invitationId} and mail.state = 'cancelled' and mail.failure = 'withdrawn'`.execute(
    db,
  )
  await sql`
    update invitation set state = 'handed-out' where id = ${invitationId} and state = 'queued'
      and exists (select from mail where mail.invitation_id = invitation.id)
      and not exists (select from mail where mail.invitation_id = invitation.id and mail.state in ('queued', 'handed'))`.execute(
    db,
  )
  const { rows } = await sql<{ id: string }>`
    update mailing set next_at = greatest(now(), send_at) where cancelled_at is null
      and id in (select mailing_id from mail where invitation_id = ${invitationId})
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}
