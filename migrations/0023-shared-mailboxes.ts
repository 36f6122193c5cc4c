import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Several contacts may be reached at one e-mail address; who they are is found by an index. */
export const sharedMailboxes: Migration = {
  async up(db: Kysely<unknown>) {
    // A column and not an index on lower(email): row-level security lets no index answer a function that is not leakproof.
    await sql`alter table contact
      add column mailbox text collate "C" generated always as (lower(email)) stored`.execute(db)
    await sql`create index contact_mailbox on contact (organisation_id, mailbox) where mailbox is not null`.execute(
      db,
    )
    await sql`drop index contact_email`.execute(db)
  },
}
