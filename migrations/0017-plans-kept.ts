import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Taking answers plans its statements once a connection, whatever the size of the group, and not with every group. */
export const plansKept: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter function record_responses(uuid, jsonb, jsonb) set plan_cache_mode = force_generic_plan`.execute(
      db,
    )
  },
}
