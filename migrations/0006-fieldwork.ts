import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const now = sql`now()`
const empty = sql`'{}'::jsonb`

/** Contacts and invitations, answers under way, quotas, and the record of who did what. */
export const fieldwork: Migration = {
  async up(db: Kysely<unknown>) {
    // Big tables hold no foreign key: a sharded PostgreSQL could not keep it.
    await db.schema
      .createTable('contact')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('customer_number', 'text')
      .addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
      .addColumn('email', 'text')
      .addColumn('phone', 'text')
      .addColumn('language', 'text')
      .addColumn('attributes', 'jsonb', (c) => c.notNull().defaultTo(empty))
      .addColumn('consent', 'text', (c) => c.notNull().defaultTo('unknown'))
      .addColumn('unsubscribed_at', 'timestamptz')
      .addColumn('bounced_at', 'timestamptz')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .addColumn('updated_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()

    // state: queued, sent, opened, started, completed, bounced, failed, cancelled.
    await db.schema
      .createTable('invitation')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull())
      .addColumn('wave_id', 'uuid', (c) => c.notNull())
      .addColumn('collector_id', 'uuid', (c) => c.notNull())
      .addColumn('contact_id', 'uuid', (c) => c.notNull())
      .addColumn('brand_id', 'uuid')
      // Known before anybody answers: the token can be used for this one response and no other.
      .addColumn('response_id', 'uuid', (c) => c.notNull().unique())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('state', 'text', (c) => c.notNull().defaultTo('queued'))
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .addColumn('sent_at', 'timestamptz')
      .addColumn('opened_at', 'timestamptz')
      .addColumn('completed_at', 'timestamptz')
      .addUniqueConstraint('invitation_once_a_wave', ['wave_id', 'contact_id'])
      .execute()
    await db.schema.createIndex('invitation_of_contact').on('invitation').column('contact_id').execute()

    // state: open, screened-out. A completed one is a response and is deleted here. `page`: the first not yet answered.
    await db.schema
      .createTable('partial')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull())
      .addColumn('wave_id', 'uuid', (c) => c.notNull())
      .addColumn('form_id', 'uuid', (c) => c.notNull())
      .addColumn('collector_id', 'uuid', (c) => c.notNull())
      .addColumn('brand_id', 'uuid')
      .addColumn('contact_id', 'uuid')
      .addColumn('invitation_id', 'uuid')
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('answers', 'jsonb', (c) => c.notNull())
      .addColumn('page', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull().defaultTo('open'))
      // Of the secret that the respondent's cookie or invitation holds.
      .addColumn('secret_hash', 'text', (c) => c.notNull())
      .addColumn('paradata', 'jsonb', (c) => c.notNull().defaultTo(empty))
      .addColumn('started_at', 'timestamptz', (c) => c.notNull())
      .addColumn('updated_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('partial_of_wave').on('partial').columns(['wave_id', 'state']).execute()

    // `attributes`: the segment it limits, {} for the whole brand. `taken` counts acknowledged responses.
    await db.schema
      .createTable('quota')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('wave_id', 'uuid', (c) => c.notNull().references('wave.id'))
      .addColumn('brand_id', 'uuid', (c) => c.references('brand.id'))
      .addColumn('attributes', 'jsonb', (c) => c.notNull().defaultTo(empty))
      .addColumn('target', 'integer', (c) => c.notNull())
      .addColumn('taken', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('quota_of_wave').on('quota').column('wave_id').execute()

    // What was done, by whom, to what; never names, addresses or answers.
    await db.schema
      .createTable('audit')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('actor_id', 'uuid')
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('subject_kind', 'text', (c) => c.notNull())
      .addColumn('subject_id', 'uuid')
      .addColumn('detail', 'jsonb', (c) => c.notNull().defaultTo(empty))
      .addColumn('at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('audit_of_subject').on('audit').columns(['subject_id', 'at']).execute()

    await db.schema
      .alterTable('response')
      .addColumn('contact_id', 'uuid')
      .addColumn('invitation_id', 'uuid')
      // What was drawn for this respondent (order, blocks); null where the form draws nothing.
      .addColumn('layout', 'jsonb')
      // How it was answered: mode, device, seconds by page.
      .addColumn('paradata', 'jsonb', (c) => c.notNull().defaultTo(empty))
      .execute()
    await db.schema
      .alterTable('observation')
      // Names of quality checks it failed; handbook 16.1. They decide nothing by themselves.
      .addColumn('flags', sql`text[]`, (c) => c.notNull().defaultTo(sql`'{}'::text[]`))
      .addColumn('excluded', 'boolean', (c) => c.notNull().defaultTo(false))
      // Made of an answer that was broken off.
      .addColumn('partial', 'boolean', (c) => c.notNull().defaultTo(false))
      .execute()
    // One respondent may rate several brands.
    await sql`alter table observation drop constraint observation_pkey,
      add primary key (response_id, brand_id)`.execute(db)

    for (const table of ['contact', 'invitation', 'partial', 'quota', 'audit']) {
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
