import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Files of interviews in codes of their own, and the rows that were not taken of them, as they stood. */
export const importCodes: Migration = {
  async up(db: Kysely<unknown>) {
    // What the designer said that values mean: [{ value, means, columns? }].
    await db.schema
      .alterTable('import')
      .addColumn('codes', 'jsonb', (c) => c.notNull().defaultTo(sql`'[]'::jsonb`))
      .execute()

    // Line 0 is the header. They hold answers of people and are kept for a month, as refused rows of contacts are.
    await db.schema
      .createTable('import_rejected')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('import_id', 'uuid', (c) => c.notNull())
      .addColumn('line', 'integer', (c) => c.notNull())
      .addColumn('cells', sql`text[]`, (c) => c.notNull())
      // Made of the interview's own number: by it the row is found when its interview is erased.
      .addColumn('slot', 'uuid')
      .addPrimaryKeyConstraint('import_rejected_pkey', ['import_id', 'line'])
      .execute()
    await db.schema.createIndex('import_rejected_of_slot').on('import_rejected').column('slot').execute()
    await sql`alter table import_rejected enable row level security`.execute(db)
    await sql`alter table import_rejected force row level security`.execute(db)
    await sql`create policy own_organisation on import_rejected
      using (organisation_id = current_organisation())
      with check (organisation_id = current_organisation())`.execute(db)
    await sql`grant select, insert, update, delete on import_rejected to manyi_app`.execute(db)
  },
}
