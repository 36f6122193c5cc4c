import { sql } from 'kysely'
import type { Db } from './database.ts'
import { ERASED_VALUE } from './import-problems.ts'

/** A row of a file of interviews that was not taken, as it stood. */
export interface RejectedInterview {
  readonly line: number
  readonly cells: readonly string[]
  /** By which its interview is known again, here already or not; null without a number of its own. */
  readonly slot: string | null
}

/** The names of a file's columns are kept as its line 0: they may be somebody's name, and go as rows go. */
export const HEADER = 0

/** A row is kept once, however often its step is done. */
export async function insertRejectedInterviews(
  db: Db,
  organisationId: string,
  importId: string,
  rejected: readonly RejectedInterview[],
): Promise<void> {
  if (rejected.length === 0) return
  await sql`
    insert into import_rejected (organisation_id, import_id, line, cells, slot)
    select ${organisationId}::uuid, ${importId}::uuid, "line", "cells", "slot"
    from jsonb_to_recordset(${JSON.stringify(rejected)}::jsonb)
      as rejected("line" int, "cells" text[], "slot" uuid)
    on conflict do nothing`.execute(db)
}

/** Of some lines, or of the header; those that are not kept, or no longer, are missing. */
export async function listRejectedInterviews(
  db: Db,
  importId: string,
  lines: readonly number[],
): Promise<{ line: number; cells: string[] }[]> {
  if (lines.length === 0) return []
  return db
    .selectFrom('importRejected')
    .select(['line', 'cells'])
    .where('importId', '=', importId)
    .where('line', 'in', [...lines])
    .orderBy('line')
    .execute()
}

/** How many cells the rows of a file have that are kept; undefined when none is. */
export async function findRejectedWidth(db: Db, importId: string): Promise<number | undefined> {
  const { rows } = await sql<{ width: number | null }>`
    select max(cardinality(cells)) as width from import_rejected where import_id = ${importId}::uuid`.execute(
    db,
  )
  return rows[0]?.width ?? undefined
}

/** Of one person, in every file: rows that name it, or whose own number is its customer number. */
export async function deleteRejectedInterviews(
  db: Db,
  pattern: string | undefined,
  customerNumber: string | null,
): Promise<void> {
  await sql`
    delete from import_rejected as rejected
    where array_to_string(cells, chr(10)) ~ ${pattern ?? null}::text
      or exists (
        select from import
        join import_rejected as header on header.import_id = import.id and header.line = ${HEADER}
        join jsonb_each_text(import.mapping) as mapped (column_name, code) on mapped.code = 'id'
        where import.id = rejected.import_id and rejected.line > ${HEADER}
          and trim(rejected.cells[array_position(header.cells, mapped.column_name)]) = ${customerNumber}::text)`.execute(
    db,
  )
}

/**
 * Rows that are this response's interview, refused for another reason or because it was here already, and what is listed
 * of them as wrong: their own number among it.
 */
export async function deleteRejectedOf(db: Db, responseId: string): Promise<void> {
  await sql`
    with gone as (
      delete from import_rejected where slot = ${responseId}::uuid
        or slot = (select slot from import_interview where response_id = ${responseId}::uuid)
      returning import_id, line
    )
    update import_problem as problem set value = ${ERASED_VALUE.value}, message = ${ERASED_VALUE.message} from gone
    where problem.import_id = gone.import_id and problem.line = gone.line`.execute(db)
}

/** Rows of files imported before an id of that time: they hold people's answers and are not kept for ever. */
export async function deleteOldRejectedInterviews(db: Db, before: string): Promise<void> {
  await db.deleteFrom('importRejected').where('importId', '<', before).execute()
}
