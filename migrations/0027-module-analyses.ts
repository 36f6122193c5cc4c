import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** An analysis may be of one module of a program: which instrument, and which of its analyses. */
export const moduleAnalyses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('analysis').addColumn('module', 'jsonb').execute()
  },
}
