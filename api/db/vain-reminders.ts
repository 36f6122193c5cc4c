import { sql } from 'kysely'
import type { Disposition } from '../contract/call.ts'
import type { Db } from './database.ts'

/** Said on the telephone, these settle the matter for the post as well; a number that does not work does not. */
const SETTLED: readonly Disposition[] = ['2.11', '2.12', '2.31', '2.32', '4.70']

/** Of these invitations, those that it is in vain to remind of, or worse, with the reason. */
export async function listVainReminders(
  db: Db,
  invitationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (invitationIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; turnedAway: boolean }>`
    select invitation.id, partial.id is not null as turned_away from invitation
    left join partial on partial.id = invitation.response_id and partial.state = 'screened-out'
    where invitation.id = any (${[...invitationIds]}::uuid[]) and (partial.id is not null or exists (
      select from call join attempt on attempt.call_id = call.id
      where call.invitation_id = invitation.id and attempt.outcome = any (${[...SETTLED]}::text[])))
    order by invitation.id`.execute(db)
  return new Map(
    rows.map(({ id, turnedAway }) => [
      id,
      turnedAway ? 'turned away by a full quota' : 'settled on the telephone',
    ]),
  )
}
