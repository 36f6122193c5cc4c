import { sql } from 'kysely'
import type { Db } from './database.ts'

export interface PartialCount {
  readonly collectorId: string
  readonly brandId: string | null
  readonly state: 'open' | 'screened-out'
  readonly page: string
  readonly people: number
}

/** Answers under way or broken off, read off an index. */
export async function listPartialCounts(db: Db, waveId: string): Promise<PartialCount[]> {
  return db
    .selectFrom('partial')
    .select(['collectorId', 'brandId', 'state', 'page'])
    .select(({ fn }) => fn.countAll<number>().as('people'))
    .where('waveId', '=', waveId)
    .groupBy(['collectorId', 'brandId', 'state', 'page'])
    .orderBy('collectorId')
    .orderBy('brandId')
    .orderBy('state')
    .orderBy('page')
    .execute()
}

/** Who saved a page since then and has not finished; with something new to code, as everybody who just saved has. */
export async function countAnswering(db: Db, waveId: string, minutes: number): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from partial
    where wave_id = ${waveId}::uuid and state = 'open' and (coded_at is null or coded_at < updated_at)
      and updated_at > now() - make_interval(mins => ${minutes})`.execute(db)
  return rows[0]?.people ?? 0
}

/** People, whose broken-off answers may be ratings of several brands. */
export async function countUsablePartials(db: Db, waveId: string): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from partial where wave_id = ${waveId}::uuid and state = 'open'
      and exists (select from observation
        where observation.response_id = partial.id and observation.partial and not observation.excluded)`.execute(
    db,
  )
  return rows[0]?.people ?? 0
}

/** The last days on which anybody answered, oldest first. */
export async function listDayCounts(
  db: Db,
  waveId: string,
  most: number,
): Promise<{ day: string; counted: number }[]> {
  const rows = await db
    .selectFrom('waveCount')
    .select('day')
    .select(({ fn }) => fn.sum<number>('counted').as('counted'))
    .where('waveId', '=', waveId)
    .groupBy('day')
    .having(({ fn }) => fn.sum('counted'), '>', 0)
    .orderBy('day', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ day, counted }) => ({ day, counted: Number(counted) })).reverse()
}
