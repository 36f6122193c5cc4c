import { sql } from 'kysely'
import type { MailReason } from '../contract/mailing.ts'
import type { Db } from './database.ts'
import { settledByPhone } from './settled-by-phone.ts'
import { turnedAway } from './turned-away.ts'
import { unwanted } from './unwanted.ts'

/** Of rows `mail`, `invitation` and `contact`: the first thing its person said or did that speaks against sending it; or null. */
export const obstacle = sql<MailReason | null>`case
  when contact.email is null then 'no-address'
  when ${unwanted} then 'unwanted'
  when invitation.state = 'completed' then 'answered'
  when invitation.state = 'declined' then 'declined'
  when invitation.withdrawn_at is not null then 'withdrawn'
  when invitation.state = 'cancelled' then 'taken-back'
  when mail.number > 0 and invitation.state in ('bounced', 'failed') then 'never-arrived'
  when ${settledByPhone} then 'settled-by-phone' end`

/**
 * Of these messages, those that are not to be sent after all, as things stand this moment, with the first thing that speaks
 * against each. A first message goes to whoever a full quota would turn away: there may be room when it is read.
 */
export async function listObstacles(
  db: Db,
  mailIds: readonly string[],
): Promise<ReadonlyMap<string, MailReason>> {
  if (mailIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; reason: MailReason }>`
    select id, reason from (
      select mail.id, coalesce(${obstacle}, case when mail.number > 0 and ${turnedAway} then 'turned-away' end) as reason
      from mail join invitation on invitation.id = mail.invitation_id
      left join contact on contact.id = mail.contact_id
      where mail.id = any (${[...mailIds]}::uuid[])
    ) as looked where reason is not null order by id`.execute(db)
  return new Map(rows.map(({ id, reason }) => [id, reason]))
}
