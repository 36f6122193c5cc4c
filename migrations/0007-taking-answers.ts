import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Taking answers once more: a response may hold several observations, fill a quota, end a partial and an invitation,
 * all in the one transaction of its group. Returned are the responses that were not written, with what is on record
 * under their id and the state of their wave, or `quota-full`.
 */
export const takingAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    // Which of the entries find room in every quota they fall into. Whoever asks holds the waves' quotas until the end.
    await sql`
      create function take_quotas(incoming jsonb, observed jsonb, open_waves uuid[]) returns uuid[] language plpgsql volatile
      as $$
      declare
        entry record;
        wanted uuid[];
        admitted uuid[] := '{}';
      begin
        perform from quota where wave_id = any (open_waves) order by id for update;
        for entry in
          select r."id", r."waveId", r."receivedAt" from jsonb_to_recordset(incoming) as r(
            "id" uuid, "waveId" uuid, "receivedAt" timestamptz)
          where r."waveId" = any (open_waves) and not exists (select from response where response.id = r."id")
          order by r."receivedAt", r."id"
        loop
          select array_agg(quota.id) into wanted from quota
          where quota.wave_id = entry."waveId" and exists (
            select from jsonb_to_recordset(observed) as o("responseId" uuid, "brandId" uuid, "attributes" jsonb)
            where o."responseId" = entry."id" and (quota.brand_id is null or quota.brand_id = o."brandId")
              and o."attributes" @> quota.attributes);
          if exists (select from quota where quota.id = any (wanted) and taken >= target) then continue; end if;
          update quota set taken = taken + 1 where quota.id = any (wanted);
          admitted := admitted || entry."id";
        end loop;
        return admitted;
      end $$`.execute(db)

    await sql`drop function record_responses(uuid, jsonb)`.execute(db)
    await sql`
      create function record_responses(organisation uuid, incoming jsonb, observed jsonb)
      returns table (id uuid, body_hash text, received_at timestamptz, state text) language plpgsql volatile
      as $$
      #variable_conflict use_column
      declare
        open_waves uuid[];
        admitted uuid[];
        fresh uuid[];
      begin
        perform set_config('manyi.organisation_id', organisation::text, true);
        perform hold_wave(held.wave) from (
          select distinct (entry ->> 'waveId')::uuid as wave from jsonb_array_elements(incoming) as entry order by 1
        ) as held;
        select array_agg(wave.id) into open_waves from wave
        where wave.id in (select (entry ->> 'waveId')::uuid from jsonb_array_elements(incoming) as entry)
          and wave_state(wave.opens_on, wave.closes_on, wave.closed_at) = 'open';
        if exists (select from quota where quota.wave_id = any (open_waves)) then
          admitted := take_quotas(incoming, observed, open_waves);
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
          on conflict (id) do nothing
          returning response.id
        )
        select array_agg(written.id) into fresh from written;

        insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id,
          scores, states, attributes, flags, weight, received_at)
        select organisation, o."responseId", o."programId", o."waveId", o."formId", o."brandId",
          o."scores", o."states", o."attributes", o."flags", o."weight", o."receivedAt"
        from jsonb_to_recordset(observed) as o(
          "responseId" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "brandId" uuid,
          "scores" jsonb, "states" text, "attributes" jsonb, "flags" text[], "weight" double precision,
          "receivedAt" timestamptz)
        where o."responseId" = any (fresh);

        delete from partial where partial.id = any (fresh);
        if jsonb_path_exists(incoming, '$[*].invitationId ? (@ != null)') then
          update invitation set state = 'completed', completed_at = now() where invitation.response_id = any (fresh);
        end if;

        if cardinality(fresh) = jsonb_array_length(incoming) then return; end if;
        return query
          select r."id", response.body_hash, response.received_at,
            (select case
               when wave_state(wave.opens_on, wave.closes_on, wave.closed_at) = 'open' and r."id" <> all (admitted)
               then 'quota-full'
               else wave_state(wave.opens_on, wave.closes_on, wave.closed_at) end
             from wave where wave.id = r."waveId")
          from jsonb_to_recordset(incoming) as r("id" uuid, "waveId" uuid)
          left join response on response.id = r."id"
          where fresh is null or r."id" <> all (fresh);
      end $$`.execute(db)

    for (const signature of ['take_quotas(jsonb, jsonb, uuid[])', 'record_responses(uuid, jsonb, jsonb)']) {
      await sql`revoke all on function ${sql.raw(signature)} from public`.execute(db)
      await sql`grant execute on function ${sql.raw(signature)} to manyi_app`.execute(db)
    }
  },
}
