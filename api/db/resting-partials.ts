import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { NewObservation } from './responses.ts'

/** An answer under way that nobody has gone on with. */
export interface RestingPartial {
  readonly id: string
  readonly programId: string
  readonly waveId: string
  readonly formId: string
  readonly brandId: string | null
  readonly answers: Readonly<Record<string, unknown>>
  readonly updatedAt: Date
  /** Of the contact who was invited. */
  readonly attributes: Readonly<Record<string, string>>
}

/** Saved in the moment in which they were sent: the whole answer counts. */
export async function deleteSent(db: Db, waveId: string): Promise<void> {
  await sql`
    delete from partial using response
    where partial.wave_id = ${waveId}::uuid and partial.state = 'open' and response.id = partial.id
      and (partial.coded_at is null or partial.coded_at < partial.updated_at)`.execute(db)
}

/**
 * Holds some that have rested for `idleHours`, or whose wave is closed, and have something new in them; those that somebody
 * is saving or sending this moment are passed over. Oldest first.
 */
export async function claimResting(
  db: Db,
  waveId: string,
  { idleHours, limit }: { idleHours: number; limit: number },
): Promise<RestingPartial[]> {
  const { rows } = await sql<RestingPartial>`
    select partial.id, partial.program_id as "programId", partial.wave_id as "waveId", partial.form_id as "formId",
      partial.brand_id as "brandId", partial.answers, partial.updated_at as "updatedAt",
      coalesce((select contact.attributes from contact where contact.id = partial.contact_id), '{}'::jsonb) as attributes
    from partial
    where partial.wave_id = ${waveId}::uuid and partial.state = 'open'
      and (partial.coded_at is null or partial.coded_at < partial.updated_at)
      and (partial.updated_at < now() - make_interval(hours => ${idleHours})
        or (select wave_state(wave) from wave where wave.id = ${waveId}::uuid) = 'closed')
    order by partial.updated_at, partial.id limit ${limit}
    for update skip locked`.execute(db)
  return rows
}

export interface CodedPartial {
  readonly partial: RestingPartial
  /** None: it says too little. */
  readonly observations: readonly NewObservation[]
}

/** Puts what was made of them in place of what was made before. To be called while they are held. */
export async function insertPartialObservations(
  db: Db,
  organisationId: string,
  coded: readonly CodedPartial[],
): Promise<void> {
  const ids = coded.map(({ partial }) => partial.id)
  if (ids.length === 0) return
  await sql`delete from observation where response_id = any (${ids}::uuid[]) and partial`.execute(db)
  const observed = coded.flatMap(({ partial, observations }) =>
    observations.map((observation) => ({
      responseId: partial.id,
      programId: partial.programId,
      waveId: partial.waveId,
      formId: partial.formId,
      receivedAt: partial.updatedAt,
      ...observation,
    })),
  )
  if (observed.length > 0) {
    await sql`
      insert into observation (organisation_id, response_id, program_id, wave_id, form_id, brand_id,
        scores, states, attributes, weight, partial, received_at)
      select ${organisationId}::uuid, "responseId", "programId", "waveId", "formId", "brandId",
        "scores", "states", "attributes", "weight", true, "receivedAt"
      from jsonb_to_recordset(${JSON.stringify(observed)}::jsonb) as o(
        "responseId" uuid, "programId" uuid, "waveId" uuid, "formId" uuid, "brandId" uuid, "scores" jsonb,
        "states" text, "attributes" jsonb, "weight" double precision, "receivedAt" timestamptz)`.execute(db)
  }
  // The clock of the transaction: what is saved after it is new.
  await sql`update partial set coded_at = greatest(now(), updated_at) where id = any (${ids}::uuid[])`.execute(
    db,
  )
}

/** Waves of the organisation with something to do: answers that rest, or responses that were not yet compared. */
export async function listWavesToLookAfter(
  db: Db,
  { idleHours }: { idleHours: number },
): Promise<{ waveId: string; resting: boolean; uncompared: boolean; changes: number }[]> {
  const { rows } = await sql<{ waveId: string; resting: boolean; uncompared: boolean; changes: number }>`
    select * from (
      select wave.id as "waveId",
        exists (select from partial where partial.wave_id = wave.id and partial.state = 'open'
          and (partial.coded_at is null or partial.coded_at < partial.updated_at)
          and (partial.updated_at < now() - make_interval(hours => ${idleHours}) or wave_state(wave) = 'closed')
        ) as resting,
        -- A wave is compared again when it has grown by a twentieth, or after an hour.
        counted.changes > wave.compared_changes and (
          counted.changes - wave.compared_changes >= counted.changes / 20.0
          or wave.compared_at < now() - interval '1 hour') as uncompared,
        counted.changes
      from wave, lateral (
        select coalesce(sum(wave_count.changes), 0)::bigint as changes from wave_count where wave_count.wave_id = wave.id
      ) as counted
    ) as looked where resting or uncompared order by "waveId"`.execute(db)
  return rows
}

export async function updateCompared(db: Db, waveId: string, changes: number): Promise<void> {
  await db
    .updateTable('wave')
    .set({ comparedAt: sql<Date>`now()`, comparedChanges: changes })
    .where('id', '=', waveId)
    .execute()
}
