import { type ContactFile, findContactFile } from './contact-files.ts'
import type { Db } from './database.ts'

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
