import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Links that were sent to one of two contacts who are the same person go on leading to that person. */
export const mergedInvitations: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('invitation').addColumn('merged_contact_id', 'uuid').execute()
    await sql`comment on column invitation.merged_contact_id is
      'of several invitations of contacts made one, those that gave way: whose links they are by now'`.execute(
      db,
    )
    await sql`create index invitation_merged on invitation (merged_contact_id)
      where merged_contact_id is not null`.execute(db)
  },
}
