import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { CollectorTable } from './tables/fieldwork.ts'
import type { InvitationState } from './tables/invitations.ts'

export interface PartialCount {
  readonly collectorId: string
  readonly brandId: string | null
  readonly state: 'open' | 'screened-out'
  readonly page: string
  readonly people: number
}

/** Answers under way or broken off, read off an index. */
export async function listPartialCounts(db: Db, waveId: string): Promise<PartialCount[]> {
  return db
    .selectFrom('partial')
    .select(['collectorId', 'brandId', 'state', 'page'])
    .select(({ fn }) => fn.countAll<number>().as('people'))
    .where('waveId', '=', waveId)
    .groupBy(['collectorId', 'brandId', 'state', 'page'])
    .orderBy('collectorId')
    .orderBy('brandId')
    .orderBy('state')
    .orderBy('page')
    .execute()
}

/** Who saved a page since then and has not finished; with something new to code, as everybody who just saved has. */
export async function countAnswering(db: Db, waveId: string, minutes: number): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from partial
    where wave_id = ${waveId}::uuid and state = 'open' and (coded_at is null or coded_at < updated_at)
      and updated_at > now() - make_interval(mins => ${minutes})`.execute(db)
  return rows[0]?.people ?? 0
}

export interface InvitationCount {
  readonly collectorId: string
  readonly kind: CollectorTable['kind']
  readonly brandId: string | null
  readonly state: InvitationState
  /** Something went out, or was opened; of those cancelled or failed not all did. */
  readonly sent: boolean
  /** Said on the telephone what settles it, where no answer, refusal or break-off of their own says more. */
  readonly settledByPhone: boolean
  readonly people: number
}

/** Of a wave's calls, how the last one to each contact ended. */
const lastCalls = (waveId: string) => sql`(
  select distinct on (call_id) invitation_id, outcome from attempt where wave_id = ${waveId}::uuid
  order by call_id, at desc, id desc)`

/** Of rows `invitation`, `collector` and `last`: whoever was written to counts once, by what is known best. */
const settledByPhone = sql<boolean>`(collector.kind <> 'interviewer'
  and invitation.state not in ('completed', 'declined') and coalesce(last.outcome ~ '^(1|2[.]1|2[.]3|4)', false)
  and not exists (select from partial join collector as own on own.id = partial.collector_id
    where partial.id = invitation.response_id and own.kind <> 'interviewer'))`

/** Who can answer no more because the link was switched off, counts as taken back; a break-off stays one. */
const countedState = sql<InvitationState>`case
  when invitation.withdrawn_at is not null and invitation.state in ('queued', 'handed-out', 'sent', 'opened')
  then 'cancelled' else invitation.state end`

/** People, each by the invitation that stayed when contacts were merged. */
export async function listInvitationCounts(db: Db, waveId: string): Promise<InvitationCount[]> {
  const { rows } = await sql<InvitationCount>`
    select invitation.collector_id as "collectorId", collector.kind, invitation.brand_id as "brandId",
      ${countedState} as state, coalesce(invitation.sent_at, invitation.opened_at) is not null as sent,
      ${settledByPhone} as "settledByPhone", count(*) as people
    from invitation join collector on collector.id = invitation.collector_id
    left join ${lastCalls(waveId)} as last on last.invitation_id = invitation.id
    where invitation.wave_id = ${waveId}::uuid and invitation.merged_contact_id is null
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`.execute(db)
  return rows
}

export interface InvitedPartials {
  /** Break-offs that say enough for analysis, those that do not, and people turned away by a quota. */
  readonly usable: number
  readonly brokenOff: number
  readonly screenedOut: number
}

/** What became of the invited who began by themselves and have not finished. */
export async function countInvitedPartials(db: Db, waveId: string): Promise<InvitedPartials> {
  const { rows } = await sql<InvitedPartials>`
    select
      count(*) filter (where partial.state = 'open' and coded.found) as usable,
      count(*) filter (where partial.state = 'open' and not coded.found) as "brokenOff",
      count(*) filter (where partial.state = 'screened-out') as "screenedOut"
    from partial, collector, lateral (
      select exists (select from observation where observation.response_id = partial.id) as found
    ) as coded
    where partial.wave_id = ${waveId}::uuid and partial.invitation_id is not null
      and collector.id = partial.collector_id and collector.kind <> 'interviewer'
      -- Counted by that already: a refusal, or another invitation of the same person.
      and not exists (select from invitation where invitation.id = partial.invitation_id
        and (invitation.state = 'declined' or invitation.merged_contact_id is not null))`.execute(db)
  return rows[0] ?? { usable: 0, brokenOff: 0, screenedOut: 0 }
}

/**
 * How the calls ended that decide what became of somebody, as AAPOR codes: 1.1, 2.21. Of those who were written to as
 * well, only what settles it; their silence on the telephone says no more than that in the post.
 */
export async function listLastOutcomes(
  db: Db,
  waveId: string,
): Promise<{ outcome: string; people: number }[]> {
  const { rows } = await sql<{ outcome: string; people: number }>`
    select last.outcome, count(*) as people
    from ${lastCalls(waveId)} as last join invitation on invitation.id = last.invitation_id
    join collector on collector.id = invitation.collector_id
    where invitation.merged_contact_id is null
      and ((collector.kind = 'interviewer' and invitation.state <> 'declined') or ${settledByPhone})
    group by last.outcome order by last.outcome`.execute(db)
  return rows
}

/** The last days on which anybody answered, oldest first. */
export async function listDayCounts(
  db: Db,
  waveId: string,
  most: number,
): Promise<{ day: string; counted: number }[]> {
  const rows = await db
    .selectFrom('waveCount')
    .select('day')
    .select(({ fn }) => fn.sum<number>('counted').as('counted'))
    .where('waveId', '=', waveId)
    .groupBy('day')
    .having(({ fn }) => fn.sum('counted'), '>', 0)
    .orderBy('day', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ day, counted }) => ({ day, counted: Number(counted) })).reverse()
}
