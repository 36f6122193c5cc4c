import { type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'

/** Contacts given to anybody but these are nobody's again, so that anybody may call them. */
export async function updateGivenBack(db: Db, interviewerIds: readonly string[]): Promise<void> {
  await db
    .updateTable('contact')
    .set({ interviewerId: null, updatedAt: new Date() })
    .where(sql<SqlBool>`interviewer_id <> all (${[...interviewerIds]}::uuid[])`)
    .execute()
}
