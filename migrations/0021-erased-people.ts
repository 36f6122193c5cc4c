import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Who was erased while files wait or are read that may hold them. Nothing here says who: keyed hashes of what a person
 * was known by, whose key is not in the database; gone once no older file can be read any more.
 */
export const erasedPeople: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('erased_person')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      // Files whose ids, which carry their time, are smaller came in before.
      .addColumn('files_before', 'uuid', (c) => c.notNull())
      .addColumn('number_mark', 'text')
      .addColumn('email_mark', 'text')
      .addColumn('phone_mark', 'text')
      .addColumn('traces', sql`text[]`, (c) => c.notNull())
      .execute()
    await sql`create index erased_person_of_files on erased_person (organisation_id, files_before)`.execute(
      db,
    )
    await sql`alter table erased_person enable row level security`.execute(db)
    await sql`alter table erased_person force row level security`.execute(db)
    await sql`create policy own_organisation on erased_person
      using (organisation_id = current_organisation())
      with check (organisation_id = current_organisation())`.execute(db)
    await sql`grant select, insert, update, delete on erased_person to manyi_app`.execute(db)
  },
}
