import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * An import of interviews may be taken back as a whole and let in again. Its responses stay as they were given; their
 * observations stand aside meanwhile, in a table that no statistic, count or list reads.
 */
export const importsTakenBack: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('import')
      // leaving, returning: under way, `moved_to` is the last response that has gone.
      .addColumn('standing', 'text', (c) =>
        c.notNull().defaultTo('in').check(sql`standing in ('in', 'leaving', 'out', 'returning')`),
      )
      .addColumn('moved', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('to_move', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('moved_to', 'uuid')
      .addColumn('move_failure', 'text')
      // The last decision; each one stands in audit.
      .addColumn('decided_at', 'timestamptz')
      .addColumn('decided_by', 'uuid')
      .addColumn('decision_reason', 'text')
      .addColumn('decision_note', 'text', (c) => c.notNull().defaultTo(''))
      // Imports that had been taken back, in whose place this one came.
      .addColumn('replaces', sql`uuid[]`, (c) => c.notNull().defaultTo(sql`'{}'::uuid[]`))
      // Of which interviews it brought nothing was kept before.
      .addColumn('traced', 'boolean', (c) => c.notNull().defaultTo(false))
      .execute()
    await sql`alter table import alter column traced set default true`.execute(db)

    // `slot`: made of the interview's own number or content; the same interview brought again after it was taken back is
    // another response in the same slot. No foreign keys: these tables grow as responses do.
    await db.schema
      .createTable('import_interview')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('response_id', 'uuid', (c) => c.primaryKey())
      .addColumn('import_id', 'uuid', (c) => c.notNull())
      .addColumn('slot', 'uuid', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('import_interview_of_import')
      .on('import_interview')
      .columns(['import_id', 'response_id'])
      .execute()
    await db.schema.createIndex('import_interview_of_slot').on('import_interview').column('slot').execute()

    await sql`create table taken_back_observation (like observation, primary key (response_id, brand_id))`.execute(
      db,
    )
    for (const table of ['import_interview', 'taken_back_observation']) {
      const name = sql.table(table)
      await sql`alter table ${name} enable row level security`.execute(db)
      await sql`alter table ${name} force row level security`.execute(db)
      await sql`create policy own_organisation on ${name}
        using (organisation_id = current_organisation())
        with check (organisation_id = current_organisation())`.execute(db)
      await sql`grant select, insert, update, delete on ${name} to manyi_app`.execute(db)
    }
  },
}
