import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** An analysis may compare two slices: the second one's question stands beside the first's. */
export const analysesBeside: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('analysis').addColumn('beside', 'jsonb').execute()
  },
}
