import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Length of an id without hyphens. */
const WHOLE = 32

/**
 * Answers of a wave, whole or under way, whose id without hyphens ends like this. A whole id is looked up as the key it
 * is; its end, among the wave's observations, which have an index by wave.
 */
export async function listUnderReceipt(db: Db, waveId: string, receipt: string): Promise<string[]> {
  const under = (id: string) =>
    receipt.length === WHOLE
      ? sql`${sql.ref(id)} = ${receipt}::uuid`
      : sql`right(replace(${sql.ref(id)}::text, '-', ''), ${receipt.length}) = ${receipt}`
  const { rows } = await sql<{ id: string }>`
    select response_id as id from observation where wave_id = ${waveId}::uuid and ${under('response_id')}
    union select id from partial where wave_id = ${waveId}::uuid and ${under('id')}
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
