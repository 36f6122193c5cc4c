import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A program is made of modules instead of one instrument; what it says before and after the questions is its own. */
export const modules: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('program')
      .addColumn('modules', 'jsonb')
      .addColumn('rotating', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('loop', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('consent', 'jsonb', (c) => c.notNull().defaultTo(sql`'{}'::jsonb`))
      .addColumn('thanks', 'jsonb', (c) => c.notNull().defaultTo(sql`'{}'::jsonb`))
      .addColumn('redirect', 'text')
      .execute()
    await sql`alter table program no force row level security`.execute(db)
    await sql`update program set modules = jsonb_build_array(jsonb_build_object(
      'instrument', jsonb_build_object('name', instrument_name, 'version', instrument_version),
      'parameters', '{}'::jsonb, 'asked', 'always', 'weight', 1))`.execute(db)
    await sql`alter table program force row level security`.execute(db)
    await db.schema
      .alterTable('program')
      .alterColumn('modules', (c) => c.setNotNull())
      .execute()
    await db.schema
      .alterTable('program')
      .dropColumn('instrument_name')
      .dropColumn('instrument_version')
      .execute()
    // A form of a program without an index has no path model.
    await db.schema
      .alterTable('form')
      .alterColumn('model', (c) => c.dropNotNull())
      .execute()
  },
}
