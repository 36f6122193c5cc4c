import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const now = sql`now()`

/** Links shown inside pages of others; interviews from large files, read in the background. */
export const waysIn: Migration = {
  async up(db: Kysely<unknown>) {
    // Sites that may show a link's pages in a frame; none: nobody may.
    await db.schema
      .alterTable('collector')
      .addColumn('embed_origins', sql`text[]`, (c) => c.notNull().defaultTo(sql`'{}'::text[]`))
      .execute()
    // Asked before an organisation is known, as organisation_of_collector is.
    await sql`
      create function embed_origins_of(link text) returns text[] language sql stable security definer
      set search_path = public
      as $$ select embed_origins from collector where key = link $$`.execute(db)
    await sql`revoke all on function embed_origins_of(text) from public`.execute(db)
    await sql`grant execute on function embed_origins_of(text) to manyi_app`.execute(db)

    // state: queued, running, done, failed, cancelled. `rows_done`: read and committed; interrupted work goes on there.
    await db.schema
      .alterTable('import')
      .addColumn('state', 'text', (c) => c.notNull().defaultTo('done'))
      .addColumn('rows_done', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('upload_id', 'uuid')
      .addColumn('mapping', 'jsonb', (c) => c.notNull().defaultTo(sql`'{}'::jsonb`))
      .addColumn('brand_id', 'uuid')
      .addColumn('failure', 'text')
      .addColumn('started_at', 'timestamptz')
      .addColumn('finished_at', 'timestamptz')
      .execute()

    // A file between its arrival and its reading; in parts, as text in `encoding`.
    await db.schema
      .createTable('upload')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('wave_id', 'uuid', (c) => c.notNull())
      .addColumn('file_name', 'text', (c) => c.notNull())
      .addColumn('format', 'text', (c) => c.notNull())
      .addColumn('encoding', 'text', (c) => c.notNull())
      .addColumn('delimiter', 'text', (c) => c.notNull())
      .addColumn('columns', 'jsonb', (c) => c.notNull())
      .addColumn('rows', 'integer', (c) => c.notNull())
      .addColumn('bytes', 'bigint', (c) => c.notNull())
      .addColumn('content_hash', 'text', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema
      .createTable('upload_part')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('upload_id', 'uuid', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .addPrimaryKeyConstraint('upload_part_pkey', ['upload_id', 'position'])
      .execute()

    // Why rows were not taken, in the order of the file; a row may have several reasons.
    await db.schema
      .createTable('import_problem')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('import_id', 'uuid', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('line', 'integer', (c) => c.notNull())
      .addColumn('column_name', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('message', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('import_problem_pkey', ['import_id', 'position'])
      .execute()
    await sql`alter table import no force row level security`.execute(db)
    await sql`update import set rows_done = rows, finished_at = created_at`.execute(db)
    await sql`
      insert into import_problem (organisation_id, import_id, position, line, column_name, value, reason, message)
      select import.organisation_id, import.id, listed.position, (listed.problem ->> 'line')::integer,
        listed.problem ->> 'column', listed.problem ->> 'value', listed.problem ->> 'reason',
        listed.problem ->> 'message'
      from import, jsonb_array_elements(import.rejected) with ordinality as listed(problem, position)`.execute(
      db,
    )
    await sql`alter table import force row level security`.execute(db)
    await db.schema.alterTable('import').dropColumn('rejected').execute()

    for (const table of ['upload', 'upload_part', 'import_problem']) {
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
