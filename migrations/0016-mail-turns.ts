import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Mailings that send at the same time share the mail server, whoever's they are. */
export const mailTurns: Migration = {
  async up(db: Kysely<unknown>) {
    // Until when a sender that took messages counts as sending on; null: nobody sends from it.
    await db.schema.alterTable('mailing').addColumn('turn_until', 'timestamptz').execute()
    // A sender learns how many send, and not who.
    await sql`
      create function mailings_sending() returns bigint language sql stable
      security definer set search_path = public
      as $$ select count(*) from mailing where turn_until > now() $$`.execute(db)
    await sql`revoke all on function mailings_sending() from public`.execute(db)
    await sql`grant execute on function mailings_sending() to manyi_app`.execute(db)
  },
}
