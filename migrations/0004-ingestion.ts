import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Taking answers in one round trip. A group of responses, no id twice, is written by one call in one transaction: the
 * organisation is set, the waves are held open, raw answers and observations go in together. Returned are those that
 * were not written: what is on record under their id, and the state of their wave.
 */
export const ingestion: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create function wave_state(opens_on date, closes_on date, closed_at timestamptz) returns text language sql stable
      as $$ select case
        when closed_at is not null or (now() at time zone 'UTC')::date > closes_on then 'closed'
        when (now() at time zone 'UTC')::date < opens_on then 'planned'
        else 'open' end $$`.execute(db)

    // Many answers share a wave's lock; changing the wave excludes them. It lies in memory: a lock on the wave's row
    // would be written to disk with every answer.
    await sql`
      create function hold_wave(wave uuid) returns void language sql volatile
      as $$ select pg_advisory_xact_lock_shared(20261122, hashtext(wave::text)) $$`.execute(db)
    await sql`
      create function change_wave(wave uuid) returns void language sql volatile
      as $$ select pg_advisory_xact_lock(20261122, hashtext(wave::text)) $$`.execute(db)

    await sql`
      create function record_responses(organisation uuid, incoming jsonb)
      returns table (id uuid, body_hash text, received_at timestamptz, state text) language plpgsql volatile
      as $$
      #variable_conflict use_column
      declare
        open_waves uuid[];
        fresh uuid[];
      begin
        perform set_config('manyi.organisation_id', organisation::text, true);
        perform hold_wave(held.wave) from (
          select distinct (entry ->> 'waveId')::uuid as wave from jsonb_array_elements(incoming) as entry order by 1
        ) as held;
        select array_agg(wave.id) into open_waves from wave
        where wave.id in (select (entry ->> 'waveId')::uuid from jsonb_array_elements(incoming) as entry)
          and wave_state(wave.opens_on, wave.closes_on, wave.closed_at) = 'open';

        -- Arrays between the steps, not joins: the planner cannot know how many rows the JSON holds.
        with written as (
          insert into response (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id,
            language, answers, body_hash, started_at, received_at)
          select organisation, r."id", r."programId", r."waveId", r."formId", r."collectorId", r."brandId",
            r."language", r."answers", r."bodyHash", r."startedAt", r."receivedAt"
          from jsonb_to_recordset(incoming) as r(
            "id" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "collectorId" uuid, "brandId" uuid,
            "language" text, "answers" jsonb, "bodyHash" text, "startedAt" timestamptz, "receivedAt" timestamptz)
          where r."waveId" = any (open_waves)
          on conflict (id) do nothing
          returning response.id
        )
        select array_agg(written.id) into fresh from written;

        insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id,
          scores, states, attributes, weight, received_at)
        select organisation, r."id", r."programId", r."waveId", r."formId", r."brandId",
          r."scores", r."states", r."attributes", r."weight", r."receivedAt"
        from jsonb_to_recordset(incoming) as r(
          "id" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "brandId" uuid,
          "scores" jsonb, "states" text, "attributes" jsonb, "weight" double precision, "receivedAt" timestamptz)
        where r."id" = any (fresh);

        if cardinality(fresh) = jsonb_array_length(incoming) then return; end if;
        return query
          select r."id", response.body_hash, response.received_at,
            (select wave_state(wave.opens_on, wave.closes_on, wave.closed_at) from wave where wave.id = r."waveId")
          from jsonb_to_recordset(incoming) as r("id" uuid, "waveId" uuid)
          left join response on response.id = r."id"
          where fresh is null or r."id" <> all (fresh);
      end $$`.execute(db)

    for (const signature of [
      'wave_state(date, date, timestamptz)',
      'hold_wave(uuid)',
      'change_wave(uuid)',
      'record_responses(uuid, jsonb)',
    ]) {
      await sql`revoke all on function ${sql.raw(signature)} from public`.execute(db)
      await sql`grant execute on function ${sql.raw(signature)} to manyi_app`.execute(db)
    }
  },
}
