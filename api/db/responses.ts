import { sql } from 'kysely'
import type { WaveState } from '../contract/wave.ts'
import type { Db } from './database.ts'

/** A response with its observation, both ready to be written. */
export interface NewResponse {
  readonly id: string
  readonly programId: string
  readonly waveId: string
  readonly formId: string
  readonly collectorId: string
  readonly brandId: string
  readonly language: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly bodyHash: string
  readonly startedAt: string | null
  readonly receivedAt: string
  readonly scores: readonly (number | null)[]
  readonly states: string
  readonly attributes: Readonly<Record<string, string>>
  readonly weight: number | null
}

/**
 * Raw answers and observation of many responses in one statement; ids that exist already are left as they are.
 * Several statements of one transaction go by ascending id: two such writers then wait for each other, never crosswise.
 * Returns the ids that were written.
 */
export async function insertResponses(
  db: Db,
  organisationId: string,
  responses: readonly NewResponse[],
): Promise<Set<string>> {
  if (responses.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(responses)}::jsonb) as r(
        "id" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "collectorId" uuid, "brandId" uuid,
        "language" text, "answers" jsonb, "bodyHash" text, "startedAt" timestamptz, "receivedAt" timestamptz,
        "scores" jsonb, "states" text, "attributes" jsonb, "weight" double precision)
    ), written as (
      insert into response (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id,
        language, answers, body_hash, started_at, received_at)
      select ${organisationId}::uuid, "id", "programId", "waveId", "formId", "collectorId", "brandId",
        "language", "answers", "bodyHash", "startedAt", "receivedAt"
      from incoming order by "id"
      on conflict (id) do nothing
      returning id
    )
    insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id,
      scores, states, attributes, weight, received_at)
    select ${organisationId}::uuid, "id", "programId", "waveId", "formId", "brandId",
      "scores", "states", "attributes", "weight", "receivedAt"
    from incoming join written using (id)
    returning response_id as id`.execute(db)
  return new Set(rows.map((row) => row.id))
}

/** An answer that was not written: what is on record under its id (null: nothing to see), and its wave's state. */
export interface Unwritten {
  readonly id: string
  readonly bodyHash: string | null
  readonly receivedAt: Date | null
  readonly state: WaveState | null
}

/**
 * Writes a group of answers, no id twice, in one round trip and one transaction of its own; not for use inside
 * another one. Ids on record and waves that are not open are left as they are, and returned.
 */
export async function insertAnswers(
  db: Db,
  organisationId: string,
  responses: readonly NewResponse[],
): Promise<Unwritten[]> {
  const { rows } = await sql<Unwritten>`
    select * from record_responses(${organisationId}, ${JSON.stringify(responses)}::jsonb)`.execute(db)
  return rows
}

/** What is on record under these ids, for telling a retry from a clash. */
export async function listRecorded(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return (
    db
      .selectFrom('response')
      .select(['id', 'bodyHash', 'receivedAt'])
      // One parameter however many ids: a statement takes at most 65,535.
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .orderBy('id')
      .execute()
  )
}
