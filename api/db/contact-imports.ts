import { type Selectable, sql } from 'kysely'
import type { ContactImport } from '../contract/contact-import.ts'
import type { Db } from './database.ts'
import { deleteFileParts } from './file-parts.ts'
import { importProgress } from './import-progress.ts'
import type { ContactImportTable } from './tables/imports.ts'

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
  await deleteFileParts(db, { of: 'contacts', id: importId })
  return numUpdatedRows > 0n
}

/** Nobody goes on with what did not end within a day: its file is not kept for it. `db`: inside the organisation. */
export async function updateOldImportsFailed(db: Db, before: Date): Promise<void> {
  const ended = {
    state: 'failed' as const,
    failure: 'it did not end within a day; upload the file again, rows taken so far are not doubled',
    finishedAt: sql<Date>`now()`,
  }
  for (const [table, begun] of [
    ['contactImport', 'startedAt'],
    ['import', 'createdAt'],
  ] as const) {
    await db
      .updateTable(table)
      .set(ended)
      .where(begun, '<', before)
      .where('state', 'in', ['queued', 'running'])
      .execute()
  }
}

const asImport = (row: Selectable<ContactImportTable>): ContactImport => ({
  ...importProgress(row),
  added: row.added,
  updated: row.updated,
  unchanged: row.unchanged,
  rejected: row.rejected,
})
