import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * Queues the reminder that is due now for everybody who has been written to and has not answered. Days that passed
 * while nobody could send make one reminder, not several; the unique number keeps any from being queued twice.
 */
export async function insertReminders(
  db: Db,
  organisationId: string,
  { id, reminders, reminderDays }: { id: string; reminders: number; reminderDays: number },
): Promise<number> {
  if (reminders === 0) return 0
  const { numAffectedRows } = await sql`
    insert into mail (organisation_id, id, mailing_id, wave_id, invitation_id, contact_id, number, due_at)
    select ${organisationId}, gen_random_uuid(), first.mailing_id, first.wave_id, first.invitation_id,
      first.contact_id, least(${reminders}, ${turn(reminderDays)}), now()
    from mail first join invitation on invitation.id = first.invitation_id
    where first.mailing_id = ${id} and first.number = 0 and first.state in ('sent', 'uncertain')
      and ${wantsReminding} and ${turn(reminderDays)} >= 1
    on conflict (invitation_id, number) do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Of rows `invitation`: asked, without an answer or a no, and its link leads to the form. */
const wantsReminding = sql`(invitation.state in ('sent', 'opened', 'started') and invitation.withdrawn_at is null)`

/** How many whole rounds of `days` have passed since the first message went. */
const turn = (days: number) =>
  sql`floor(extract(epoch from now() - first.sent_at) / 86400 / ${days})::integer`

/** When there is next something to do for a mailing; null: never again. */
export async function findNextDue(
  db: Db,
  { id, reminders, reminderDays }: { id: string; reminders: number; reminderDays: number },
  { claimed, handed }: { claimed: number; handed: number },
): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(due_at) from mail where mailing_id = ${id} and state = 'queued'),
      (select min(claimed_at) + make_interval(secs => ${claimed}) from mail where mailing_id = ${id} and state = 'claimed'),
      (select min(claimed_at) + make_interval(secs => ${handed}) from mail where mailing_id = ${id} and state = 'handed'),
      (select min(first.sent_at + make_interval(days => ${reminderDays} * (1 + greatest(0, ${turn(reminderDays)}))))
        from mail first join invitation on invitation.id = first.invitation_id
        where first.mailing_id = ${id} and first.number = 0 and first.state in ('sent', 'uncertain')
          and ${wantsReminding} and ${turn(reminderDays)} < ${reminders})
    ) as at`.execute(db)
  return rows[0]?.at ?? null
}
