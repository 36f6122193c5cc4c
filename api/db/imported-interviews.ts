import { sql } from 'kysely'
import type { Db } from './database.ts'

/** A response on record, with the import it came by; null where that was not kept. */
export interface ImportedInterview {
  readonly responseId: string
  readonly slot: string
  readonly bodyHash: string
  readonly importId: string | null
}

export interface NewImportedInterview {
  readonly responseId: string
  readonly slot: string
}

export async function insertImportedInterviews(
  db: Db,
  organisationId: string,
  importId: string,
  interviews: readonly NewImportedInterview[],
): Promise<void> {
  if (interviews.length === 0) return
  await sql`
    insert into import_interview (organisation_id, response_id, import_id, slot)
    select ${organisationId}::uuid, "responseId", ${importId}::uuid, "slot"
    from jsonb_to_recordset(${JSON.stringify(interviews)}::jsonb) as i("responseId" uuid, "slot" uuid)`.execute(
    db,
  )
}

/** What stands in these slots, taken back or not; before imports were kept, a response's id was its slot. */
export async function listInSlots(db: Db, slots: readonly string[]): Promise<ImportedInterview[]> {
  if (slots.length === 0) return []
  const { rows } = await sql<ImportedInterview>`
    select response.id as "responseId", coalesce(came.slot, response.id) as slot, response.body_hash as "bodyHash",
      came.import_id as "importId"
    from response left join import_interview as came on came.response_id = response.id
    where response.id = any (array(
      select unnest(${[...slots]}::uuid[])
      union select response_id from import_interview where slot = any (${[...slots]}::uuid[])))
    order by response.id`.execute(db)
  return rows
}

/** The import of this response, and every response to the same interview, brought before or after; itself first. */
export async function findSameInterview(
  db: Db,
  responseId: string,
): Promise<{ responseIds: string[]; importIds: string[] }> {
  const { rows } = await sql<{ responseId: string; importId: string }>`
    select response_id as "responseId", import_id as "importId" from import_interview
    where slot = (select slot from import_interview where response_id = ${responseId}::uuid)
    order by response_id`.execute(db)
  const others = rows.map((row) => row.responseId).filter((id) => id !== responseId)
  return { responseIds: [responseId, ...others], importIds: [...new Set(rows.map((row) => row.importId))] }
}

/** How many an import brought that are here, and those of them that were left out by somebody before. */
export async function countImported(
  db: Db,
  importId: string,
): Promise<{ interviews: number; excluded: number; brandIds: string[] }> {
  // An array, not a join: the planner cannot know how many there are, and goes through all of them for each.
  const of = (table: string) => sql`
    select response_id, brand_id, excluded from ${sql.table(table)}
    where response_id = any (array(select response_id from import_interview where import_id = ${importId}::uuid))`
  const { rows } = await sql<{ interviews: number; excluded: number; brandIds: string[] | null }>`
    select (select count(*) from import_interview where import_id = ${importId}::uuid) as interviews,
      count(distinct response_id) filter (where excluded) as excluded, array_agg(distinct brand_id) as "brandIds"
    from (${of('observation')} union all ${of('taken_back_observation')}) as rated`.execute(db)
  const [found] = rows
  return {
    interviews: Number(found?.interviews ?? 0),
    excluded: Number(found?.excluded ?? 0),
    brandIds: found?.brandIds ?? [],
  }
}

/** Every response that an import brought and that is here, counting or not. */
export async function listImportedIds(db: Db, importId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('importInterview')
    .select('responseId')
    .where('importId', '=', importId)
    .execute()
  return new Set(rows.map(({ responseId }) => responseId))
}

/** Ids of the first responses of an import. */
export async function listFirstImported(db: Db, importId: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('importInterview')
    .select('responseId')
    .where('importId', '=', importId)
    .orderBy('responseId')
    .limit(most)
    .execute()
  return rows.map(({ responseId }) => responseId)
}

/** An import that is in and has interviews of this one too. */
export async function findSharing(db: Db, importId: string): Promise<string | undefined> {
  // Arrays here too: as a join both sides would be gone through for each other.
  const own = sql`array(select slot from import_interview where import_id = ${importId}::uuid)`
  const { rows } = await sql<{ id: string }>`
    select id from import
    where wave_id = (select wave_id from import where id = ${importId}::uuid) and standing in ('in', 'returning')
      and id = any (array(select distinct import_id from import_interview
        where slot = any (${own}) and import_id <> ${importId}::uuid))
    order by created_at desc limit 1`.execute(db)
  return rows[0]?.id
}
