import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * A file of interviews without a header calls its columns after its first person, and a value may be a name. Of imports
 * that have ended, one of them or all in which the pattern finds somebody, what columns were called is taken away, and
 * what was said that their values mean; nothing is read by it any more.
 */
export async function clearImportColumns(
  db: Db,
  those: { readonly importId: string } | { readonly pattern: string },
): Promise<void> {
  const isMeant =
    'pattern' in those
      ? sql`(exists (select from jsonb_object_keys(mapping) as name where name ~ ${those.pattern})
          or codes::text ~ ${those.pattern})`
      : sql`id = ${those.importId}::uuid`
  await sql`
    with cleared as (
      update import set mapping = '{}'::jsonb, codes = '[]'::jsonb
      where state in ('done', 'failed', 'cancelled') and ${isMeant} returning id
    )
    update import_problem set column_name = '' where import_id in (select id from cleared)`.execute(db)
}
