import { type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'
import { wasErased } from './erasures.ts'
import { shareWave } from './waves.ts'

/** An answer under way as it was last saved. */
export interface PartialRow {
  readonly id: string
  readonly waveId: string
  readonly formId: string
  readonly brandId: string | null
  readonly language: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly page: string
  readonly state: 'open' | 'screened-out'
  readonly paradata: Readonly<Record<string, unknown>>
  readonly revision: number
  readonly startedAt: Date
  readonly updatedAt: Date
}

export async function findPartial(db: Db, id: string): Promise<PartialRow | undefined> {
  return db
    .selectFrom('partial')
    .select(['id', 'waveId', 'formId', 'brandId', 'language', 'answers', 'page', 'state'])
    .select(['paradata', 'revision', 'startedAt', 'updatedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export interface NewPartial {
  readonly id: string
  readonly programId: string
  readonly waveId: string
  readonly formId: string
  readonly collectorId: string
  readonly brandId: string | null
  readonly contactId: string | null
  readonly invitationId: string | null
  readonly language: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly page: string
  readonly secretHash: string
  readonly paradata: Readonly<Record<string, unknown>>
  readonly revision: number
  readonly startedAt: string
}

/**
 * Holds what an erasure holds until the transaction ends: the wave, and the invitation where there is one. False: the person
 * invited has been erased. First in its transaction, so that the statements after it see what was erased before.
 */
async function holdAgainstErasure(db: Db, waveId: string, invitationId: string | null): Promise<boolean> {
  await shareWave(db, waveId)
  if (invitationId === null) return true
  const { rows } = await sql`
    select from invitation join contact on contact.id = invitation.contact_id
    where invitation.id = ${invitationId}::uuid for key share of invitation`.execute(db)
  return rows.length > 0
}

/** Of a row `id`: it has not been sent meanwhile, nor erased. */
const isUnderWay = (id: string) => sql<SqlBool>`
  not exists (select from response where response.id = ${id}::uuid)
    and not ${wasErased(id)}`

/**
 * Keeps the newest of what was saved under one id. Returns whether this one was kept: not when a newer one is there,
 * when the answers were sent, refused or erased meanwhile, or when they are somebody else's.
 */
export async function keepPartial(db: Db, organisationId: string, partial: NewPartial): Promise<boolean> {
  const { id, programId, waveId, formId, collectorId, brandId, contactId, invitationId } = partial
  const { language, page, secretHash, revision, startedAt } = partial
  const answers = JSON.stringify(partial.answers)
  const paradata = JSON.stringify(partial.paradata)
  if (!(await holdAgainstErasure(db, waveId, invitationId))) return false
  const { rows } = await sql`
    insert into partial (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id, contact_id,
      invitation_id, language, answers, page, secret_hash, paradata, revision, started_at)
    select ${organisationId}::uuid, ${id}::uuid, ${programId}::uuid, ${waveId}::uuid, ${formId}::uuid,
      ${collectorId}::uuid, ${brandId}::uuid, ${contactId}::uuid, ${invitationId}::uuid, ${language},
      ${answers}::jsonb, ${page}, ${secretHash}, ${paradata}::jsonb, ${revision}::integer, ${startedAt}::timestamptz
    where ${isUnderWay(id)}
    on conflict (id) do update set brand_id = excluded.brand_id, language = excluded.language,
      answers = excluded.answers, page = excluded.page, paradata = excluded.paradata,
      revision = excluded.revision, updated_at = now()
    where partial.revision < excluded.revision and partial.secret_hash = excluded.secret_hash
      and partial.wave_id = excluded.wave_id and partial.state = 'open'
    returning id`.execute(db)
  return rows.length > 0
}

export type TurnedAway = Omit<NewPartial, 'answers' | 'paradata' | 'revision' | 'startedAt'>

/**
 * Ends an answer under way and forgets what it said, also what was coded of it; that somebody came and was turned away
 * stays. Where nothing was saved yet a row says so all the same: what is still on its way does not open it again.
 */
export async function keepTurnedAway(db: Db, organisationId: string, one: TurnedAway): Promise<void> {
  const { id, programId, waveId, formId, collectorId, brandId, contactId, invitationId } = one
  if (!(await holdAgainstErasure(db, waveId, invitationId))) return
  const { rows } = await sql`
    insert into partial (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id, contact_id,
      invitation_id, language, answers, page, state, secret_hash, started_at)
    select ${organisationId}::uuid, ${id}::uuid, ${programId}::uuid, ${waveId}::uuid, ${formId}::uuid,
      ${collectorId}::uuid, ${brandId}::uuid, ${contactId}::uuid, ${invitationId}::uuid, ${one.language}, '{}',
      ${one.page}, 'screened-out', ${one.secretHash}, now()
    where ${isUnderWay(id)}
    on conflict (id) do update set state = 'screened-out', answers = '{}', paradata = '{}', page = excluded.page,
      updated_at = now()
    where partial.secret_hash = excluded.secret_hash and partial.wave_id = excluded.wave_id and partial.state = 'open'
    returning id`.execute(db)
  if (rows.length > 0) await deleteCodedPartial(db, id)
}

const deleteCodedPartial = (db: Db, id: string) =>
  db.deleteFrom('observation').where('responseId', '=', id).where('partial', '=', true).execute()

/**
 * Of answers that were never sent, with what was coded of them while they rested; `secretHash` says that it is their own
 * respondent who asks.
 */
export async function deletePartial(db: Db, id: string, secretHash: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('partial')
    .where('id', '=', id)
    .where('secretHash', '=', secretHash)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (numDeletedRows > 0n) await deleteCodedPartial(db, id)
}

/** Held until the transaction ends: what is being coded of one contact's answers under way is there by then. */
export const lockPartialsOf = (db: Db, contactId: string) =>
  sql`select from partial where contact_id = ${contactId}::uuid order by id for update`.execute(db)

/** What was coded of one contact's answers while they rested; whole answers stay. Under `lockPartialsOf`. */
export async function deleteCodedPartialsOf(db: Db, contactId: string): Promise<void> {
  await sql`
    delete from observation using partial
    where partial.contact_id = ${contactId}::uuid and observation.response_id = partial.id and observation.partial`.execute(
    db,
  )
}
