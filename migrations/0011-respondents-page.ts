import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Which of two savings of an answer under way is the newer; and pictures that questions show. */
export const respondentsPage: Migration = {
  async up(db: Kysely<unknown>) {
    // Counted by who answers, because clocks of two devices disagree.
    await db.schema
      .alterTable('partial')
      .addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()

    await db.schema
      .createTable('picture')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
      .execute()
    await sql`alter table picture enable row level security`.execute(db)
    await sql`alter table picture force row level security`.execute(db)
    await sql`create policy own_organisation on picture
      using (organisation_id = current_organisation())
      with check (organisation_id = current_organisation())`.execute(db)
    await sql`grant select, insert, update, delete on picture to manyi_app`.execute(db)
  },
}
