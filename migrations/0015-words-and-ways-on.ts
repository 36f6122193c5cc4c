import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What respondents are told about their data without having to agree; when they are sent on after the last answer. */
export const wordsAndWaysOn: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('program')
      .addColumn('privacy', 'jsonb', (c) => c.notNull().defaultTo(sql`'{}'::jsonb`))
      // button: on the page with the receipt; at-once: instead of it.
      .addColumn('redirect_when', 'text', (c) =>
        c.notNull().defaultTo('button').check(sql`redirect_when in ('button', 'at-once')`),
      )
      .execute()
  },
}
