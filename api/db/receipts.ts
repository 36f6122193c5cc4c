import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Answers of a wave, whole or under way, whose id without hyphens ends like this. */
export async function listUnderReceipt(db: Db, waveId: string, receipt: string): Promise<string[]> {
  const under = sql`wave_id = ${waveId}::uuid and right(replace(id::text, '-', ''), ${receipt.length}) = ${receipt}`
  const { rows } = await sql<{ id: string }>`
    select id from response where ${under} union select id from partial where ${under}
    order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether statistics leave a whole response out; undefined when there is none. */
export async function findIsExcluded(db: Db, responseId: string): Promise<boolean | undefined> {
  const row = await db
    .selectFrom('observation')
    .select('excluded')
    .where('responseId', '=', responseId)
    .where('partial', '=', false)
    .orderBy('brandId')
    .executeTakeFirst()
  return row?.excluded
}
