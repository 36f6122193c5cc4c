import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Takes these attributes away from what was coded of these responses. */
export async function deleteObservedAttributes(
  db: Db,
  responseIds: readonly string[],
  codes: readonly string[],
): Promise<void> {
  if (responseIds.length === 0 || codes.length === 0) return
  await sql`
    update observation set attributes = attributes - ${[...codes]}::text[]
    where response_id = any (${[...responseIds]}::uuid[])`.execute(db)
}
