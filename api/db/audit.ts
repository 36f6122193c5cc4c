import { sql } from 'kysely'
import { uuidv7 } from '../ids.ts'
import type { Db } from './database.ts'

/** What was done, by whom (null: by nobody who has an account), to what; `detail` never holds names, addresses or answers. */
export interface AuditEntry {
  readonly actorId: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string | null
  readonly detail?: Readonly<Record<string, unknown>>
}

export async function insertAudit(db: Db, organisationId: string, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({ ...entry, organisationId, id: uuidv7(), detail: JSON.stringify(entry.detail ?? {}) })
    .execute()
}

/**
 * Of these subjects, what people wrote in words of their own, and what an index was with and without them, which tells
 * what they answered; that it was done, by whom and why in a word, stays.
 */
export async function clearNotes(db: Db, subjectIds: readonly string[]): Promise<void> {
  await sql`
    update audit set detail = (detail - 'effect') || '{"note": ""}'::jsonb
    where subject_id = any (${[...subjectIds]}::uuid[]) and (detail ->> 'note' <> '' or detail ? 'effect')`.execute(
    db,
  )
}
