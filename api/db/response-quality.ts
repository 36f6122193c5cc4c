import { sql } from 'kysely'
import type { ExclusionReason, QualityFlag, ReviewList } from '../contract/quality.ts'
import type { Db } from './database.ts'

/** `hard`: flags that are enough alone. */
const needsReview = (hard: readonly QualityFlag[]) =>
  sql<boolean>`(cardinality(flags) >= 2 or flags && ${[...hard]}::text[])`

/** On the questions where the device said it, else from begin to arrival. */
export const secondsOf = sql<number | null>`coalesce((response.paradata ->> 'seconds')::float8,
  nullif(greatest(0, extract(epoch from response.received_at - response.started_at)), 0)::float8)`

export interface FlaggedRow {
  readonly id: string
  readonly receivedAt: Date
  readonly collectorId: string
  readonly brandIds: readonly string[]
  readonly language: string
  readonly seconds: number | null
  readonly flags: readonly QualityFlag[]
  readonly excluded: boolean
}

/** Newest first. */
export async function listFlagged(
  db: Db,
  waveId: string,
  {
    list,
    hard,
    offset,
    limit,
  }: { list: ReviewList; hard: readonly QualityFlag[]; offset: number; limit: number },
): Promise<FlaggedRow[]> {
  const { rows } = await sql<FlaggedRow>`
    with listed as materialized (
      select response_id, received_at from ${list === 'all' ? newest(waveId, offset + limit) : odd(waveId, list, hard)}
      group by received_at, response_id order by received_at desc, response_id desc limit ${limit} offset ${offset}
    )
    select response.id, listed.received_at as "receivedAt", response.collector_id as "collectorId",
      rated.brand_ids as "brandIds", response.language, ${secondsOf} as seconds, rated.flags, rated.excluded
    from listed join response on response.id = listed.response_id, lateral (
      select array_agg(brand_id order by brand_id) as brand_ids, max(flags) as flags, bool_or(excluded) as excluded
      from observation where observation.response_id = listed.response_id
    ) as rated
    order by listed.received_at desc, response.id desc`.execute(db)
  return rows
}

const odd = (waveId: string, list: ReviewList, hard: readonly QualityFlag[]) => sql`observation
  where wave_id = ${waveId}::uuid and not partial and (flags <> '{}'::text[] or excluded)
    and ${list === 'excluded' ? sql`excluded` : list === 'flagged' ? sql`flags <> '{}'::text[]` : needsReview(hard)}`

/** Off the index of each brand, so that a page costs the same in a wave of a million. */
const newest = (waveId: string, most: number) => sql`(
  select rated.response_id, rated.received_at
  from wave join brand on brand.program_id = wave.program_id, lateral (
    select response_id, received_at from observation
    where observation.wave_id = wave.id and observation.brand_id = brand.id and not partial
    order by received_at desc, response_id desc limit ${most}
  ) as rated where wave.id = ${waveId}::uuid) as rated`

export interface FlagCounts {
  readonly lists: Readonly<Record<ReviewList, number>>
  readonly flags: Readonly<Record<string, number>>
}

/** Read off an index of what is flagged or excluded, and off kept counts. */
export async function countFlagged(
  db: Db,
  waveId: string,
  hard: readonly QualityFlag[],
): Promise<FlagCounts> {
  // Only where people rate several brands can a response be there twice.
  const loops = await hasLoop(db, waveId)
  const { rows } = await sql<{ flag: string | null } & Record<Exclude<ReviewList, 'all'>, number>>`
    with odd as materialized (
      select ${loops ? sql`distinct on (response_id)` : sql``} response_id, flags, excluded from observation
      where wave_id = ${waveId}::uuid and not partial and (flags <> '{}'::text[] or excluded)
    )
    select null as flag, count(*) filter (where ${needsReview(hard)}) as review,
      count(*) filter (where flags <> '{}'::text[]) as flagged, count(*) filter (where excluded) as excluded from odd
    union all
    select flag, 0, count(*), 0 from odd, unnest(flags) as flag group by flag order by flag nulls first`.execute(
    db,
  )
  const [all] = rows
  const { rows: taken } = await sql<{ responses: number }>`
    select coalesce(sum(completed), 0)::bigint as responses from collector_count
    where wave_id = ${waveId}::uuid`.execute(db)
  return {
    lists: {
      review: all?.review ?? 0,
      flagged: all?.flagged ?? 0,
      excluded: all?.excluded ?? 0,
      all: taken[0]?.responses ?? 0,
    },
    flags: Object.fromEntries(rows.slice(1).map(({ flag, flagged }) => [flag ?? '', flagged])),
  }
}

async function hasLoop(db: Db, waveId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from wave join form on form.program_id = wave.program_id
      where wave.id = ${waveId}::uuid and form.code_book ? 'loop') as found`.execute(db)
  return rows[0]?.found === true
}

/** Marks every rating of these responses; returns the responses that were not so before. */
export async function updateExcluded(
  db: Db,
  waveId: string,
  responseIds: readonly string[],
  excluded: boolean,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with changed as (
      update observation set excluded = ${excluded}
      where response_id = any (${[...responseIds]}::uuid[]) and wave_id = ${waveId}::uuid and not partial
        and excluded <> ${excluded}
      returning response_id
    )
    select distinct response_id as id from changed order by 1`.execute(db)
  return rows.map(({ id }) => id)
}

/** Which of these are whole responses of the wave, with the brands they rated. */
export async function listRatedBrands(
  db: Db,
  waveId: string,
  responseIds: readonly string[],
): Promise<{ responseId: string; brandId: string }[]> {
  return db
    .selectFrom('observation')
    .select(['responseId', 'brandId'])
    .where(sql<boolean>`response_id = any (${[...responseIds]}::uuid[])`)
    .where('waveId', '=', waveId)
    .where('partial', '=', false)
    .orderBy('responseId')
    .orderBy('brandId')
    .execute()
}

export interface DecisionRow {
  readonly responseId: string
  readonly actorId: string | null
  readonly reason: ExclusionReason
  readonly note: string
  readonly at: Date
}

/** The last decision about each of these responses. */
export async function listDecisions(db: Db, responseIds: readonly string[]): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select distinct on (subject_id) subject_id as "responseId", actor_id as "actorId", detail ->> 'reason' as reason,
      detail ->> 'note' as note, at
    from audit where subject_id = any (${[...responseIds]}::uuid[])
      and action in ('response-excluded', 'response-included')
    order by subject_id, at desc, id desc`.execute(db)
  return rows
}
