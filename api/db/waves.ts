import { sql } from 'kysely'
import type { Wave, WaveState } from '../contract/wave.ts'
import { listBrandCounts } from './counts.ts'
import type { Db } from './database.ts'

const state = sql<WaveState>`wave_state(wave)`

/** In the order of their fieldwork. */
export async function listWaves(db: Db, programId: string): Promise<Wave[]> {
  const rows = await waves(db)
    .where('wave.programId', '=', programId)
    .orderBy('wave.opensOn')
    .orderBy('wave.id')
    .execute()
  return withCounts(db, programId, rows)
}

export async function findWave(db: Db, waveId: string): Promise<Wave | undefined> {
  const row = await waves(db).where('wave.id', '=', waveId).executeTakeFirst()
  return row === undefined ? undefined : (await withCounts(db, row.programId, [row]))[0]
}

/** What results are computed from besides the answers: when each wave was, and what it asks. */
export async function listWaveDates(
  db: Db,
  programId: string,
): Promise<{ id: string; opensOn: string; formId: string }[]> {
  return db
    .selectFrom('wave')
    .select(['id', 'opensOn', 'formId'])
    .where('programId', '=', programId)
    .orderBy('opensOn')
    .orderBy('id')
    .execute()
}

/** A wave without its counts: for respondents, of whom there may be a million. */
export async function findFieldwork(
  db: Db,
  waveId: string,
): Promise<{ formId: string; state: WaveState } | undefined> {
  return db
    .selectFrom('wave')
    .select(['formId', state.as('state')])
    .where('id', '=', waveId)
    .executeTakeFirst()
}

export interface NewWaveRow {
  id: string
  programId: string
  formId: string
  name: string
  opensOn: string
  closesOn: string
  timeZone: string
  target: number | null
}

export async function insertWave(db: Db, organisationId: string, wave: NewWaveRow): Promise<void> {
  await db
    .insertInto('wave')
    .values({ ...wave, organisationId, closedAt: null })
    .execute()
}

export interface WaveUpdate {
  formId?: string
  name?: string
  opensOn?: string
  closesOn?: string
  closedAt?: Date | null
  timeZone?: string
  target?: number | null
}

/**
 * Held until the transaction ends: answers under way end first, those that come later see the change
 * (record_responses holds the same lock), and two changes take turns.
 */
export const lockWave = (db: Db, waveId: string) => sql`select change_wave(${waveId})`.execute(db)

/** When its first day begins where it is asked. */
export async function findOpening(db: Db, waveId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('wave')
    .select(sql<Date>`opens_on::timestamp at time zone time_zone`.as('opensAt'))
    .where('id', '=', waveId)
    .executeTakeFirst()
  return row?.opensAt
}

/** Together with others who add answers, as record_responses does; whoever locks the wave waits for them. */
export const shareWave = (db: Db, waveId: string) => sql`select hold_wave(${waveId}::uuid)`.execute(db)

/** Under `lockWave`. */
export async function updateWave(db: Db, waveId: string, change: WaveUpdate): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db.updateTable('wave').set(change).where('id', '=', waveId).execute()
}

const waves = (db: Db) =>
  db
    .selectFrom('wave')
    .innerJoin('form', 'form.id', 'wave.formId')
    .select([
      'wave.id',
      'wave.programId',
      'wave.formId',
      'form.number as formNumber',
      'wave.name',
      'wave.opensOn',
      'wave.closesOn',
      'wave.timeZone',
      'wave.target',
      state.as('state'),
    ])

type WaveRow = Omit<Wave, 'responses' | 'responsesByBrand' | 'setAside' | 'lastResponseAt'>

async function withCounts(db: Db, programId: string, rows: readonly WaveRow[]): Promise<Wave[]> {
  if (rows.length === 0) return []
  const brands = await db
    .selectFrom('brand')
    .select('id')
    .where('programId', '=', programId)
    .orderBy('position')
    .execute()
  const counts = await listBrandCounts(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const own = counts.filter((count) => count.waveId === row.id)
    // Of a brand whose answers have all been taken back nothing is the newest.
    const counted = own.filter((count) => count.counted > 0)
    const newest = Math.max(0, ...counted.map((count) => count.newest?.getTime() ?? 0))
    return {
      ...row,
      responses: own.reduce((sum, { counted }) => sum + counted, 0),
      responsesByBrand: Object.fromEntries(
        brands.map((brand) => [brand.id, own.find((count) => count.brandId === brand.id)?.counted ?? 0]),
      ),
      setAside: own.reduce((sum, { setAside }) => sum + setAside, 0),
      lastResponseAt: newest === 0 ? null : new Date(newest).toISOString(),
    }
  })
}

/** Whether the database can reckon with this zone; its list and the browser's are not the same. */
export async function isTimeZone(db: Db, name: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from pg_timezone_names where name = ${name}) as found`.execute(db)
  return rows[0]?.found === true
}
