import { type SqlBool, sql } from 'kysely'
import type { RowProblem } from '../contract/contact-import.ts'
import type { Db } from './database.ts'

export interface RejectedContact {
  readonly line: number
  readonly cells: readonly string[]
  readonly problems: readonly RowProblem[]
  readonly keys: readonly string[]
}

export async function insertRejectedContacts(
  db: Db,
  organisationId: string,
  importId: string,
  rejected: readonly RejectedContact[],
): Promise<void> {
  if (rejected.length === 0) return
  await sql`
    insert into contact_import_rejected (organisation_id, import_id, line, cells, problems, keys)
    select ${organisationId}::uuid, ${importId}::uuid, "line", "cells", "problems", "keys"
    from jsonb_to_recordset(${JSON.stringify(rejected)}::jsonb)
      as rejected("line" int, "cells" text[], "problems" jsonb, "keys" text[])`.execute(db)
}

/** In the order of the file, after a line, some at a time. */
export async function listRejectedContacts(
  db: Db,
  importId: string,
  afterLine: number,
  limit: number,
): Promise<Omit<RejectedContact, 'keys'>[]> {
  const rows = await db
    .selectFrom('contactImportRejected')
    .select(['line', 'cells', 'problems'])
    .where('importId', '=', importId)
    .where('line', '>', afterLine)
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, problems: row.problems as unknown as RowProblem[] }))
}

/** Of one person, in every file that ever held it: rows with one of its keys, or in which the pattern finds it. */
export async function deleteRejectedContacts(
  db: Db,
  keys: readonly string[],
  pattern: string | undefined,
): Promise<void> {
  await db
    .deleteFrom('contactImportRejected')
    .where(
      sql<SqlBool>`(keys && ${[...keys]}::text[]
        or array_to_string(cells, chr(10)) ~ ${pattern ?? null}::text)`,
    )
    .execute()
}

/** Rows of files imported before an id of that time: they hold people's addresses and are not kept for ever. */
export async function deleteOldRejectedContacts(db: Db, before: string): Promise<void> {
  await db.deleteFrom('contactImportRejected').where('importId', '<', before).execute()
}
