import { sql } from 'kysely'
import type { Wave, WaveState } from '../contract/wave.ts'
import type { Db } from './database.ts'

const state = sql<WaveState>`wave_state(wave.opens_on, wave.closes_on, wave.closed_at)`

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

/** What a trend is computed from besides the answers: when each wave was. */
export async function listWaveDates(db: Db, programId: string): Promise<{ id: string; opensOn: string }[]> {
  return db
    .selectFrom('wave')
    .select(['id', 'opensOn'])
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
}

export async function insertWave(db: Db, organisationId: string, wave: NewWaveRow): Promise<void> {
  await db
    .insertInto('wave')
    .values({ ...wave, organisationId, closedAt: null })
    .execute()
}

export interface WaveUpdate {
  name?: string
  opensOn?: string
  closesOn?: string
  closedAt?: Date | null
}

/**
 * Held until the transaction ends: answers under way end first, those that come later see the change
 * (record_responses holds the same lock), and two changes take turns.
 */
export const lockWave = (db: Db, waveId: string) => sql`select change_wave(${waveId})`.execute(db)

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
      state.as('state'),
    ])

type WaveRow = Omit<Wave, 'responses' | 'responsesByBrand' | 'lastResponseAt'>

async function withCounts(db: Db, programId: string, rows: readonly WaveRow[]): Promise<Wave[]> {
  if (rows.length === 0) return []
  const brands = await db
    .selectFrom('brand')
    .select('id')
    .where('programId', '=', programId)
    .orderBy('position')
    .execute()
  const counts = await db
    .selectFrom('observation')
    .select(['waveId', 'brandId'])
    .select(({ fn }) => [fn.countAll<number>().as('responses'), fn.max('receivedAt').as('last')])
    .where(
      'waveId',
      'in',
      rows.map((row) => row.id),
    )
    .groupBy(['waveId', 'brandId'])
    .orderBy('waveId')
    .execute()
  return rows.map((row) => {
    const own = counts.filter((count) => count.waveId === row.id)
    const last = own.map((count) => count.last).sort((a, b) => Number(b) - Number(a))[0]
    return {
      ...row,
      responses: own.reduce((sum, count) => sum + count.responses, 0),
      responsesByBrand: Object.fromEntries(
        brands.map((brand) => [brand.id, own.find((count) => count.brandId === brand.id)?.responses ?? 0]),
      ),
      lastResponseAt: last instanceof Date ? last.toISOString() : null,
    }
  })
}
