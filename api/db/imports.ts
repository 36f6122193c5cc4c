import { type Selectable, sql } from 'kysely'
import type { ColumnMapping, Import, RejectedRow } from '../contract/import.ts'
import type { ImportCode } from '../contract/import-codes.ts'
import type { TakingBackReason } from '../contract/taking-back.ts'
import type { Db } from './database.ts'
import { countProblems, listFirstProblems } from './import-problems.ts'
import { importProgress } from './import-progress.ts'
import { asNamed, type ImportStanding, listStandings, rivalsOf } from './import-standings.ts'
import type { ImportTable } from './tables/imports.ts'

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
  const standings = await listStandings(db, waveId)
  return rows.map((row) => asImport(row, problems.get(row.id) ?? [], standings))
}

export async function findImport(db: Db, importId: string): Promise<Import | undefined> {
  const row = await db.selectFrom('import').selectAll().where('id', '=', importId).executeTakeFirst()
  if (row === undefined) return undefined
  const problems = (await listFirstProblems(db, [importId])).get(importId) ?? []
  return asImport(row, problems, await listStandings(db, row.waveId))
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
  /** What the file writes in codes of its own. */
  readonly codes: readonly ImportCode[]
  /** Imports that were taken back, in whose place it comes. */
  readonly replaces: readonly string[]
}

export async function insertImport(
  db: Db,
  organisationId: string,
  { mapping, codes, replaces, ...plan }: ImportPlan,
): Promise<void> {
  await db
    .insertInto('import')
    .values({
      ...plan,
      organisationId,
      mapping: JSON.stringify(mapping),
      codes: JSON.stringify(codes),
      replaces: [...replaces],
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
    .returning(['brandId', 'codes', 'replaces', 'rowsDone'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    ...row,
    mapping: row.mapping as unknown as ColumnMapping,
    codes: row.codes,
    problems: await countProblems(db, importId),
  }
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

/** More of them turned out to be the ones that it replaces. */
export async function updateImportReplaces(
  db: Db,
  importId: string,
  replaced: readonly string[],
): Promise<void> {
  if (replaced.length === 0) return
  await sql`
    update import set replaces = array(
      select distinct other from unnest(replaces || ${[...replaced]}::uuid[]) as other
      where other <> ${importId}::uuid order by other)
    where id = ${importId}::uuid`.execute(db)
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

function asImport(
  row: Selectable<ImportTable>,
  rejected: RejectedRow[],
  standings: readonly ImportStanding[],
): Import {
  const { standing, decisionReason, decidedAt } = row
  return {
    ...importProgress(row),
    waveId: row.waveId,
    added: row.added,
    known: row.known,
    rejectedRows: row.rejectedRows,
    rejected,
    codes: row.codes,
    standing,
    moving: standing === 'leaving' || standing === 'returning' ? { done: row.moved, all: row.toMove } : null,
    moveFailure: row.moveFailure,
    decision:
      decisionReason === null || decidedAt === null
        ? null
        : {
            reason: decisionReason as TakingBackReason,
            note: row.decisionNote,
            by: row.decidedBy,
            at: decidedAt.toISOString(),
          },
    traced: row.traced,
    replaces: standings.filter(({ id }) => row.replaces.includes(id)).map(asNamed),
    replacedBy: rivalsOf(standings, row.id).map(asNamed),
  }
}
