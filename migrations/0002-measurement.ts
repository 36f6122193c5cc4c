import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const now = sql`now()`
const empty = sql`'{}'::jsonb`

/** Programs, forms, waves, collectors, responses, observations, imports and analyses. */
export const measurement: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('program')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('category', 'jsonb', (c) => c.notNull())
      .addColumn('period', 'jsonb', (c) => c.notNull())
      .addColumn('instrument_name', 'text', (c) => c.notNull())
      .addColumn('instrument_version', 'integer', (c) => c.notNull())
      .addColumn('languages', 'jsonb', (c) => c.notNull())
      .addColumn('attributes', 'jsonb', (c) => c.notNull())
      .addColumn('is_demo', 'boolean', (c) => c.notNull().defaultTo(false))
      .addColumn('published_at', 'timestamptz')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .addColumn('updated_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('program_of_organisation').on('program').column('organisation_id').execute()

    await db.schema
      .createTable('brand')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull().references('program.id').onDelete('cascade'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('own', 'boolean', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('brand_of_program').on('brand').column('program_id').execute()

    await db.schema
      .createTable('form')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull().references('program.id'))
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('survey', 'jsonb', (c) => c.notNull())
      .addColumn('code_book', 'jsonb', (c) => c.notNull())
      .addColumn('model', 'jsonb', (c) => c.notNull())
      .addColumn('content_hash', 'text', (c) => c.notNull())
      .addColumn('minutes', 'double precision', (c) => c.notNull())
      .addColumn('published_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .addUniqueConstraint('form_number', ['program_id', 'number'])
      .execute()

    await db.schema
      .createTable('wave')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull().references('program.id'))
      .addColumn('form_id', 'uuid', (c) => c.notNull().references('form.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('opens_on', 'date', (c) => c.notNull())
      .addColumn('closes_on', 'date', (c) => c.notNull())
      .addColumn('closed_at', 'timestamptz')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .addCheckConstraint('wave_ends_after_it_begins', sql`closes_on >= opens_on`)
      .execute()
    await db.schema.createIndex('wave_of_program').on('wave').column('program_id').execute()

    await db.schema
      .createTable('collector')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('key', 'text', (c) => c.notNull().unique())
      .addColumn('program_id', 'uuid', (c) => c.notNull())
      .addColumn('wave_id', 'uuid', (c) => c.notNull().references('wave.id'))
      .addColumn('brand_id', 'uuid', (c) => c.references('brand.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('collector_of_wave').on('collector').column('wave_id').execute()

    // The big tables hold no foreign key: a sharded PostgreSQL could not keep it.
    await db.schema
      .createTable('response')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull())
      .addColumn('wave_id', 'uuid', (c) => c.notNull())
      .addColumn('form_id', 'uuid', (c) => c.notNull())
      .addColumn('collector_id', 'uuid', (c) => c.notNull())
      .addColumn('brand_id', 'uuid', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('answers', 'jsonb', (c) => c.notNull())
      .addColumn('body_hash', 'text', (c) => c.notNull())
      .addColumn('started_at', 'timestamptz')
      .addColumn('received_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()

    await db.schema
      .createTable('observation')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('response_id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull())
      .addColumn('wave_id', 'uuid', (c) => c.notNull())
      .addColumn('form_id', 'uuid', (c) => c.notNull())
      .addColumn('brand_id', 'uuid', (c) => c.notNull())
      .addColumn('scores', 'jsonb', (c) => c.notNull())
      .addColumn('states', 'text', (c) => c.notNull())
      .addColumn('attributes', 'jsonb', (c) => c.notNull().defaultTo(empty))
      .addColumn('weight', 'double precision')
      .addColumn('received_at', 'timestamptz', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('observation_of_cell')
      .on('observation')
      .columns(['wave_id', 'brand_id', 'received_at'])
      .execute()

    await db.schema
      .createTable('import')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull())
      .addColumn('wave_id', 'uuid', (c) => c.notNull().references('wave.id'))
      .addColumn('file_name', 'text', (c) => c.notNull())
      .addColumn('file_hash', 'text', (c) => c.notNull())
      .addColumn('rows', 'integer', (c) => c.notNull())
      .addColumn('added', 'integer', (c) => c.notNull())
      .addColumn('known', 'integer', (c) => c.notNull())
      .addColumn('rejected', 'jsonb', (c) => c.notNull())
      .addColumn('rejected_rows', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('import_of_wave').on('import').column('wave_id').execute()

    await db.schema
      .createTable('analysis')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull().references('program.id').onDelete('cascade'))
      .addColumn('method', 'text', (c) => c.notNull())
      .addColumn('slice', 'jsonb', (c) => c.notNull())
      .addColumn('options', 'jsonb', (c) => c.notNull())
      .addColumn('question_hash', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('progress', 'double precision', (c) => c.notNull().defaultTo(0))
      .addColumn('seconds_left', 'double precision')
      .addColumn('failure', 'text')
      .addColumn('input_fingerprint', 'text')
      // json, not jsonb: a result is kept as it was computed, its constructs in the model's order.
      .addColumn('receipt', 'json')
      .addColumn('result', 'json')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .addColumn('finished_at', 'timestamptz')
      .execute()
    await db.schema
      .createIndex('analysis_of_question')
      .on('analysis')
      .columns(['program_id', 'question_hash', 'created_at'])
      .execute()
  },
}
