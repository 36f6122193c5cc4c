import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How much comes in at all, for the worker that keeps out of its way; also where the owner is bound by row security. */
export const rushWatched: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create policy all_changes on wave_count for select to ${sql.raw('current_user')} using (true)`.execute(
      db,
    )
    // One number, of nobody.
    await sql`
      create function all_changes() returns bigint language sql stable
      security definer set search_path = public
      as $$ select coalesce(sum(changes), 0)::bigint from wave_count $$`.execute(db)
    await sql`revoke all on function all_changes() from public`.execute(db)
    await sql`grant execute on function all_changes() to manyi_app`.execute(db)
  },
}
