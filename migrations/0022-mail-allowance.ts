import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** All mailings of all organisations together keep to the pace that their mail server takes. */
export const mailAllowance: Migration = {
  async up(db: Kysely<unknown>) {
    // One row, of nobody: when all that was taken out of every outbox so far may have gone by the installation's pace.
    await sql`
      create table mail_allowance (
        only_row boolean primary key default true check (only_row),
        free_at timestamptz not null default '-infinity'
      )`.execute(db)
    await sql`insert into mail_allowance default values`.execute(db)
    await sql`grant select, update on mail_allowance to manyi_app`.execute(db)
  },
}
