import type { Import, RejectedRow } from '../contract/import.ts'
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
  return rows.map(({ organisationId: _, programId: __, fileHash: ___, ...row }) => ({
    ...row,
    rejected: (row.rejected as unknown as RejectedRow[]).slice(0, FIRST_PROBLEMS),
    createdAt: row.createdAt.toISOString(),
  }))
}

/** Every problem of one import, in the order of the file. */
export async function findRejectedRows(db: Db, importId: string): Promise<RejectedRow[] | undefined> {
  const row = await db.selectFrom('import').select('rejected').where('id', '=', importId).executeTakeFirst()
  return row === undefined ? undefined : (row.rejected as unknown as RejectedRow[])
}

export interface NewImport extends Omit<Import, 'createdAt' | 'rejected'> {
  programId: string
  fileHash: string
  rejected: readonly RejectedRow[]
}

export async function insertImport(db: Db, organisationId: string, made: NewImport): Promise<void> {
  await db
    .insertInto('import')
    .values({ ...made, organisationId, rejected: JSON.stringify(made.rejected) })
    .execute()
}
