import { sql } from 'kysely'
import type { NewQuota, Quota } from '../contract/quota.ts'
import type { Db } from './database.ts'

/** In the order they were made. */
export async function listQuotas(db: Db, waveId: string): Promise<Quota[]> {
  return db
    .selectFrom('quota')
    .select(['id', 'brandId', 'attributes', 'target', 'taken'])
    .where('waveId', '=', waveId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

/** Replaces the quotas of a wave; `id` of one that is there keeps it. Under `lockWave`, then `recountQuotas`. */
export async function insertQuotasAnew(
  db: Db,
  organisationId: string,
  waveId: string,
  quotas: readonly (NewQuota & { readonly id: string })[],
): Promise<void> {
  const ids = quotas.map(({ id }) => id)
  await sql`delete from quota where wave_id = ${waveId}::uuid and id <> all (${ids}::uuid[])`.execute(db)
  if (quotas.length === 0) return
  await db
    .insertInto('quota')
    .values(
      quotas.map(({ attributes, ...quota }) => ({
        ...quota,
        organisationId,
        waveId,
        attributes: JSON.stringify(attributes),
      })),
    )
    .onConflict((at) => at.column('id').doUpdateSet(({ ref }) => ({ target: ref('excluded.target') })))
    .execute()
}

/**
 * Counts anew what every quota of a wave has taken: respondents, not ratings; those excluded since were taken too. Whole
 * brands are read off kept counts; segments take one pass over the wave. Under `lockWave`: nobody answers meanwhile.
 */
export async function recountQuotas(db: Db, waveId: string): Promise<void> {
  await sql`
    with cells as materialized (
      select brand_id, attributes, count(*) as taken from observation
      where wave_id = ${waveId}::uuid and not partial
        and exists (select from quota where wave_id = ${waveId}::uuid and attributes <> '{}'::jsonb)
      group by brand_id, attributes
    ), loops as materialized (
      select from wave join form on form.program_id = wave.program_id
      where wave.id = ${waveId}::uuid and form.code_book ? 'loop'
    ), people as materialized (
      -- Who rates several brands has the same attributes in each; a quota for all brands counts them once.
      select attributes, count(distinct response_id) as taken from observation
      where wave_id = ${waveId}::uuid and not partial and exists (select from loops)
        and exists (select from quota where wave_id = ${waveId}::uuid and brand_id is null and attributes <> '{}'::jsonb)
      group by attributes
    )
    update quota set taken = coalesce(
      case
        when attributes = '{}'::jsonb and brand_id is null then
          (select sum(completed) from collector_count where collector_count.wave_id = quota.wave_id)
        when attributes = '{}'::jsonb then
          (select sum(counted + set_aside) from wave_count
          where wave_count.wave_id = quota.wave_id and wave_count.brand_id = quota.brand_id)
        when brand_id is null and exists (select from loops) then
          (select sum(people.taken) from people where people.attributes @> quota.attributes)
        else
          (select sum(cells.taken) from cells
          where (quota.brand_id is null or cells.brand_id = quota.brand_id) and cells.attributes @> quota.attributes)
      end, 0)
    where wave_id = ${waveId}::uuid`.execute(db)
}

/** Held until the transaction ends, in the order in which record_responses holds them. Whether there are any. */
export async function lockQuotas(db: Db, waveId: string): Promise<boolean> {
  const held = await db
    .selectFrom('quota')
    .select('id')
    .where('waveId', '=', waveId)
    .orderBy('id')
    .forUpdate()
    .execute()
  return held.length > 0
}

/** What decides which quotas an answer falls into. */
export interface Rated {
  readonly responseId: string
  readonly brandId: string
  readonly attributes: Readonly<Record<string, string>>
}

/**
 * Counts answers just written (or, -1, that were taken back) in every quota that they fall into, whether it has room or
 * not. Under `lockQuotas`.
 */
export async function updateQuotasTaken(
  db: Db,
  waveId: string,
  rated: readonly Rated[],
  by: 1 | -1 = 1,
): Promise<void> {
  const observed = rated.map((one) => ({ ...one, waveId }))
  await sql`
    update quota set taken = greatest(0, quota.taken + ${by} * filled.more)
    from (select quota_id, count(*)::integer as more
      from quotas_of(${JSON.stringify(observed)}::jsonb, ${[waveId]}::uuid[]) group by quota_id) as filled
    where quota.id = filled.quota_id`.execute(db)
}

/** What is known of a respondent so far: by link, by invitation, by the answers given. */
export interface Known {
  /** Those that may be rated, as far as that is known; none: not known. */
  readonly brandIds: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
}

export interface Room {
  /** False: a quota that somebody like this surely falls into is full. */
  readonly room: boolean
  /** Brands, of those that may be rated, about which enough people like this have answered. */
  readonly full: readonly string[]
}

/** What is not known yet decides nothing; who rates several brands may be asked about those that have room. */
export async function findRoom(db: Db, waveId: string, { brandIds, attributes }: Known): Promise<Room> {
  const { rows } = await sql<{ brandId: string | null }>`
    select distinct brand_id as "brandId" from quota
    where wave_id = ${waveId}::uuid and taken >= target
      and (brand_id is null or brand_id = any (${[...brandIds]}::uuid[]))
      and attributes <@ ${JSON.stringify(attributes)}::jsonb
    order by 1`.execute(db)
  const full = rows.flatMap(({ brandId }) => brandId ?? [])
  const isFull = rows.some(({ brandId }) => brandId === null)
  return { room: !isFull && (brandIds.length === 0 || full.length < new Set(brandIds).size), full }
}
