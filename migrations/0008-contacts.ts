import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const now = sql`now()`
const none = sql`'[]'::jsonb`
const empty = sql`'{}'::jsonb`

/** The contact register: searching, the organisation's own attributes, the frequency rule, and files read into it. */
export const contacts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('contact')
      // A name for contacts that are worked on together, and the member who calls them.
      .addColumn('batch', 'text')
      .addColumn('interviewer_id', 'uuid')
      .execute()
    // What lists are ordered by, and what searches look into. Row-level security lets no index answer `like`
    // (it is not leakproof), so the text to look into is kept short and ready in the row.
    await sql`alter table contact
      add column sort_key text collate "C" generated always as
        (lower(coalesce(nullif(name, ''), email, customer_number, phone, ''))) stored,
      add column searched text collate "C" generated always as
        (lower(name || chr(10) || coalesce(email, '') || chr(10) || coalesce(customer_number, '')
          || chr(10) || coalesce(phone, ''))) stored`.execute(db)
    await sql`create unique index contact_number on contact (organisation_id, customer_number)
      where customer_number is not null`.execute(db)
    await sql`create index contact_email on contact (organisation_id, email) where email is not null`.execute(
      db,
    )
    await sql`create index contact_phone on contact (organisation_id, phone) where phone is not null`.execute(
      db,
    )
    await sql`create index contact_order on contact (organisation_id, sort_key, id)`.execute(db)
    await sql`create index contact_batch on contact (organisation_id, batch, id) where batch is not null`.execute(
      db,
    )
    // For erasing one person at once, however many have answered.
    await sql`create index response_of_contact on response (contact_id) where contact_id is not null`.execute(
      db,
    )
    await sql`create index partial_of_contact on partial (contact_id) where contact_id is not null`.execute(
      db,
    )

    // `values`: [{ code, title }] of a list, [] for free text. The key is what a response's segment is called.
    await db.schema
      .createTable('contact_attribute')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('title', 'jsonb', (c) => c.notNull())
      .addColumn('values', 'jsonb', (c) => c.notNull().defaultTo(none))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('contact_attribute_pkey', ['organisation_id', 'key'])
      .execute()

    // One row per organisation; none: no limit. Not more than `most_invitations` in `in_days` days.
    await db.schema
      .createTable('contact_rule')
      .addColumn('organisation_id', 'uuid', (c) => c.primaryKey())
      .addColumn('most_invitations', 'integer')
      .addColumn('in_days', 'integer')
      // Put before telephone numbers that name no country, digits only: 86.
      .addColumn('calling_code', 'text')
      .addCheckConstraint(
        'contact_rule_is_whole',
        sql`(most_invitations is null) = (in_days is null) and most_invitations > 0 and in_days > 0`,
      )
      .execute()

    // state: draft (uploaded, not yet started), queued, running, done, failed, cancelled.
    await db.schema
      .createTable('contact_import')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('file_name', 'text', (c) => c.notNull())
      .addColumn('format', 'text', (c) => c.notNull())
      .addColumn('encoding', 'text', (c) => c.notNull())
      .addColumn('delimiter', 'text', (c) => c.notNull())
      .addColumn('bytes', 'bigint', (c) => c.notNull())
      .addColumn('columns', 'jsonb', (c) => c.notNull())
      .addColumn('mapping', 'jsonb', (c) => c.notNull().defaultTo(empty))
      .addColumn('options', 'jsonb', (c) => c.notNull().defaultTo(empty))
      .addColumn('state', 'text', (c) => c.notNull().defaultTo('draft'))
      .addColumn('rows', 'integer', (c) => c.notNull())
      // Rows read and committed so far: work that was interrupted goes on behind them.
      .addColumn('rows_done', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('added', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('updated', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('unchanged', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('rejected', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('failure', 'text')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .addColumn('started_at', 'timestamptz')
      .addColumn('finished_at', 'timestamptz')
      .execute()
    await db.schema
      .createIndex('contact_import_of_organisation')
      .on('contact_import')
      .columns(['organisation_id', 'created_at'])
      .execute()

    // The file between its upload and its reading, in parts; gone once it has been read.
    await db.schema
      .createTable('contact_import_part')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('import_id', 'uuid', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('bytes', 'bytea', (c) => c.notNull())
      .addPrimaryKeyConstraint('contact_import_part_pkey', ['import_id', 'position'])
      .execute()

    // Rows that were not taken, as they stood in the file. `keys`: the person's addresses, for erasing them here too.
    await db.schema
      .createTable('contact_import_rejected')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('import_id', 'uuid', (c) => c.notNull())
      .addColumn('line', 'integer', (c) => c.notNull())
      .addColumn('cells', sql`text[]`, (c) => c.notNull())
      .addColumn('problems', 'jsonb', (c) => c.notNull())
      .addColumn('keys', sql`text[]`, (c) => c.notNull())
      .addPrimaryKeyConstraint('contact_import_rejected_pkey', ['import_id', 'line'])
      .execute()

    for (const table of [
      'contact_attribute',
      'contact_rule',
      'contact_import',
      'contact_import_part',
      'contact_import_rejected',
    ]) {
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
