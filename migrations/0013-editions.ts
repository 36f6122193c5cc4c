import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A published program may be edited and published again; its forms keep the languages they were asked in. */
export const editions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('program')
      .addColumn('edited', 'boolean', (c) => c.notNull().defaultTo(false))
      .execute()
    await db.schema
      .alterTable('form')
      .addColumn('languages', 'jsonb', (c) => c.notNull().defaultTo(sql`'["en"]'::jsonb`))
      .execute()
    for (const table of ['program', 'form']) {
      await sql`alter table ${sql.table(table)} no force row level security`.execute(db)
    }
    await sql`update form set languages = program.languages from program
      where program.id = form.program_id`.execute(db)
    for (const table of ['program', 'form']) {
      await sql`alter table ${sql.table(table)} force row level security`.execute(db)
    }
  },
}
