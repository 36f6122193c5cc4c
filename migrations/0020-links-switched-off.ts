import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A personal link can be switched off, and on again. */
export const linksSwitchedOff: Migration = {
  async up(db: Kysely<unknown>) {
    // Beside the state and not one of its own: switched on again, the invitation is where it was.
    await db.schema.alterTable('invitation').addColumn('withdrawn_at', 'timestamptz').execute()
    await sql`comment on column invitation.withdrawn_at is 'since when its link is switched off'`.execute(db)
  },
}
