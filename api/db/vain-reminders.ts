import { sql } from 'kysely'
import type { Disposition } from '../contract/call.ts'
import type { MailReason } from '../contract/mailing.ts'
import type { Db } from './database.ts'
import { turnedAway } from './turned-away.ts'

/** Said on the telephone, these settle the matter for the post as well; a number that does not work does not. */
const SETTLED: readonly Disposition[] = ['2.11', '2.12', '2.31', '2.32', '4.70']

/** Of these invitations, those that it is in vain to remind of, or worse, with the reason. */
export async function listVainReminders(
  db: Db,
  invitationIds: readonly string[],
): Promise<ReadonlyMap<string, MailReason>> {
  if (invitationIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; turnedAway: boolean }>`
    select id, turned_away from (
      select invitation.id, ${turnedAway} as turned_away, exists (
        select from call join attempt on attempt.call_id = call.id
        where call.invitation_id = invitation.id and attempt.outcome = any (${[...SETTLED]}::text[])) as settled
      from invitation join contact on contact.id = invitation.contact_id
      where invitation.id = any (${[...invitationIds]}::uuid[])
    ) as looked where turned_away or settled order by id`.execute(db)
  return new Map(rows.map(({ id, turnedAway }) => [id, turnedAway ? 'turned-away' : 'settled-by-phone']))
}
