import type { Db } from './database.ts'

export interface CollectorRow {
  id: string
  key: string
  programId: string
  waveId: string
  brandId: string | null
  kind: 'open-link' | 'import'
}

const columns = ['id', 'key', 'programId', 'waveId', 'brandId', 'kind'] as const

export async function findCollectorByKey(db: Db, key: string): Promise<CollectorRow | undefined> {
  return db.selectFrom('collector').select(columns).where('key', '=', key).executeTakeFirst()
}

export async function findCollector(db: Db, collectorId: string): Promise<CollectorRow | undefined> {
  return db.selectFrom('collector').select(columns).where('id', '=', collectorId).executeTakeFirst()
}

export async function findImportCollector(db: Db, waveId: string): Promise<CollectorRow | undefined> {
  return db
    .selectFrom('collector')
    .select(columns)
    .where('waveId', '=', waveId)
    .where('kind', '=', 'import')
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst()
}

/** With the number of responses each brought, oldest first. */
export async function listCollectors(
  db: Db,
  waveId: string,
): Promise<(CollectorRow & { responses: number })[]> {
  const rows = await db
    .selectFrom('collector')
    .select(columns)
    .where('waveId', '=', waveId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const counts = await db
    .selectFrom('response')
    .innerJoin('observation', 'observation.responseId', 'response.id')
    .select('response.collectorId')
    .select(({ fn }) => fn.countAll<number>().as('responses'))
    .where('observation.waveId', '=', waveId)
    .groupBy('response.collectorId')
    .orderBy('response.collectorId')
    .execute()
  const byId = new Map(counts.map((count) => [count.collectorId, count.responses]))
  return rows.map((row) => ({ ...row, responses: byId.get(row.id) ?? 0 }))
}

export async function insertCollector(
  db: Db,
  organisationId: string,
  collector: CollectorRow,
): Promise<void> {
  await db
    .insertInto('collector')
    .values({ ...collector, organisationId })
    .execute()
}
