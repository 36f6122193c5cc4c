import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const TENANT_TABLES = [
  'program',
  'brand',
  'form',
  'wave',
  'collector',
  'response',
  'observation',
  'import',
  'analysis',
]

/**
 * Row-level security, forced: the app's role sees the rows of the organisation its transaction has set and
 * nothing without. The only way from a link's key to its organisation is one function that answers nothing else.
 */
export const tenancy: Migration = {
  async up(db: Kysely<unknown>) {
    // The role belongs to the whole server: another database, or another process, may have just made it.
    await sql`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'manyi_app') then
          create role manyi_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`.execute(db)
    await sql`
      do $$ begin
        if not pg_has_role(current_user, 'manyi_app', 'member') then
          execute format('grant manyi_app to %I', current_user);
        end if;
      end $$`.execute(db)

    await sql`
      create function current_organisation() returns uuid language sql stable
      as $$ select nullif(current_setting('manyi.organisation_id', true), '')::uuid $$`.execute(db)

    for (const table of TENANT_TABLES) {
      const name = sql.table(table)
      await sql`alter table ${name} enable row level security`.execute(db)
      await sql`alter table ${name} force row level security`.execute(db)
      await sql`create policy own_organisation on ${name}
        using (organisation_id = current_organisation())
        with check (organisation_id = current_organisation())`.execute(db)
      await sql`grant select, insert, update, delete on ${name} to manyi_app`.execute(db)
    }
    // Where row security is forced, even the tables' owner needs a reason to look: this is the only one.
    await sql`create policy by_key on collector for select to ${sql.raw('current_user')} using (true)`.execute(
      db,
    )
    await sql`
      create function organisation_of_collector(wanted text) returns uuid language sql stable security definer
      set search_path = public
      as $$ select organisation_id from collector where key = wanted $$`.execute(db)
    await sql`revoke all on function organisation_of_collector(text) from public`.execute(db)
    await sql`grant execute on function organisation_of_collector(text) to manyi_app`.execute(db)
  },
}
