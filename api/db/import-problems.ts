import { sql } from 'kysely'
import type { RejectedRow } from '../contract/import.ts'
import type { Db } from './database.ts'

const FIRST_PROBLEMS = 100

export async function hasImport(db: Db, importId: string): Promise<boolean> {
  const row = await db.selectFrom('import').select('id').where('id', '=', importId).executeTakeFirst()
  return row !== undefined
}

/** Problems of one import in the order of the file, behind a position, some at a time. */
export async function listProblemsAfter(
  db: Db,
  importId: string,
  position: number,
  limit: number,
): Promise<(RejectedRow & { position: number })[]> {
  return selectProblems(db)
    .select('position')
    .where('importId', '=', importId)
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .execute()
}

const selectProblems = (db: Db) =>
  db.selectFrom('importProblem').select(['line', 'columnName as column', 'value', 'reason', 'message'])

export async function listFirstProblems(
  db: Db,
  importIds: readonly string[],
): Promise<ReadonlyMap<string, RejectedRow[]>> {
  if (importIds.length === 0) return new Map()
  const rows = await selectProblems(db)
    .select('importId')
    .where('importId', 'in', [...importIds])
    .where('position', '<=', FIRST_PROBLEMS)
    .orderBy('importId')
    .orderBy('position')
    .execute()
  const byImport = Map.groupBy(rows, ({ importId }) => importId)
  return new Map(
    [...byImport].map(([id, problems]) => [id, problems.map(({ importId: _, ...problem }) => problem)]),
  )
}

export async function countProblems(db: Db, importId: string): Promise<number> {
  const { count } = await db
    .selectFrom('importProblem')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('importId', '=', importId)
    .executeTakeFirstOrThrow()
  return count
}

/** `from`: how many are listed already. */
export async function insertImportProblems(
  db: Db,
  organisationId: string,
  importId: string,
  from: number,
  problems: readonly RejectedRow[],
): Promise<void> {
  if (problems.length === 0) return
  const listed = problems.map(({ line, column, value, reason, message }, i) => ({
    ...{ line, column, value, reason, message },
    position: from + i + 1,
  }))
  await sql`
    insert into import_problem (organisation_id, import_id, position, line, column_name, value, reason, message)
    select ${organisationId}::uuid, ${importId}::uuid, "position", "line", "column", "value", "reason", "message"
    from jsonb_to_recordset(${JSON.stringify(listed)}::jsonb) as problem(
      "position" integer, "line" integer, "column" text, "value" text, "reason" text, "message" text)`.execute(
    db,
  )
}

/** What is said instead of a value, and of the message that may quote it, when its person was erased. */
export const ERASED_VALUE = { value: '', message: 'what stood here was erased with its person' } as const

/** Takes one person's cells out of the lists of refused rows; the number also where a column was said to hold numbers. */
export async function clearImportProblems(
  db: Db,
  pattern: string | undefined,
  customerNumber: string | null,
): Promise<void> {
  await sql`
    update import_problem set value = ${ERASED_VALUE.value}, message = ${ERASED_VALUE.message}
    where value || chr(10) || message ~ ${pattern ?? null}::text
      or (value = ${customerNumber}::text and exists (select from import
        where import.id = import_id and import.mapping ->> column_name = 'id'))`.execute(db)
}
