import { type SqlBool, sql } from 'kysely'

/**
 * Of rows `invitation` and `contact`: somebody who was turned away by a full quota, or would be, by what is known without
 * asking (brand, register, answers under way). In vain to remind or to call; a quota that has room again takes it back.
 */
export const turnedAway = sql<SqlBool>`(
  exists (select from partial where partial.id = invitation.response_id and partial.state = 'screened-out')
  or exists (
    select from quota where quota.wave_id = invitation.wave_id and quota.taken >= quota.target
      and (quota.attributes <@ contact.attributes or quota.attributes <@ (contact.attributes || (
        select answers from partial where partial.id = invitation.response_id)))
      and (quota.brand_id is null or quota.brand_id = coalesce(
        (select brand_id from collector where collector.id = invitation.collector_id),
        invitation.brand_id,
        (select brand_id from partial where partial.id = invitation.response_id),
        (select min(id::text)::uuid from brand where brand.program_id = invitation.program_id having count(*) = 1)))))`
