import { sql } from 'kysely'
import type { WaveState } from '../contract/wave.ts'
import type { Db } from './database.ts'
import { createJsonbWriter } from './jsonb-bytes.ts'

/** A response with its observations (one, or one per brand rated), all ready to be written. */
export interface NewResponse {
  readonly id: string
  readonly programId: string
  readonly waveId: string
  readonly formId: string
  readonly collectorId: string
  /** The brand rated; of several, the first. */
  readonly brandId: string
  readonly contactId?: string | null
  readonly invitationId?: string | null
  readonly language: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly layout?: Readonly<Record<string, unknown>> | null
  readonly paradata?: Readonly<Record<string, unknown>>
  readonly bodyHash: string
  readonly startedAt: string | null
  readonly receivedAt: string
  readonly observations: readonly NewObservation[]
}

export interface NewObservation {
  readonly brandId: string
  readonly scores: readonly (number | null)[]
  readonly states: string
  readonly attributes: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
  readonly weight: number | null
}

/** A response as the database reads it: JSON, of its row and of its observations, these without the brackets. */
export interface WrittenResponse {
  readonly id: string
  readonly bodyHash: string
  readonly receivedAt: string
  readonly row: string
  readonly observed: string
}

/** Two texts: what waits for its turn in hundreds of small objects is copied by one garbage collection after the other. */
export function writeOut({ observations, paradata = {}, ...response }: NewResponse): WrittenResponse {
  const { id, bodyHash, programId, waveId, formId, receivedAt } = response
  const rows = observations.map(({ flags = [], ...observation }) =>
    JSON.stringify({ responseId: id, programId, waveId, formId, receivedAt, flags, ...observation }),
  )
  return {
    id,
    bodyHash,
    receivedAt,
    row: JSON.stringify({ ...response, paradata }),
    observed: rows.join(),
  }
}

interface Parameters {
  /** One entry per response, */
  readonly incoming: Buffer
  /** and one per observation. */
  readonly observed: Buffer
}

const jsonbArray = createJsonbWriter()

/** Hands on what a statement is to write as its two parameters, for `::jsonb`; they are nobody's when it has been answered. */
async function writing<T>(
  responses: readonly WrittenResponse[],
  write: (parameters: Parameters) => Promise<T>,
): Promise<T> {
  const incoming = jsonbArray(responses.map(({ row }) => row))
  const observed = jsonbArray(responses.map((response) => response.observed).filter((text) => text !== ''))
  try {
    return await write({ incoming: incoming.bytes, observed: observed.bytes })
  } finally {
    incoming.giveBack()
    observed.giveBack()
  }
}

/**
 * Raw answers and observations of many responses in one statement; ids that exist already are left as they are, and those
 * that were erased stay so, under `shareWave`.
 * Several statements of one transaction go by ascending id: two such writers then wait for each other, never crosswise.
 * Returns the ids that were written.
 */
export async function insertResponses(
  db: Db,
  organisationId: string,
  responses: readonly NewResponse[],
): Promise<Set<string>> {
  if (responses.length === 0) return new Set()
  return writing(responses.map(writeOut), async ({ incoming, observed }) => {
    const { rows } = await sql<{ id: string }>`
      with incoming as (
        select * from jsonb_to_recordset(${incoming}::jsonb) as r(
          "id" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "collectorId" uuid, "brandId" uuid,
          "contactId" uuid, "invitationId" uuid, "language" text, "answers" jsonb, "layout" jsonb, "paradata" jsonb,
          "bodyHash" text, "startedAt" timestamptz, "receivedAt" timestamptz)
      ), written as (
        insert into response (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id,
          contact_id, invitation_id, language, answers, layout, paradata, body_hash, started_at, received_at)
        select ${organisationId}::uuid, "id", "programId", "waveId", "formId", "collectorId", "brandId",
          "contactId", "invitationId", "language", "answers", "layout", "paradata", "bodyHash", "startedAt",
          "receivedAt"
        from incoming
        where "id" <> all (array(select subject_id from audit where action = 'response-erased'
          and subject_id = any (array(select "id" from incoming))))
        order by "id"
        on conflict (id) do nothing
        returning id
      ), coded as (
        insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id,
          scores, states, attributes, flags, weight, received_at)
        select ${organisationId}::uuid, "responseId", "programId", "waveId", "formId", "brandId",
          "scores", "states", "attributes", "flags", "weight", "receivedAt"
        from jsonb_to_recordset(${observed}::jsonb) as o(
          "responseId" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "brandId" uuid, "scores" jsonb,
          "states" text, "attributes" jsonb, "flags" text[], "weight" double precision, "receivedAt" timestamptz)
        join written on written.id = "responseId"
      )
      select id from written`.execute(db)
    return new Set(rows.map((row) => row.id))
  })
}

/**
 * An answer that was not written: what is on record under its id (null: nothing to see), and its wave's state, or that a
 * quota is full, or that the answers were erased.
 */
export interface Unwritten {
  readonly id: string
  readonly bodyHash: string | null
  readonly receivedAt: Date | null
  readonly state: WaveState | 'quota-full' | 'erased' | null
}

/**
 * Writes a group of answers, no id twice, in one round trip and one transaction of its own; not for use inside
 * another one. Ids on record and waves that are not open are left as they are, and returned.
 */
export async function insertAnswers(
  db: Db,
  organisationId: string,
  responses: readonly WrittenResponse[],
): Promise<Unwritten[]> {
  return writing(responses, async ({ incoming, observed }) => {
    const { rows } = await sql<Unwritten>`
      select * from record_responses(${organisationId}, ${incoming}::jsonb, ${observed}::jsonb)`.execute(db)
    return rows
  })
}

/** Which of these were deleted on request. */
export async function listErasedIds(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select subject_id as id from audit
    where action = 'response-erased' and subject_id = any (${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
