import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { CollectorTable } from './tables/fieldwork.ts'
import type { InvitationState } from './tables/invitations.ts'

/** People invited by name of whom the same is known. */
export interface InvitedPeople {
  readonly collectorId: string
  readonly kind: CollectorTable['kind']
  readonly brandId: string | null
  readonly state: InvitationState
  /** Something went out, or was opened; of those cancelled or failed not all did. */
  readonly sent: boolean
  /** Nothing more is asked of them: their quota was full before the first question or after it, or they know no brand. */
  readonly turnedAway: 'on-arrival' | 'full' | 'no-brand' | null
  /** Began and have not finished, whoever typed it; `open`: whether that is enough for analysis is not known yet. */
  readonly begun: 'usable' | 'too-little' | 'open' | null
  /** The most telling of the calls to them, as an AAPOR code: 1.2, 2.11; null: nobody called. */
  readonly told: string | null
  readonly people: number
}

/**
 * Of a wave's calls the most telling one to each person, not the last: a word of their own before having been reached, that
 * before silence. Of equals the later one.
 */
const mostTelling = (waveId: string) => sql`(
  select distinct on (call_id) invitation_id, outcome from attempt where wave_id = ${waveId}::uuid
  order by call_id,
    case when outcome ~ '^(1|2[.]1|2[.]3|4[.]7)' then 0 when outcome ~ '^2' then 1 else 2 end, at desc, id desc)`

/** Who can answer no more because the link was switched off, counts as taken back; a break-off stays one. */
const countedState = sql<InvitationState>`case
  when invitation.withdrawn_at is not null and invitation.state in ('queued', 'handed-out', 'sent', 'opened')
  then 'cancelled' else invitation.state end`

/** Everybody once, each by the invitation that stayed when contacts were merged. `brandPages`: where no brand may be known. */
export async function listInvitedPeople(
  db: Db,
  waveId: string,
  brandPages: readonly string[],
): Promise<InvitedPeople[]> {
  const { rows } = await sql<InvitedPeople>`
    select invitation.collector_id as "collectorId", collector.kind, invitation.brand_id as "brandId",
      ${countedState} as state, coalesce(invitation.sent_at, invitation.opened_at) is not null as sent,
      case when partial.state = 'screened-out'
        then case when partial.page = any(${[...brandPages]}::text[]) then 'no-brand' else 'full' end
        when partial.id is null and invitation.turned_away_at is not null then 'on-arrival' end as "turnedAway",
      case when partial.state = 'open' then case
        when exists (select from observation where observation.response_id = partial.id) then 'usable'
        when partial.coded_at >= partial.updated_at then 'too-little' else 'open' end end as begun,
      told.outcome as told, count(*) as people
    from invitation join collector on collector.id = invitation.collector_id
    left join partial on partial.id = invitation.response_id and partial.wave_id = invitation.wave_id
    left join ${mostTelling(waveId)} as told on told.invitation_id = invitation.id
    where invitation.wave_id = ${waveId}::uuid and invitation.merged_contact_id is null
    group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 2, 3, 4, 5, 6, 7, 8`.execute(db)
  return rows
}
