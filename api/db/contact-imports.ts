import { type SqlBool, sql } from 'kysely'
import type { ContactImport, RowProblem } from '../contract/contact-import.ts'
import type { Db } from './database.ts'
import type { ContactImportState } from './tables/imports.ts'

const LISTED = 20

/** The last ones, newest first; files that were only looked at are not among them. */
export async function listContactImports(db: Db): Promise<ContactImport[]> {
  const rows = await db
    .selectFrom('contactImport')
    .selectAll()
    .where('state', '<>', 'draft')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(LISTED)
    .execute()
  return rows.map(asImport)
}

export async function findContactImport(db: Db, importId: string): Promise<ContactImport | undefined> {
  const row = await db.selectFrom('contactImport').selectAll().where('id', '=', importId).executeTakeFirst()
  return row === undefined ? undefined : asImport(row)
}

/** The file behind an import: how it is to be read, besides how far that is. */
export interface ContactFile {
  readonly id: string
  readonly fileName: string
  readonly format: 'csv' | 'xlsx'
  readonly encoding: string
  readonly delimiter: string
  readonly bytes: number
  readonly columns: readonly string[]
  readonly rows: number
  readonly mapping: Readonly<Record<string, string | null>>
  readonly options: Readonly<Record<string, unknown>>
  readonly state: ContactImportState
  readonly rowsDone: number
}

export async function findContactFile(db: Db, importId: string): Promise<ContactFile | undefined> {
  const row = await db
    .selectFrom('contactImport')
    .select(['id', 'fileName', 'format', 'encoding', 'delimiter', 'bytes', 'columns', 'rows', 'mapping'])
    .select(['options', 'state', 'rowsDone'])
    .where('id', '=', importId)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, columns: row.columns as unknown as string[] }
}

export async function insertContactFile(
  db: Db,
  organisationId: string,
  { columns, ...file }: Omit<ContactFile, 'mapping' | 'options' | 'state' | 'rowsDone'>,
): Promise<void> {
  await db
    .insertInto('contactImport')
    .values({
      ...file,
      organisationId,
      columns: JSON.stringify(columns),
      mapping: '{}',
      options: '{}',
      failure: null,
      startedAt: null,
      finishedAt: null,
    })
    .execute()
}

export async function insertFilePart(
  db: Db,
  organisationId: string,
  importId: string,
  position: number,
  bytes: Buffer,
): Promise<void> {
  await db.insertInto('contactImportPart').values({ organisationId, importId, position, bytes }).execute()
}

export async function findFilePart(db: Db, importId: string, position: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('contactImportPart')
    .select('bytes')
    .where('importId', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.bytes
}

export async function deleteFileParts(db: Db, importId: string): Promise<void> {
  await db.deleteFrom('contactImportPart').where('importId', '=', importId).execute()
}

/** Files never started and rows never fetched hold people's addresses: they are not kept for ever. Ids carry their time. */
export async function deleteOldFiles(db: Db, draftsBefore: string, rejectedBefore: string): Promise<void> {
  await db.deleteFrom('contactImportPart').where('importId', '<', draftsBefore).execute()
  await db.deleteFrom('contactImport').where('id', '<', draftsBefore).where('state', '=', 'draft').execute()
  await db.deleteFrom('contactImportRejected').where('importId', '<', rejectedBefore).execute()
}

/** From draft to queued, with how it is to be read; false when it was started before. */
export async function updateStarted(
  db: Db,
  importId: string,
  plan: {
    encoding: string
    delimiter: string
    rows: number
    mapping: Readonly<Record<string, string | null>>
    options: Readonly<Record<string, unknown>>
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contactImport')
    .set({
      encoding: plan.encoding,
      delimiter: plan.delimiter,
      rows: plan.rows,
      mapping: JSON.stringify(plan.mapping),
      options: JSON.stringify(plan.options),
      state: 'queued',
      startedAt: sql<Date>`now()`,
    })
    .where('id', '=', importId)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes a queued (or interrupted) import to work on; undefined when somebody stopped or finished it. */
export async function claimContactImport(db: Db, importId: string): Promise<ContactFile | undefined> {
  const { numUpdatedRows } = await db
    .updateTable('contactImport')
    .set({ state: 'running' })
    .where('id', '=', importId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return numUpdatedRows > 0n ? findContactFile(db, importId) : undefined
}

export interface ImportStep {
  readonly rows: number
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
}

/** Is this step still to be done? Held until the transaction ends: nobody stops the import, or does the step, meanwhile. */
export async function hasStep(db: Db, importId: string, rowsDone: number): Promise<boolean> {
  const row = await db
    .selectFrom('contactImport')
    .select('id')
    .where('id', '=', importId)
    .where('state', '=', 'running')
    .where('rowsDone', '=', rowsDone)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Counts a step on, in the transaction that does it: done once, it is never done again. */
export async function updateStep(db: Db, importId: string, step: ImportStep): Promise<void> {
  await db
    .updateTable('contactImport')
    .set((eb) => ({
      rowsDone: eb('rowsDone', '+', step.rows),
      added: eb('added', '+', step.added),
      updated: eb('updated', '+', step.updated),
      unchanged: eb('unchanged', '+', step.unchanged),
      rejected: eb('rejected', '+', step.rejected),
    }))
    .where('id', '=', importId)
    .execute()
}

/** Ends an import under way and forgets its file; false when there was nothing to end. */
export async function updateImportEnded(
  db: Db,
  importId: string,
  state: 'done' | 'failed' | 'cancelled',
  failure: string | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contactImport')
    .set({ state, failure, finishedAt: sql<Date>`now()` })
    .where('id', '=', importId)
    .where('state', 'in', ['draft', 'queued', 'running'])
    .executeTakeFirst()
  await deleteFileParts(db, importId)
  return numUpdatedRows > 0n
}

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

/** Of one person, in every file that ever held it. */
export async function deleteRejectedContacts(db: Db, keys: readonly string[]): Promise<void> {
  await db
    .deleteFrom('contactImportRejected')
    .where(sql<SqlBool>`keys && ${[...keys]}::text[]`)
    .execute()
}

interface Row {
  id: string
  fileName: string
  state: ContactImportState
  rows: number
  rowsDone: number
  added: number
  updated: number
  unchanged: number
  rejected: number
  failure: string | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

function asImport(row: Row): ContactImport {
  const progress = row.state === 'done' ? 1 : row.rows === 0 ? 0 : Math.min(row.rowsDone / row.rows, 1)
  const elapsed = row.startedAt === null ? 0 : (Date.now() - row.startedAt.getTime()) / 1000
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state,
    rows: row.rows,
    rowsDone: row.rowsDone,
    progress,
    secondsLeft: row.state === 'running' && progress > 0 ? (elapsed / progress) * (1 - progress) : null,
    added: row.added,
    updated: row.updated,
    unchanged: row.unchanged,
    rejected: row.rejected,
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
