import { type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'

/** Somebody who is gone, by marks that say nothing of whom. */
export interface ErasedPerson {
  readonly number: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly traces: readonly string[]
}

export async function insertErasedPerson(
  db: Db,
  organisationId: string,
  { id, filesBefore, number, email, phone, traces }: ErasedPerson & { id: string; filesBefore: string },
): Promise<void> {
  await db
    .insertInto('erasedPerson')
    .values({
      organisationId,
      id,
      filesBefore,
      numberMark: number,
      emailMark: email,
      phoneMark: phone,
      traces: [...traces],
    })
    .execute()
}

/** Was anybody erased since this file came in? */
export async function hasErasedSince(db: Db, fileId: string): Promise<boolean> {
  const row = await db
    .selectFrom('erasedPerson')
    .select('id')
    .where('filesBefore', '>', fileId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Who was erased since this file came in, of those that have one of these marks. */
export async function listErasedSince(
  db: Db,
  fileId: string,
  marks: readonly string[],
): Promise<ErasedPerson[]> {
  const wanted = sql`${[...marks]}::text[]`
  return db
    .selectFrom('erasedPerson')
    .select(['numberMark as number', 'emailMark as email', 'phoneMark as phone', 'traces'])
    .where('filesBefore', '>', fileId)
    .where(
      sql<SqlBool>`(number_mark = any (${wanted}) or email_mark = any (${wanted}) or phone_mark = any (${wanted})
        or traces && ${wanted})`,
    )
    .orderBy('id')
    .execute()
}

/** Marks that nothing is compared with any more: erased before an id of that time, and every older file has been read. */
export async function deleteIdleErased(db: Db, before: string): Promise<void> {
  await sql`
    delete from erased_person where files_before < ${before}
      and not exists (select from contact_import
        where contact_import.id < files_before and state in ('queued', 'running'))
      and not exists (select from import
        where coalesce(upload_id, id) < files_before and state in ('queued', 'running'))`.execute(db)
}
