import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who comes to a quota that is full already leaves no answer, and yet was neither silent nor unwilling. */
export const turnedAway: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('invitation').addColumn('turned_away_at', 'timestamptz').execute()
    await sql`comment on column invitation.turned_away_at is
      'when they came to a quota that was full, before the first question; empty again once they came to one with room'`.execute(
      db,
    )
    await db.schema
      .alterTable('collector_count')
      .addColumn('turned_away', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
