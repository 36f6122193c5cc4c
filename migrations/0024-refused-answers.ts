import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Answers refused for a full quota leave nothing that could still be counted: what was saved of them is emptied and ended
 * as turned away, in the same transaction. Answers through an invitation hold it, so that whoever erases that person
 * waits for them or has been; then they are left out like answers erased before. Otherwise record_responses is as it was.
 */
export const refusedAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create or replace function record_responses(organisation uuid, incoming jsonb, observed jsonb)
      returns table (id uuid, body_hash text, received_at timestamptz, state text) language plpgsql volatile
      set plan_cache_mode = force_generic_plan
      as $$
      #variable_conflict use_column
      declare
        by_invitation boolean := jsonb_path_exists(incoming, '$[*].invitationId ? (@ != null)');
        open_waves uuid[];
        admitted uuid[];
        fresh uuid[];
        erased uuid[];
        refused uuid[];
      begin
        perform set_config('manyi.organisation_id', organisation::text, true);
        perform hold_wave(held.wave) from (
          select distinct (entry ->> 'waveId')::uuid as wave from jsonb_array_elements(incoming) as entry order by 1
        ) as held;
        -- Before the quotas, as erasing holds them.
        if by_invitation then
          perform from invitation
          where invitation.id = any (array(
            select (entry ->> 'invitationId')::uuid from jsonb_array_elements(incoming) as entry))
          order by invitation.id for key share;
        end if;
        select array_agg(wave.id) into open_waves from wave
        where wave.id in (select (entry ->> 'waveId')::uuid from jsonb_array_elements(incoming) as entry)
          and wave_state(wave) = 'open';
        if exists (select from quota where quota.wave_id = any (open_waves)) then
          admitted := admit(incoming, observed, open_waves);
        end if;

        select array_agg(audit.subject_id) into erased from audit
        where audit.action = 'response-erased'
          and audit.subject_id = any (array(select (entry ->> 'id')::uuid from jsonb_array_elements(incoming) as entry));
        if by_invitation then
          select erased || array_agg(r."id") into erased
          from jsonb_to_recordset(incoming) as r("id" uuid, "invitationId" uuid)
          where r."invitationId" is not null and not exists (
            select from invitation join contact on contact.id = invitation.contact_id
            where invitation.id = r."invitationId");
        end if;

        -- Arrays between the steps, not joins: the planner cannot know how many rows the JSON holds.
        with written as (
          insert into response (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id,
            contact_id, invitation_id, language, answers, layout, paradata, body_hash, started_at, received_at)
          select organisation, r."id", r."programId", r."waveId", r."formId", r."collectorId", r."brandId",
            r."contactId", r."invitationId", r."language", r."answers", r."layout", r."paradata", r."bodyHash",
            r."startedAt", r."receivedAt"
          from jsonb_to_recordset(incoming) as r(
            "id" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "collectorId" uuid, "brandId" uuid,
            "contactId" uuid, "invitationId" uuid, "language" text, "answers" jsonb, "layout" jsonb,
            "paradata" jsonb, "bodyHash" text, "startedAt" timestamptz, "receivedAt" timestamptz)
          where r."waveId" = any (open_waves) and (admitted is null or r."id" = any (admitted))
            and (erased is null or r."id" <> all (erased))
          on conflict (id) do nothing
          returning response.id
        )
        select array_agg(written.id) into fresh from written;

        if admitted is not null then
          update quota set taken = quota.taken + filled.more
          from (select quota_id, count(*)::integer as more from quotas_of(observed, open_waves)
            where response_id = any (fresh) group by quota_id) as filled
          where quota.id = filled.quota_id;
        end if;

        -- Whoever broke off and came back: the whole answer takes the place of what was made of the half.
        delete from partial where partial.id = any (fresh);
        if found then delete from observation where observation.response_id = any (fresh); end if;

        insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id,
          scores, states, attributes, flags, weight, received_at)
        select organisation, o."responseId", o."programId", o."waveId", o."formId", o."brandId",
          o."scores", o."states", o."attributes", o."flags", o."weight", o."receivedAt"
        from jsonb_to_recordset(observed) as o(
          "responseId" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "brandId" uuid,
          "scores" jsonb, "states" text, "attributes" jsonb, "flags" text[], "weight" double precision,
          "receivedAt" timestamptz)
        where o."responseId" = any (fresh);

        if by_invitation then
          -- Two contacts may have become one since the answer was sent: it is that one's.
          with completed as (
            update invitation set state = 'completed', completed_at = now()
            where invitation.response_id = any (fresh)
            returning invitation.response_id, invitation.contact_id
          )
          update response set contact_id = completed.contact_id from completed
          where response.id = completed.response_id and response.contact_id is distinct from completed.contact_id;
        end if;

        if cardinality(fresh) = jsonb_array_length(incoming) then return; end if;

        if admitted is not null then
          select array_agg(r."id") into refused from jsonb_to_recordset(incoming) as r("id" uuid, "waveId" uuid)
          where r."waveId" = any (open_waves) and r."id" <> all (admitted) and (erased is null or r."id" <> all (erased))
            and not exists (select from response where response.id = r."id");
          -- Also where nothing was saved yet: what is still on its way does not open it again.
          insert into partial (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id,
            contact_id, invitation_id, language, answers, page, state, secret_hash, started_at)
          select organisation, r."id", r."programId", r."waveId", r."formId", r."collectorId", r."brandId",
            (select invitation.contact_id from invitation where invitation.id = r."invitationId"), r."invitationId",
            r."language", '{}', '', 'screened-out', '', coalesce(r."startedAt", r."receivedAt")
          from jsonb_to_recordset(incoming) as r(
            "id" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "collectorId" uuid, "brandId" uuid,
            "invitationId" uuid, "language" text, "startedAt" timestamptz, "receivedAt" timestamptz)
          where r."id" = any (refused) order by r."id"
          on conflict (id) do update set state = 'screened-out', answers = '{}', paradata = '{}', updated_at = now()
          where partial.state = 'open' and partial.wave_id = excluded.wave_id;
          delete from observation where observation.response_id = any (refused) and observation.partial;
        end if;

        return query
          select r."id", response.body_hash, response.received_at,
            (select case
               when r."id" = any (erased) then 'erased'
               when wave_state(wave) = 'open' and r."id" <> all (admitted)
               then 'quota-full'
               else wave_state(wave) end
             from wave where wave.id = r."waveId")
          from jsonb_to_recordset(incoming) as r("id" uuid, "waveId" uuid)
          left join response on response.id = r."id"
          where fresh is null or r."id" <> all (fresh);
      end $$`.execute(db)
  },
}
