import { type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'
import { deleteRejectedOf } from './rejected-interviews.ts'
import { deleteTakenBack } from './taken-back.ts'

/** What was there to erase under a response's id. */
export interface Erased {
  readonly responses: number
  readonly observations: number
  readonly partials: number
}

/**
 * Held until the transaction ends, before the answers under an id are deleted: what is being sent or saved anew ends first, or
 * comes after it and sees that they were erased.
 */
export async function lockAnswers(db: Db, responseId: string): Promise<void> {
  await sql`
    select change_wave(answered.wave_id) from (
      select wave_id from response where id = ${responseId}::uuid
      union select wave_id from partial where id = ${responseId}::uuid
      union select wave_id from observation where response_id = ${responseId}::uuid
      order by 1
    ) as answered`.execute(db)
}

/** Of a row `id`: answers under it were erased, whole or under way; nothing is taken under it again. */
export const wasErased = (id: string) => sql<SqlBool>`
  exists (select from audit where audit.subject_id = ${id}::uuid and audit.action = 'response-erased')`

/** Were answers under this id erased? */
export async function hasErased(db: Db, responseId: string): Promise<boolean> {
  const { rows } = await sql<{ erased: boolean }>`select ${wasErased(responseId)} as erased`.execute(db)
  return rows[0]?.erased === true
}

/**
 * Held until the transaction ends: answers through these invitations that are being written or saved end first; those that
 * come later find nobody (record_responses and keepPartial hold the same rows). Before quotas, as they do, and
 * before answers under way.
 */
export const lockInvitationsOf = (db: Db, contactIds: readonly string[]) =>
  sql`select from invitation where contact_id = any(${[...contactIds]}::uuid[]) order by id for update`.execute(
    db,
  )

/** The same of the one invitation that this response may be given through; undefined where there is none. */
export async function lockInvitationFor(db: Db, responseId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('invitation')
    .select('id')
    .where('responseId', '=', responseId)
    .forUpdate()
    .executeTakeFirst()
  return row?.id
}

/**
 * Removes one respondent's answers: raw, coded and under way; the quotas they filled have room again. To be called
 * inside a transaction. Quotas are held in the order that record_responses holds them.
 */
export async function deleteAnswers(db: Db, responseId: string): Promise<Erased> {
  await sql`
    select from quota where wave_id in (select wave_id from response where id = ${responseId}::uuid)
    order by id for update`.execute(db)
  await deleteRejectedOf(db, responseId)
  const aside = await deleteTakenBack(db, responseId)
  const responses = await db.deleteFrom('response').where('id', '=', responseId).returning('waveId').execute()
  const partials = await db.deleteFrom('partial').where('id', '=', responseId).returning('id').execute()
  const observations = await db
    .deleteFrom('observation')
    .where('responseId', '=', responseId)
    .returning(['waveId', 'brandId', 'attributes'])
    .execute()
  // What was coded from an answer broken off never filled a quota.
  if (responses.length > 0) {
    const observed = observations.map((observation) => ({ responseId, ...observation }))
    const waves = responses.map(({ waveId }) => waveId)
    await sql`
      update quota set taken = greatest(0, quota.taken - 1)
      from quotas_of(${JSON.stringify(observed)}::jsonb, ${waves}::uuid[]) as filled
      where quota.id = filled.quota_id`.execute(db)
  }
  return {
    responses: responses.length,
    observations: observations.length + aside,
    partials: partials.length,
  }
}
