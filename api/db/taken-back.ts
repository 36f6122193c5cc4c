import { type Selectable, sql } from 'kysely'
import type { TakingBackReason } from '../contract/taking-back.ts'
import type { Db } from './database.ts'
import { lockQuotas, updateQuotasTaken } from './quotas.ts'
import type { ImportTable } from './tables/imports.ts'

/** Of an observation, wherever it stands: here, or aside with its import. */
export const OBSERVED = [
  'organisation_id',
  'response_id',
  'program_id',
  'wave_id',
  'form_id',
  'brand_id',
  'scores',
  'states',
  'attributes',
  'weight',
  'received_at',
  'flags',
  'excluded',
  'partial',
] as const

/** The import's row, held until the transaction ends. */
export async function lockImport(db: Db, importId: string): Promise<Selectable<ImportTable> | undefined> {
  return db.selectFrom('import').selectAll().where('id', '=', importId).forUpdate().executeTakeFirst()
}

export interface StandingDecision {
  readonly standing: 'leaving' | 'returning'
  readonly reason: TakingBackReason
  readonly note: string
  readonly by: string
  /** How many interviews are to be moved. */
  readonly toMove: number
}

export async function updateDecided(
  db: Db,
  importId: string,
  { standing, reason, note, by, toMove }: StandingDecision,
): Promise<void> {
  await db
    .updateTable('import')
    .set({ standing, decisionReason: reason, decisionNote: note, decidedBy: by, decidedAt: sql<Date>`now()` })
    .set({ toMove, moved: 0, movedTo: null, moveFailure: null })
    .where('id', '=', importId)
    .execute()
}

export async function updateMoveFailure(db: Db, importId: string, failure: string | null): Promise<void> {
  await db
    .updateTable('import')
    .set({ moveFailure: failure })
    .where('id', '=', importId)
    .where('standing', 'in', ['leaving', 'returning'])
    .execute()
}

/** Of these imports, what colleagues wrote when they decided. */
export async function clearDecisionNotes(db: Db, importIds: readonly string[]): Promise<void> {
  await sql`update import set decision_note = '' where id = any (${[...importIds]}::uuid[])`.execute(db)
}

/** Whatever colleagues wrote of imports that names one person. */
export async function clearDecisionNotesNaming(db: Db, pattern: string): Promise<void> {
  await sql`update import set decision_note = '' where decision_note ~ ${pattern}`.execute(db)
  await sql`
    update audit set detail = detail || '{"note": ""}'::jsonb
    where subject_id in (select id from import) and detail ->> 'note' ~ ${pattern}`.execute(db)
}

interface Moved {
  readonly responseId: string
  readonly waveId: string
  readonly brandId: string
  readonly attributes: Readonly<Record<string, string>>
}

/**
 * Moves the next interviews of an import that leaves or returns, under `shareWave`: counts and quotas follow in the same
 * transaction. True when that was the last of them. Throws (55P03) when somebody else is at one of their rows: the caller
 * begins anew, and never waits with rows in hand.
 */
export async function moveNext(db: Db, importId: string, most: number): Promise<boolean> {
  const waveId = (
    await db.selectFrom('import').select('waveId').where('id', '=', importId).executeTakeFirst()
  )?.waveId
  if (waveId === undefined) return true
  const hasQuotas = await lockQuotas(db, waveId)
  const made = await lockImport(db, importId)
  if (made?.standing !== 'leaving' && made?.standing !== 'returning') return true
  const leaves = made.standing === 'leaving'
  const next = await db
    .selectFrom('importInterview')
    .select('responseId')
    .where('importId', '=', importId)
    .$if(made.movedTo !== null, (query) => query.where('responseId', '>', made.movedTo))
    .orderBy('responseId')
    .limit(most)
    .execute()
  const ids = next.map(({ responseId }) => responseId)
  const isLast = ids.length < most
  const way = leaves ? OUT : BACK
  // People are counted before ratings, as by whoever imports: two that go the other way round wait for each other.
  await countCompleted(db, await lockMoving(db, ids, way), leaves ? -1 : 1)
  const moved = await move(db, ids, way)
  if (hasQuotas) await updateQuotasTaken(db, waveId, moved, leaves ? -1 : 1)
  await db
    .updateTable('import')
    .set((eb) => ({
      moved: eb('moved', '+', ids.length),
      movedTo: isLast ? null : (ids.at(-1) ?? null),
      moveFailure: null,
      standing: isLast ? (leaves ? 'out' : 'in') : made.standing,
    }))
    .where('id', '=', importId)
    .execute()
  return isLast
}

const OUT = { from: sql.table('observation'), to: sql.table('taken_back_observation') }
const BACK = { from: OUT.to, to: OUT.from }

/** Those of them that have something to move, held until the transaction ends. */
async function lockMoving(db: Db, ids: readonly string[], { from }: typeof OUT): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ responseId: string }>`
    select response_id as "responseId" from ${from} where response_id = any (${[...ids]}::uuid[])
    order by response_id, brand_id for update nowait`.execute(db)
  return [...new Set(rows.map(({ responseId }) => responseId))]
}

async function move(db: Db, ids: readonly string[], { from, to }: typeof OUT): Promise<Moved[]> {
  if (ids.length === 0) return []
  const columns = sql.join(OBSERVED.map((column) => sql.ref(column)))
  const { rows } = await sql<Moved>`
    with gone as (delete from ${from} where response_id = any (${[...ids]}::uuid[]) returning ${columns}),
    kept as (insert into ${to} (${columns}) select ${columns} from gone)
    select response_id as "responseId", wave_id as "waveId", brand_id as "brandId", attributes from gone`.execute(
    db,
  )
  return rows
}

/** Counts these responses among those sent through their way in once more, or (-1) no longer. */
async function countCompleted(db: Db, responseIds: readonly string[], by: 1 | -1): Promise<void> {
  if (responseIds.length === 0) return
  await sql`
    insert into collector_count as kept (organisation_id, wave_id, collector_id, day, slot, completed)
    select organisation_id, wave_id, collector_id, (received_at at time zone 'UTC')::date, pg_backend_pid() % 32,
      ${by} * count(*)
    from response where id = any (${[...responseIds]}::uuid[]) group by 1, 2, 3, 4 order by 3, 4
    on conflict (collector_id, day, slot) do update set completed = kept.completed + excluded.completed`.execute(
    db,
  )
}

/**
 * Removes what stands aside of a response, and which import it came by; to be called before the response is deleted, which
 * is counted once more first, for it was counted off when it left.
 */
export async function deleteTakenBack(db: Db, responseId: string): Promise<number> {
  const gone = await db
    .deleteFrom('takenBackObservation')
    .where('responseId', '=', responseId)
    .returning('brandId')
    .execute()
  if (gone.length > 0) await countCompleted(db, [responseId], 1)
  await db.deleteFrom('importInterview').where('responseId', '=', responseId).execute()
  // Where an import stands at it on its way, it begins anew: what has been moved is not moved again.
  await db.updateTable('import').set({ moved: 0, movedTo: null }).where('movedTo', '=', responseId).execute()
  return gone.length
}
