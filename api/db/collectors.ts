import { sql } from 'kysely'
import { listCollectorCounts } from './counts.ts'
import type { Db } from './database.ts'
import type { CollectorTable } from './tables/fieldwork.ts'

export interface CollectorRow {
  id: string
  key: string
  programId: string
  waveId: string
  brandId: string | null
  kind: CollectorTable['kind']
  /** Sites that may show its pages in a frame: `https://shop.example`. */
  embedOrigins: string[]
}

const columns = ['id', 'key', 'programId', 'waveId', 'brandId', 'kind', 'embedOrigins'] as const

export async function findCollectorByKey(db: Db, key: string): Promise<CollectorRow | undefined> {
  return db.selectFrom('collector').select(columns).where('key', '=', key).executeTakeFirst()
}

export async function findCollector(db: Db, collectorId: string): Promise<CollectorRow | undefined> {
  return db.selectFrom('collector').select(columns).where('id', '=', collectorId).executeTakeFirst()
}

/** The first of its kind in a wave. */
export async function findCollectorOfKind(
  db: Db,
  waveId: string,
  kind: CollectorRow['kind'],
): Promise<CollectorRow | undefined> {
  return db
    .selectFrom('collector')
    .select(columns)
    .where('waveId', '=', waveId)
    .where('kind', '=', kind)
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
  const counts = await listCollectorCounts(db, waveId)
  const byId = new Map(counts.map((count) => [count.collectorId, count.completed]))
  return rows.map((row) => ({ ...row, responses: byId.get(row.id) ?? 0 }))
}

export async function updateCollector(
  db: Db,
  collectorId: string,
  { embedOrigins }: Pick<CollectorRow, 'embedOrigins'>,
): Promise<void> {
  await db
    .updateTable('collector')
    .set({ embedOrigins: [...embedOrigins] })
    .where('id', '=', collectorId)
    .execute()
}

/** Asked of every page, before its organisation is known: sites that may frame a link's pages, none for no link. */
export async function findEmbedOrigins(db: Db, key: string): Promise<readonly string[]> {
  const { rows } = await sql<{ origins: string[] | null }>`
    select embed_origins_of(${key}) as origins`.execute(db)
  return rows[0]?.origins ?? []
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
