import { sql } from 'kysely'
import type { Language } from '../contract/common.ts'
import type { InvitationState as ListedState } from '../contract/mailing.ts'
import type { Db } from './database.ts'

/**
 * Made for the telephone, an invitation is never sent: it is to be called, or was and has not answered. One whose link is
 * switched off stands apart, unless an answer came before.
 */
const listedState = sql<ListedState>`case
  when invitation.withdrawn_at is not null and invitation.state not in ('completed', 'cancelled') then 'withdrawn'
  when invitation.state <> 'queued' or collector.kind <> 'interviewer' then invitation.state
  when call.state = 'due' then 'to-call' else 'called' end`

export async function countInvitations(db: Db, waveId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: ListedState; invitations: number }>`
    select ${listedState} as state, count(*) as invitations
    from invitation join collector on collector.id = invitation.collector_id
    left join call on call.invitation_id = invitation.id
    where invitation.wave_id = ${waveId} group by 1 order by 1`.execute(db)
  return Object.fromEntries(rows.map(({ state, invitations }) => [state, invitations]))
}

export interface InvitationListed {
  readonly id: string
  readonly contactId: string
  readonly name: string
  readonly email: string | null
  readonly state: ListedState
  readonly sentAt: Date | null
  readonly openedAt: Date | null
  readonly completedAt: Date | null
  readonly reminders: number
  readonly uncertain: boolean
  readonly failure: string | null
}

/** In the order of their making, from behind `after`. */
export async function listInvitations(
  db: Db,
  waveId: string,
  { state, after, most }: { state?: ListedState | 'uncertain'; after?: string; most: number },
): Promise<InvitationListed[]> {
  const only =
    state === undefined
      ? sql`true`
      : state === 'uncertain'
        ? sql`exists (select from mail where mail.invitation_id = invitation.id and mail.state = 'uncertain')`
        : sql`${listedState} = ${state}`
  const { rows } = await sql<InvitationListed>`
    select invitation.id, invitation.contact_id, coalesce(contact.name, '') as name, contact.email, ${listedState} as state,
      invitation.sent_at, invitation.opened_at, invitation.completed_at,
      coalesce(post.reminders, 0) as reminders, coalesce(post.uncertain, false) as uncertain, post.failure
    from invitation join collector on collector.id = invitation.collector_id
    left join contact on contact.id = invitation.contact_id
    left join call on call.invitation_id = invitation.id
    left join lateral (
      select count(*) filter (where number > 0 and state in ('sent', 'uncertain')) as reminders,
        bool_or(state = 'uncertain') as uncertain,
        (array_agg(failure order by number desc) filter (where failure is not null))[1] as failure
      from mail where mail.invitation_id = invitation.id
    ) as post on true
    where invitation.wave_id = ${waveId} and ${only}
      and (${after ?? null}::uuid is null or invitation.id > ${after ?? null}::uuid)
    order by invitation.id limit ${most}`.execute(db)
  return rows
}

/** A personal link's invitation with the person it was made for. */
export interface LinkRow {
  readonly id: string
  readonly tokenHash: string
  readonly collectorKey: string
  readonly state: ListedState
  readonly customerNumber: string | null
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly language: Language | null
  readonly unsubscribed: boolean
  readonly consent: 'unknown' | 'given' | 'withdrawn'
}

/** Those made for the person's own hands, not for an interviewer's; in the order of their making, from behind `after`. */
export async function listLinks(
  db: Db,
  waveId: string,
  { state, after, most }: { state: ListedState | undefined; after: string | undefined; most: number },
): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select invitation.id, invitation.token_hash, collector.key as collector_key, ${listedState} as state,
      contact.customer_number, contact.name, contact.email, contact.phone, contact.language,
      contact.unsubscribed_at is not null as unsubscribed, contact.consent
    from invitation join contact on contact.id = invitation.contact_id
    join collector on collector.id = invitation.collector_id and collector.kind <> 'interviewer'
    left join call on call.invitation_id = invitation.id
    where invitation.wave_id = ${waveId} and (${state ?? null}::text is null or ${listedState} = ${state ?? null})
      and (${after ?? null}::uuid is null or invitation.id > ${after ?? null}::uuid)
    order by invitation.id limit ${most}`.execute(db)
  return rows
}
