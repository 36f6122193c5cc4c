import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Everything but the flags. */
const isOther = sql`(written.excluded, written.partial, written.scores, written.states, written.attributes,
  written.weight, written.wave_id, written.form_id, written.received_at)
  is distinct from (gone.excluded, gone.partial, gone.scores, gone.states, gone.attributes,
  gone.weight, gone.wave_id, gone.form_id, gone.received_at)`

const DAY = sql`(received_at at time zone 'UTC')::date`

/**
 * Counts that are kept, so that a page about a million answers reads a few rows. Triggers keep them, whoever writes, in the
 * same transaction. A count is spread over slots, or writers of the same wave would wait for each other; readers add up.
 * Besides: a wave's days end at midnight where it is asked, it may say how many answers it wants, and answers broken off
 * are coded once they rest.
 */
export const counts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('wave')
      .addColumn('time_zone', 'text', (c) => c.notNull().defaultTo('UTC'))
      // Answers wanted per brand; nothing is refused by it.
      .addColumn('target', 'integer')
      // When, and at how many changes, responses were last compared with each other.
      .addColumn('compared_at', 'timestamptz')
      .addColumn('compared_changes', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`
      create or replace function wave_state(asked wave) returns text language sql stable
      as $$ select case
        when asked.closed_at is not null or (now() at time zone asked.time_zone)::date > asked.closes_on then 'closed'
        when (now() at time zone asked.time_zone)::date < asked.opens_on then 'planned'
        else 'open' end $$`.execute(db)

    // When its answers were last coded; before updated_at: there is something new in it.
    await db.schema.alterTable('partial').addColumn('coded_at', 'timestamptz').execute()
    await sql`create index partial_to_code on partial (wave_id, updated_at)
      where state = 'open' and (coded_at is null or coded_at < updated_at)`.execute(db)
    await sql`create index partial_by_page on partial (wave_id, state, collector_id, brand_id, page)`.execute(
      db,
    )
    await sql`create index partial_invited on partial (wave_id) where invitation_id is not null`.execute(db)
    await sql`drop index partial_of_wave`.execute(db)
    await sql`create index observation_flagged on observation (wave_id, received_at, response_id)
      include (flags, excluded, partial) where flags <> '{}'::text[] or excluded`.execute(db)
    await sql`create index invitation_of_collector on invitation (wave_id, collector_id, state)`.execute(db)

    // Observations: `counted` are those that statistics read. `changes` only grows: whenever their numbers may change.
    await sql`
      create table wave_count (
        organisation_id uuid not null, program_id uuid not null, wave_id uuid not null, brand_id uuid not null,
        day date not null, slot smallint not null,
        counted bigint not null, set_aside bigint not null, partial bigint not null, changes bigint not null,
        newest timestamptz,
        primary key (wave_id, brand_id, day, slot)
      ) with (fillfactor = 50)`.execute(db)
    await sql`create index wave_count_of_program on wave_count (program_id)`.execute(db)
    // People: who opened the first page through a way in, and who sent whole answers.
    await sql`
      create table collector_count (
        organisation_id uuid not null, wave_id uuid not null, collector_id uuid not null,
        day date not null, slot smallint not null,
        opened bigint not null default 0, completed bigint not null default 0,
        primary key (collector_id, day, slot)
      ) with (fillfactor = 50)`.execute(db)
    await sql`create index collector_count_of_wave on collector_count (wave_id)`.execute(db)

    await sql`
      create function count_observations() returns trigger language plpgsql
      as $$
      begin
        insert into wave_count as kept (organisation_id, program_id, wave_id, brand_id, day, slot,
          counted, set_aside, partial, changes, newest)
        select organisation_id, program_id, wave_id, brand_id, ${DAY}, pg_backend_pid() % 32,
          count(*) filter (where not excluded and not partial), count(*) filter (where excluded),
          count(*) filter (where partial and not excluded), count(*),
          max(received_at) filter (where not excluded and not partial)
        from written group by 1, 2, 3, 4, 5 order by 3, 4, 5
        on conflict (wave_id, brand_id, day, slot) do update set
          counted = kept.counted + excluded.counted, set_aside = kept.set_aside + excluded.set_aside,
          partial = kept.partial + excluded.partial, changes = kept.changes + excluded.changes,
          newest = greatest(kept.newest, excluded.newest);
        return null;
      end $$`.execute(db)
    await sql`
      create function uncount_observations() returns trigger language plpgsql
      as $$
      begin
        insert into wave_count as kept (organisation_id, program_id, wave_id, brand_id, day, slot,
          counted, set_aside, partial, changes)
        select organisation_id, program_id, wave_id, brand_id, ${DAY}, pg_backend_pid() % 32,
          -count(*) filter (where not excluded and not partial), -count(*) filter (where excluded),
          -count(*) filter (where partial and not excluded), count(*)
        from gone group by 1, 2, 3, 4, 5 order by 3, 4, 5
        on conflict (wave_id, brand_id, day, slot) do update set
          counted = kept.counted + excluded.counted, set_aside = kept.set_aside + excluded.set_aside,
          partial = kept.partial + excluded.partial, changes = kept.changes + excluded.changes;
        return null;
      end $$`.execute(db)
    // A flag alone moves no number and is no change.
    await sql`
      create function recount_observations() returns trigger language plpgsql
      as $$
      begin
        insert into wave_count as kept (organisation_id, program_id, wave_id, brand_id, day, slot,
          counted, set_aside, partial, changes, newest)
        select organisation_id, program_id, wave_id, brand_id, ${DAY}, pg_backend_pid() % 32,
          coalesce(sum(sign) filter (where not excluded and not partial), 0),
          coalesce(sum(sign) filter (where excluded), 0),
          coalesce(sum(sign) filter (where partial and not excluded), 0), count(*) filter (where sign = 1),
          max(received_at) filter (where sign = 1 and not excluded and not partial)
        from (
          select 1 as sign, written.* from written join gone using (response_id, brand_id)
          where ${isOther}
          union all
          select -1, gone.* from gone join written using (response_id, brand_id)
          where ${isOther}
        ) as moved group by 1, 2, 3, 4, 5 order by 3, 4, 5
        on conflict (wave_id, brand_id, day, slot) do update set
          counted = kept.counted + excluded.counted, set_aside = kept.set_aside + excluded.set_aside,
          partial = kept.partial + excluded.partial, changes = kept.changes + excluded.changes,
          newest = greatest(kept.newest, excluded.newest);
        return null;
      end $$`.execute(db)
    await sql`
      create function count_responses() returns trigger language plpgsql
      as $$
      begin
        insert into collector_count as kept (organisation_id, wave_id, collector_id, day, slot, completed)
        select organisation_id, wave_id, collector_id, ${DAY}, pg_backend_pid() % 32,
          case when tg_op = 'INSERT' then count(*) else -count(*) end
        from moved group by 1, 2, 3, 4 order by 3, 4
        on conflict (collector_id, day, slot) do update set completed = kept.completed + excluded.completed;
        return null;
      end $$`.execute(db)

    for (const [table, event, transition, run] of [
      ['observation', 'insert', 'new table as written', 'count_observations'],
      ['observation', 'delete', 'old table as gone', 'uncount_observations'],
      ['observation', 'update', 'old table as gone new table as written', 'recount_observations'],
      ['response', 'insert', 'new table as moved', 'count_responses'],
      ['response', 'delete', 'old table as moved', 'count_responses'],
    ] as const) {
      await sql`create trigger ${sql.id(`${table}_${event}_counts`)} after ${sql.raw(event)} on ${sql.table(table)}
        referencing ${sql.raw(transition)} for each statement execute function ${sql.raw(run)}()`.execute(db)
    }

    for (const table of ['observation', 'response']) {
      await sql`alter table ${sql.table(table)} no force row level security`.execute(db)
    }
    await sql`
      insert into wave_count (organisation_id, program_id, wave_id, brand_id, day, slot,
        counted, set_aside, partial, changes, newest)
      select organisation_id, program_id, wave_id, brand_id, ${DAY}, 0,
        count(*) filter (where not excluded and not partial), count(*) filter (where excluded),
        count(*) filter (where partial and not excluded), count(*),
        max(received_at) filter (where not excluded and not partial)
      from observation group by 1, 2, 3, 4, 5`.execute(db)
    await sql`
      insert into collector_count (organisation_id, wave_id, collector_id, day, slot, completed)
      select organisation_id, wave_id, collector_id, ${DAY}, 0, count(*)
      from response group by 1, 2, 3, 4`.execute(db)
    for (const table of ['observation', 'response']) {
      await sql`alter table ${sql.table(table)} force row level security`.execute(db)
    }

    for (const table of ['wave_count', 'collector_count']) {
      const name = sql.table(table)
      await sql`alter table ${name} enable row level security`.execute(db)
      await sql`alter table ${name} force row level security`.execute(db)
      await sql`create policy own_organisation on ${name}
        using (organisation_id = current_organisation())
        with check (organisation_id = current_organisation())`.execute(db)
      await sql`grant select, insert, update, delete on ${name} to manyi_app`.execute(db)
    }
  },
}
