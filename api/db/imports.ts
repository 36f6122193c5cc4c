import { sql } from 'kysely'
import type { ColumnMapping, Import, ImportState, RejectedRow } from '../contract/import.ts'
import type { Db } from './database.ts'

const FIRST_PROBLEMS = 100

/** Newest first. */
export async function listImports(db: Db, waveId: string): Promise<Import[]> {
  const rows = await db
    .selectFrom('import')
    .selectAll()
    .where('waveId', '=', waveId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const problems = await listFirstProblems(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => asImport(row, problems.get(row.id) ?? []))
}

export async function findImport(db: Db, importId: string): Promise<Import | undefined> {
  const row = await db.selectFrom('import').selectAll().where('id', '=', importId).executeTakeFirst()
  if (row === undefined) return undefined
  return asImport(row, (await listFirstProblems(db, [importId])).get(importId) ?? [])
}

/** Every problem of one import, in the order of the file. */
export async function findRejectedRows(db: Db, importId: string): Promise<RejectedRow[] | undefined> {
  const row = await db.selectFrom('import').select('id').where('id', '=', importId).executeTakeFirst()
  if (row === undefined) return undefined
  return selectProblems(db).where('importId', '=', importId).orderBy('position').execute()
}

const selectProblems = (db: Db) =>
  db.selectFrom('importProblem').select(['line', 'columnName as column', 'value', 'reason', 'message'])

async function listFirstProblems(
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

/** What reading a file goes by. */
export interface ImportPlan {
  readonly id: string
  readonly programId: string
  readonly waveId: string
  readonly fileName: string
  readonly fileHash: string
  readonly rows: number
  readonly uploadId: string | null
  readonly mapping: ColumnMapping
  readonly brandId: string | null
}

export async function insertImport(
  db: Db,
  organisationId: string,
  { mapping, ...plan }: ImportPlan,
): Promise<void> {
  await db
    .insertInto('import')
    .values({
      ...plan,
      organisationId,
      mapping: JSON.stringify(mapping),
      state: 'queued',
      added: 0,
      known: 0,
      rejectedRows: 0,
      failure: null,
      startedAt: null,
      finishedAt: null,
    })
    .execute()
}

/** How far a reading has come; `problems`: how many are listed. */
export interface ImportSoFar extends ImportPlan {
  readonly rowsDone: number
  readonly problems: number
}

/** Takes a queued (or interrupted) import to work on; undefined when somebody stopped or finished it. */
export async function claimImport(db: Db, importId: string): Promise<ImportSoFar | undefined> {
  const row = await db
    .updateTable('import')
    .set({ state: 'running', startedAt: sql<Date>`coalesce(started_at, now())` })
    .where('id', '=', importId)
    .where('state', 'in', ['queued', 'running'])
    .returning(['id', 'programId', 'waveId', 'fileName', 'fileHash', 'rows', 'uploadId', 'mapping'])
    .returning(['brandId', 'rowsDone'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { count } = await db
    .selectFrom('importProblem')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('importId', '=', importId)
    .executeTakeFirstOrThrow()
  return { ...row, mapping: row.mapping as unknown as ColumnMapping, problems: count }
}

export interface ImportStep {
  readonly rows: number
  readonly added: number
  readonly known: number
  readonly rejectedRows: number
}

/**
 * Counts a step on, in the transaction that does it: done once, it is never done again. False when the import was
 * stopped, or somebody else did this step (`rowsDone` says behind which row it stands).
 */
export async function updateImportStep(
  db: Db,
  importId: string,
  rowsDone: number,
  step: ImportStep,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('import')
    .set((eb) => ({
      rowsDone: rowsDone + step.rows,
      added: eb('added', '+', step.added),
      known: eb('known', '+', step.known),
      rejectedRows: eb('rejectedRows', '+', step.rejectedRows),
    }))
    .where('id', '=', importId)
    .where('state', '=', 'running')
    .where('rowsDone', '=', rowsDone)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends an import under way; says which upload it read, undefined when there was nothing to end. */
export async function updateImportEnded(
  db: Db,
  importId: string,
  state: 'done' | 'failed' | 'cancelled',
  failure: string | null = null,
): Promise<{ uploadId: string | null } | undefined> {
  return db
    .updateTable('import')
    .set({ state, failure, finishedAt: sql<Date>`now()` })
    .where('id', '=', importId)
    .where('state', 'in', ['queued', 'running'])
    .returning('uploadId')
    .executeTakeFirst()
}

/** Is an upload being read? */
export async function hasImportOf(db: Db, uploadId: string): Promise<boolean> {
  const row = await db
    .selectFrom('import')
    .select('id')
    .where('uploadId', '=', uploadId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return row !== undefined
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
  const listed = problems.map((problem, i) => ({ ...problem, position: from + i + 1 }))
  await sql`
    insert into import_problem (organisation_id, import_id, position, line, column_name, value, reason, message)
    select ${organisationId}::uuid, ${importId}::uuid, "position", "line", "column", "value", "reason", "message"
    from jsonb_to_recordset(${JSON.stringify(listed)}::jsonb) as problem(
      "position" integer, "line" integer, "column" text, "value" text, "reason" text, "message" text)`.execute(
    db,
  )
}

interface Row {
  id: string
  waveId: string
  fileName: string
  state: ImportState
  rows: number
  rowsDone: number
  added: number
  known: number
  rejectedRows: number
  failure: string | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

function asImport(row: Row, rejected: RejectedRow[]): Import {
  const progress = row.state === 'done' ? 1 : row.rows === 0 ? 0 : Math.min(row.rowsDone / row.rows, 1)
  const elapsed = row.startedAt === null ? 0 : (Date.now() - row.startedAt.getTime()) / 1000
  return {
    id: row.id,
    waveId: row.waveId,
    fileName: row.fileName,
    state: row.state,
    rows: row.rows,
    rowsDone: row.rowsDone,
    progress,
    secondsLeft: row.state === 'running' && progress > 0 ? (elapsed / progress) * (1 - progress) : null,
    added: row.added,
    known: row.known,
    rejectedRows: row.rejectedRows,
    rejected,
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
