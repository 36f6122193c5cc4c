import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * A wave that was closed takes answers again: mailings that were not cancelled go on, invitations that stayed in because it
 * was closed go out after all. A reminder that stayed in makes way for the one of the round that it is by now.
 */
export async function updateReopened(db: Db, waveId: string): Promise<void> {
  const stayedIn = sql`mail.wave_id = ${waveId} and mail.state = 'cancelled' and mail.failure = 'wave-closed'
    and mailing.id = mail.mailing_id and mailing.cancelled_at is null`
  await sql`delete from mail using mailing where ${stayedIn} and mail.number > 0`.execute(db)
  await sql`
    with revived as (
      update mail set state = 'queued', claim_id = null, attempts = 0, failure = null
      from mailing, invitation
      where ${stayedIn} and mail.number = 0
        -- Not of somebody who was invited afresh, by telephone, or merged with another contact meanwhile.
        and invitation.id = mail.invitation_id and invitation.contact_id = mail.contact_id
      returning mail.invitation_id
    )
    update invitation set state = 'queued' from revived
    where invitation.id = revived.invitation_id and invitation.state = 'cancelled'`.execute(db)
  // A sender's turn says what there is to do, if anything.
  await sql`
    update mailing set next_at = greatest(now(), send_at)
    where wave_id = ${waveId} and cancelled_at is null and next_at is null`.execute(db)
}
