import { sql } from 'kysely'
import type { Invitable } from '../contract/contact.ts'
import { findContactRule } from './contact-rules.ts'
import type { Db } from './database.ts'

/**
 * For each of these contacts, in their order: may it be invited, or the first thing that speaks against it. Contacts that
 * share a mailbox are asked as one: what one of them said, and how often one was asked, holds for the others.
 * `at`: when the invitation would go out, now unless that is later. Others count when they went, or will: no days in a row
 * that hold this one may hold too many, before it or after it.
 */
export async function listInvitable(
  db: Db,
  contactIds: readonly string[],
  { at = new Date() }: { at?: Date } = {},
): Promise<Invitable[]> {
  if (contactIds.length === 0) return []
  const { mostInvitations, inDays } = await findContactRule(db)
  const then = sql`greatest(now(), ${at}::timestamptz)`
  const days = sql`make_interval(days => ${inDays ?? 0})`
  const { rows } = await sql<{ invitable: Invitable }>`
    with wanted as (
      select wanted.place, wanted.id, contact.id is not null as known, contact.mailbox
      from unnest(${[...contactIds]}::uuid[]) with ordinality as wanted(id, place)
      left join contact on contact.id = wanted.id
    ), reached as (
      select wanted.place, contact.id, contact.unsubscribed_at, contact.consent, contact.bounced_at
      from wanted join contact on contact.id = wanted.id
      union all
      select wanted.place, contact.id, contact.unsubscribed_at, contact.consent, contact.bounced_at
      from wanted join contact on contact.mailbox = wanted.mailbox and contact.id <> wanted.id
    ), said as (
      select place, bool_or(unsubscribed_at is not null) as unsubscribed,
        bool_or(consent = 'withdrawn') as withdrawn, bool_or(bounced_at is not null) as bounced
      from reached group by place
    ), asked as (
      select reached.place, one.at, true as counts
      -- Person by person through the index ("offset 0"): of many just invited the planner has no figures yet.
      from reached cross join lateral (
        select ${goesAt} as at from invitation where invitation.contact_id = reached.id and ${countsAsAsked} offset 0
      ) as one
      where ${mostInvitations !== null}
      union all
      select place, ${then}, false from wanted
    ), near as (
      -- As many days apart are not within them.
      select place, at, count(*) filter (where counts) over (
        partition by place order by at range between current row and ${days} - interval '1 microsecond' following
      ) as times
      from asked where ${mostInvitations !== null} and at > ${then} - ${days} and at < ${then} + ${days}
    ), crowded as (
      select place, max(times) as times from near where at <= ${then} group by place
    )
    select case
      when not wanted.known then 'unknown-contact'
      when said.unsubscribed then 'unsubscribed'
      when said.withdrawn then 'consent-withdrawn'
      when crowded.times >= ${mostInvitations}::integer then 'too-often'
      when said.bounced then 'bounced'
      else 'ok' end as invitable
    from wanted left join said using (place) left join crowded using (place)
    order by wanted.place`.execute(db)
  return rows.map(({ invitable }) => invitable)
}

const calledAt = sql<Date>`(select max(attempt.at) from attempt join call on call.id = attempt.call_id
  where call.invitation_id = invitation.id)`

const isForCalling = sql`exists (select from collector
  where collector.id = invitation.collector_id and collector.kind = 'interviewer')`

const opensAt = sql`wave.opens_on::timestamp at time zone wave.time_zone`

/**
 * When an invitation asked, or will: queued for the post, at its time and not before its wave opens; one for calling, when
 * they were called last, answered by it, or may be called, which is any moment while the wave is open.
 */
const goesAt = sql<Date>`case when ${isForCalling}
  then coalesce(greatest(${calledAt}, invitation.opened_at, invitation.completed_at),
    (select greatest(now(), ${opensAt}) from wave where wave.id = invitation.wave_id))
  else coalesce(invitation.sent_at, case when invitation.state = 'queued' then (
    select greatest(now(), mail.due_at, ${opensAt})
    from mail join wave on wave.id = mail.wave_id
    where mail.invitation_id = invitation.id and mail.number = 0 and mail.state in ('queued', 'claimed', 'handed')
  ) end, invitation.created_at) end`

/**
 * Invitations that were cancelled, failed, came back or were switched off before they went asked nobody, unless by
 * telephone; nor did one for calling whose wave closed before anybody called. Reminders are the same invitation.
 */
const countsAsAsked = sql`(invitation.state not in ('cancelled', 'failed')
  and (invitation.state <> 'queued' or invitation.withdrawn_at is null)
  and (invitation.state <> 'bounced' or invitation.opened_at is not null or ${calledAt} is not null)
  and (not ${isForCalling} or invitation.state in ('opened', 'started', 'completed', 'declined')
    or ${calledAt} is not null or exists (select from wave
      where wave.id = invitation.wave_id and wave_state(wave) <> 'closed')))`
