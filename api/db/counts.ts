import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Counts kept by triggers (migration 0010): a few rows, however many answers there are. */

export interface BrandCount {
  readonly waveId: string
  readonly brandId: string
  /** What statistics read. */
  readonly counted: number
  readonly setAside: number
  readonly partial: number
  readonly newest: Date | null
}

/** Per wave and brand of the waves named, in no wave's and brand's order but their ids'. */
export async function listBrandCounts(db: Db, waveIds: readonly string[]): Promise<BrandCount[]> {
  if (waveIds.length === 0) return []
  return db
    .selectFrom('waveCount')
    .select(({ fn }) => [
      'waveId',
      'brandId',
      fn.sum<number>('counted').as('counted'),
      fn.sum<number>('setAside').as('setAside'),
      fn.sum<number>('partial').as('partial'),
      fn.max('newest').as('newest'),
    ])
    .where('waveId', 'in', waveIds)
    .groupBy(['waveId', 'brandId'])
    .orderBy('waveId')
    .orderBy('brandId')
    .execute()
    .then((rows) =>
      rows.map((row) => ({
        ...row,
        counted: Number(row.counted),
        setAside: Number(row.setAside),
        partial: Number(row.partial),
        newest: row.newest as Date | null,
      })),
    )
}

/** How often answers came or changed, in all organisations together: asked by the worker, which learns that and nothing else. */
export async function countAllChanges(db: Db): Promise<number> {
  const { rows } = await sql<{ changes: number }>`select all_changes() as changes`.execute(db)
  return Number(rows[0]?.changes ?? 0)
}

/** How many observations a program's statistics read, how many partial ones they may be asked to, and a number that changes whenever their results may. */
export async function findProgramCount(
  db: Db,
  programId: string,
): Promise<{ counted: number; partial: number; changes: number; newest: Date | null }> {
  const row = await db
    .selectFrom('waveCount')
    .select(({ fn }) => [
      fn.sum<number | null>('counted').as('counted'),
      fn.sum<number | null>('partial').as('partial'),
      fn.sum<number | null>('changes').as('changes'),
      fn.max('newest').as('newest'),
    ])
    .where('programId', '=', programId)
    .executeTakeFirstOrThrow()
  return {
    counted: Number(row.counted ?? 0),
    partial: Number(row.partial ?? 0),
    changes: Number(row.changes ?? 0),
    newest: row.newest as Date | null,
  }
}

export interface CollectorCount {
  readonly collectorId: string
  /** Times the first page was opened by somebody new. */
  readonly opened: number
  /** Times somebody came whose quota was full already. */
  readonly turnedAway: number
  /** People who sent whole answers. */
  readonly completed: number
}

export async function listCollectorCounts(db: Db, waveId: string): Promise<CollectorCount[]> {
  const rows = await db
    .selectFrom('collectorCount')
    .select(({ fn }) => [
      'collectorId',
      fn.sum<number>('opened').as('opened'),
      fn.sum<number>('turnedAway').as('turnedAway'),
      fn.sum<number>('completed').as('completed'),
    ])
    .where('waveId', '=', waveId)
    .groupBy('collectorId')
    .orderBy('collectorId')
    .execute()
  return rows.map((row) => ({
    ...row,
    opened: Number(row.opened),
    turnedAway: Number(row.turnedAway),
    completed: Number(row.completed),
  }))
}

export interface Openings {
  readonly waveId: string
  readonly collectorId: string
  readonly opened: number
  readonly turnedAway: number
}

/** Adds what came since the last time. Ways in by ascending id, so that two writers never wait crosswise. */
export async function addOpenings(
  db: Db,
  organisationId: string,
  openings: readonly Openings[],
): Promise<void> {
  if (openings.length === 0) return
  const sorted = openings.toSorted((a, b) => (a.collectorId < b.collectorId ? -1 : 1))
  await sql`
    insert into collector_count as kept (organisation_id, wave_id, collector_id, day, slot, opened, turned_away)
    select ${organisationId}::uuid, o."waveId", o."collectorId", (now() at time zone 'UTC')::date,
      pg_backend_pid() % 32, o."opened", o."turnedAway"
    from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb)
      as o("waveId" uuid, "collectorId" uuid, "opened" bigint, "turnedAway" bigint)
    order by o."collectorId"
    on conflict (collector_id, day, slot) do update set opened = kept.opened + excluded.opened,
      turned_away = kept.turned_away + excluded.turned_away`.execute(db)
}

const isUnopened = sql<boolean>`state in ('queued', 'handed-out', 'sent', 'bounced', 'failed')`

/**
 * Those that were sent and not yet opened; a letter that was said to have bounced may have arrived after all. Who was turned
 * away before, whatever had become of them by then, came back to a quota with room.
 */
export async function updateInvitationsOpened(db: Db, invitationIds: readonly string[]): Promise<void> {
  if (invitationIds.length === 0) return
  await sql`
    update invitation set state = case when ${isUnopened} then 'opened' else state end,
      opened_at = coalesce(opened_at, now()), turned_away_at = null
    where id = any (${[...invitationIds]}::uuid[]) and (${isUnopened} or turned_away_at is not null)`.execute(
    db,
  )
}

/** Came and was told at once that enough have answered: neither silent nor unwilling. Their link stays as it is. */
export async function updateInvitationsTurnedAway(db: Db, invitationIds: readonly string[]): Promise<void> {
  if (invitationIds.length === 0) return
  await sql`
    update invitation set turned_away_at = now()
    where id = any (${[...invitationIds]}::uuid[]) and turned_away_at is null`.execute(db)
}
