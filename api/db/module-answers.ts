import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { PartialRow } from './observations.ts'

/** The coded answers of some waves with what their respondents are, in arrival order; broken-off ones are not among them. */
export async function listAnswersOfWaves(db: Db, waveIds: readonly string[]): Promise<PartialRow[]> {
  return db
    .selectFrom('observation')
    .select(['responseId', 'waveId', 'brandId', 'formId', 'scores', 'states', 'weight', 'attributes'])
    .where(sql<boolean>`wave_id = any(${[...waveIds]}::uuid[])`)
    .where('partial', '=', false)
    .where('excluded', '=', false)
    .orderBy('receivedAt')
    .orderBy('responseId')
    .orderBy('brandId')
    .execute()
}

export interface OpenAnswers {
  readonly id: string
  readonly language: string
  /** Of the contact who answered; null: nobody knows. */
  readonly name: string | null
  /** By field, as given. */
  readonly texts: Readonly<Record<string, unknown>>
}

/** What was written of these fields. */
export async function listOpenAnswers(
  db: Db,
  responseIds: readonly string[],
  fields: readonly string[],
): Promise<OpenAnswers[]> {
  if (responseIds.length === 0 || fields.length === 0) return []
  const { rows } = await sql<OpenAnswers>`
    select response.id, response.language, contact.name,
      (select coalesce(jsonb_object_agg(field, answers -> field), '{}'::jsonb)
        from unnest(${[...fields]}::text[]) as field where answers ? field) as texts
    from response left join contact on contact.id = response.contact_id
    where response.id = any(${[...responseIds]}::uuid[])`.execute(db)
  return rows
}
