import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Taking answers once more: a response may hold several observations, fill a quota, end a partial and an invitation,
 * all in the one transaction of its group. Returned are the responses that were not written, with what is on record
 * under their id and the state of their wave, or `quota-full`.
 */
export const takingAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create function wave_state(asked wave) returns text language sql stable
      as $$ select wave_state(asked.opens_on, asked.closes_on, asked.closed_at) $$`.execute(db)

    // Which quotas each response falls into; one that rates several brands may fill several, each of them once.
    await sql`
      create function quotas_of(observed jsonb, open_waves uuid[]) returns table (response_id uuid, quota_id uuid)
      language sql stable
      as $$
        select distinct o."responseId", quota.id
        from jsonb_to_recordset(observed) as o("responseId" uuid, "waveId" uuid, "brandId" uuid, "attributes" jsonb)
        join quota on quota.wave_id = o."waveId" and (quota.brand_id is null or quota.brand_id = o."brandId")
          and o."attributes" @> quota.attributes
        where quota.wave_id = any (open_waves)
      $$`.execute(db)

    // The new entries that find room in every quota they fall into, first come, first served. The quotas are held until
    // the transaction ends: who comes meanwhile sees what is left after it. Nothing is counted yet.
    await sql`
      create function admit(incoming jsonb, observed jsonb, open_waves uuid[]) returns uuid[]
      language plpgsql volatile
      as $$
      declare
        entry record;
        place integer;
        held uuid[];
        room integer[];
        admitted uuid[] := '{}';
      begin
        select array_agg(q.id), array_agg(q.target - q.taken) into held, room
        from (select id, target, taken from quota where wave_id = any (open_waves) order by id for update) as q;
        for entry in
          select r."id", array_remove(array_agg(array_position(held, filled.quota_id)), null) as places
          from jsonb_to_recordset(incoming) as r("id" uuid, "waveId" uuid, "receivedAt" timestamptz)
          left join quotas_of(observed, open_waves) as filled on filled.response_id = r."id"
          where r."waveId" = any (open_waves) and not exists (select from response where response.id = r."id")
          group by r."id", r."receivedAt" order by r."receivedAt", r."id"
        loop
          if exists (select from unnest(entry.places) as wanted where room[wanted] <= 0) then continue; end if;
          foreach place in array entry.places loop room[place] := room[place] - 1; end loop;
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
          and wave_state(wave) = 'open';
        if exists (select from quota where quota.wave_id = any (open_waves)) then
          admitted := admit(incoming, observed, open_waves);
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

        if jsonb_path_exists(incoming, '$[*].invitationId ? (@ != null)') then
          update invitation set state = 'completed', completed_at = now() where invitation.response_id = any (fresh);
        end if;

        if cardinality(fresh) = jsonb_array_length(incoming) then return; end if;
        return query
          select r."id", response.body_hash, response.received_at,
            (select case
               when wave_state(wave) = 'open' and r."id" <> all (admitted)
               then 'quota-full'
               else wave_state(wave) end
             from wave where wave.id = r."waveId")
          from jsonb_to_recordset(incoming) as r("id" uuid, "waveId" uuid)
          left join response on response.id = r."id"
          where fresh is null or r."id" <> all (fresh);
      end $$`.execute(db)

    for (const signature of [
      'wave_state(wave)',
      'quotas_of(jsonb, uuid[])',
      'admit(jsonb, jsonb, uuid[])',
      'record_responses(uuid, jsonb, jsonb)',
    ]) {
      await sql`revoke all on function ${sql.raw(signature)} from public`.execute(db)
      await sql`grant execute on function ${sql.raw(signature)} to manyi_app`.execute(db)
    }
  },
}
