import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const now = sql`now()`

/** Sending invitations by mail, and calling people: what goes out, what came of it. */
export const invitations: Migration = {
  async up(db: Kysely<unknown>) {
    // One send-out of a wave: its words, its pace, its reminders. `next_at`: when there is something to do again, null
    // when there is nothing more. `public_url`: where its links lead, for the worker may live elsewhere.
    await db.schema
      .createTable('mailing')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('program_id', 'uuid', (c) => c.notNull())
      .addColumn('wave_id', 'uuid', (c) => c.notNull().references('wave.id'))
      .addColumn('collector_id', 'uuid', (c) => c.notNull().references('collector.id'))
      .addColumn('texts', 'jsonb', (c) => c.notNull())
      .addColumn('reminder_texts', 'jsonb', (c) => c.notNull())
      .addColumn('reminders', 'integer', (c) => c.notNull())
      .addColumn('reminder_days', 'integer', (c) => c.notNull())
      .addColumn('per_minute', 'integer', (c) => c.notNull())
      .addColumn('public_url', 'text', (c) => c.notNull())
      .addColumn('send_at', 'timestamptz', (c) => c.notNull())
      .addColumn('next_at', 'timestamptz')
      .addColumn('cancelled_at', 'timestamptz')
      // What the mail server said last, when it takes no mail at all.
      .addColumn('failure', 'text')
      .addColumn('created_by', 'uuid')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('mailing_of_wave').on('mailing').column('wave_id').execute()
    await sql`create index mailing_to_do on mailing (next_at) where next_at is not null`.execute(db)

    // The outbox: one row per message, number 0 the invitation, 1 and on its reminders. No foreign key: it is big.
    // state: queued, claimed (by `claim_id`, may be taken back), handed (the last byte may have gone), sent,
    // uncertain (handed, and nobody knows), bounced, failed, cancelled.
    await db.schema
      .createTable('mail')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('mailing_id', 'uuid', (c) => c.notNull())
      .addColumn('wave_id', 'uuid', (c) => c.notNull())
      .addColumn('invitation_id', 'uuid', (c) => c.notNull())
      .addColumn('contact_id', 'uuid', (c) => c.notNull())
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull().defaultTo('queued'))
      .addColumn('due_at', 'timestamptz', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('claim_id', 'uuid')
      .addColumn('claimed_at', 'timestamptz')
      .addColumn('sent_at', 'timestamptz')
      .addColumn('failure', 'text')
      .addUniqueConstraint('mail_once', ['invitation_id', 'number'])
      .execute()
    await db.schema
      .createIndex('mail_of_mailing')
      .on('mail')
      .columns(['mailing_id', 'state', 'due_at', 'id'])
      .execute()
    await db.schema.createIndex('mail_pace').on('mail').columns(['mailing_id', 'claimed_at']).execute()
    await db.schema.createIndex('mail_of_contact').on('mail').column('contact_id').execute()

    // Contacts to be called in a wave. `lease_until`: an interviewer has this one on the screen.
    // state: due, done.
    await db.schema
      .createTable('call')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('wave_id', 'uuid', (c) => c.notNull())
      .addColumn('contact_id', 'uuid', (c) => c.notNull())
      .addColumn('invitation_id', 'uuid', (c) => c.notNull().unique())
      .addColumn('state', 'text', (c) => c.notNull().defaultTo('due'))
      .addColumn('due_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .addColumn('leased_by', 'uuid')
      .addColumn('lease_until', 'timestamptz')
      .addColumn('created_at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('call_due').on('call').columns(['wave_id', 'state', 'due_at']).execute()

    // What became of each try to reach somebody; `outcome` an AAPOR code as text: 1.1, 2.21.
    await db.schema
      .createTable('attempt')
      .addColumn('organisation_id', 'uuid', (c) => c.notNull())
      .addColumn('id', 'uuid', (c) => c.primaryKey())
      .addColumn('wave_id', 'uuid', (c) => c.notNull())
      .addColumn('call_id', 'uuid', (c) => c.notNull())
      .addColumn('contact_id', 'uuid', (c) => c.notNull())
      .addColumn('invitation_id', 'uuid', (c) => c.notNull())
      .addColumn('interviewer_id', 'uuid', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
      .addColumn('call_back_at', 'timestamptz')
      .addColumn('at', 'timestamptz', (c) => c.notNull().defaultTo(now))
      .execute()
    await db.schema.createIndex('attempt_of_call').on('attempt').columns(['call_id', 'at']).execute()
    await db.schema.createIndex('attempt_of_wave').on('attempt').columns(['wave_id', 'at']).execute()

    for (const table of ['mailing', 'mail', 'call', 'attempt']) {
      const name = sql.table(table)
      await sql`alter table ${name} enable row level security`.execute(db)
      await sql`alter table ${name} force row level security`.execute(db)
      await sql`create policy own_organisation on ${name}
        using (organisation_id = current_organisation())
        with check (organisation_id = current_organisation())`.execute(db)
      await sql`grant select, insert, update, delete on ${name} to manyi_app`.execute(db)
    }

    // The worker asks whose mail is due before it knows any organisation; it learns ids and nothing else.
    await sql`create policy due_mail on mailing for select to ${sql.raw('current_user')} using (true)`.execute(
      db,
    )
    await sql`
      create function due_mailings() returns table (organisation_id uuid, mailing_id uuid) language sql stable
      security definer set search_path = public
      as $$ select organisation_id, id from mailing where next_at <= now() order by next_at, id $$`.execute(
      db,
    )
    await sql`revoke all on function due_mailings() from public`.execute(db)
    await sql`grant execute on function due_mailings() to manyi_app`.execute(db)
  },
}
