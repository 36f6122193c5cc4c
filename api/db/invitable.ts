import { sql } from 'kysely'
import type { Invitable } from '../contract/contact.ts'
import type { Db } from './database.ts'

/**
 * For each of these contacts, in their order: may it be invited now, or the first thing that speaks against it.
 * Invitations that were cancelled, failed, came back or were switched off before they went asked nobody, unless by telephone; reminders are the same
 * invitation.
 */
export async function listInvitable(db: Db, contactIds: readonly string[]): Promise<Invitable[]> {
  if (contactIds.length === 0) return []
  const { rows } = await sql<{ invitable: Invitable }>`
    select case
      when contact.id is null then 'unknown-contact'
      when contact.unsubscribed_at is not null then 'unsubscribed'
      when contact.consent = 'withdrawn' then 'consent-withdrawn'
      when asked.times >= rule.most_invitations then 'too-often'
      when contact.bounced_at is not null then 'bounced'
      else 'ok' end as invitable
    from unnest(${[...contactIds]}::uuid[]) with ordinality as wanted(id, place)
    left join contact on contact.id = wanted.id
    left join contact_rule as rule on true
    left join lateral (
      select count(*) as times from invitation
      where rule.most_invitations is not null and invitation.contact_id = wanted.id
        and invitation.state not in ('cancelled', 'failed')
        and (invitation.state <> 'queued' or invitation.withdrawn_at is null)
        and (invitation.state <> 'bounced' or invitation.opened_at is not null
          or exists (select from attempt join call on call.id = attempt.call_id
            where call.invitation_id = invitation.id))
        and coalesce(invitation.sent_at, invitation.created_at) > now() - make_interval(days => rule.in_days)
    ) as asked on true
    order by wanted.place`.execute(db)
  return rows.map(({ invitable }) => invitable)
}
