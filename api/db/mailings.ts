import { sql } from 'kysely'
import type { MailTexts } from '../contract/mailing.ts'
import type { WaveState } from '../contract/wave.ts'
import type { Db } from './database.ts'

interface Mailing {
  readonly id: string
  readonly programId: string
  readonly waveId: string
  readonly texts: MailTexts
  readonly reminderTexts: MailTexts
  readonly reminders: number
  readonly reminderDays: number
  readonly perMinute: number
  readonly publicUrl: string
  readonly sendAt: Date
}

/** A send-out with what its messages are written from. */
export interface MailingRow extends Mailing {
  readonly nextAt: Date | null
  readonly cancelledAt: Date | null
  readonly failure: string | null
  readonly createdAt: Date
  readonly collectorKey: string
  readonly programName: string
  readonly languages: readonly string[]
  readonly waveState: WaveState
  readonly closesOn: string
}

export interface NewMailingRow extends Mailing {
  readonly collectorId: string
  readonly createdBy: string
}

export async function insertMailing(db: Db, organisationId: string, mailing: NewMailingRow): Promise<void> {
  const { texts, reminderTexts, ...row } = mailing
  await db
    .insertInto('mailing')
    .values({
      ...row,
      organisationId,
      texts: JSON.stringify(texts),
      reminderTexts: JSON.stringify(reminderTexts),
      nextAt: mailing.sendAt,
    })
    .execute()
}

export async function findMailing(db: Db, mailingId: string): Promise<MailingRow | undefined> {
  return (await mailings(db).where('mailing.id', '=', mailingId).executeTakeFirst()) as MailingRow | undefined
}

/** Newest first. */
export async function listMailings(db: Db, waveId: string): Promise<MailingRow[]> {
  const rows = await mailings(db)
    .where('mailing.waveId', '=', waveId)
    .orderBy('mailing.createdAt', 'desc')
    .orderBy('mailing.id', 'desc')
    .execute()
  return rows as MailingRow[]
}

export async function updateMailing(
  db: Db,
  mailingId: string,
  change: { nextAt?: Date | null; turnUntil?: null; cancelledAt?: Date; failure?: string | null },
): Promise<void> {
  await db.updateTable('mailing').set(change).where('id', '=', mailingId).execute()
}

/**
 * Held until the transaction ends, before anything of a mailing is read that is acted on: its senders take turns here, and who
 * cancels it, or switches a link on, waits or has been. Before its messages and the allowance. Whether it may send: not
 * when it was cancelled, nor while its wave is not open.
 */
export async function lockMailing(db: Db, mailingId: string): Promise<boolean> {
  const { rows } = await sql<{ sends: boolean }>`
    select mailing.cancelled_at is null and wave_state(wave) = 'open' as sends
    from mailing join wave on wave.id = mailing.wave_id
    where mailing.id = ${mailingId}::uuid for update of mailing`.execute(db)
  return rows[0]?.sends === true
}

/**
 * How many mailings send at this moment, in the whole installation; this one is among them for the next half minute, or
 * until it is said that its turn is over.
 */
export async function countSending(db: Db, mailingId: string): Promise<number> {
  await sql`
    update mailing set turn_until = now() + interval '30 seconds'
    where id = ${mailingId} and (turn_until is null or turn_until < now() + interval '20 seconds')`.execute(
    db,
  )
  const { rows } = await sql<{ sending: number }>`select mailings_sending() as sending`.execute(db)
  return Math.max(1, rows[0]?.sending ?? 1)
}

/** Whose mail has something to do: asked before an organisation is known, by the worker alone. */
export async function listDueMailings(db: Db): Promise<{ organisationId: string; mailingId: string }[]> {
  const { rows } = await sql<{ organisationId: string; mailingId: string }>`
    select organisation_id, mailing_id from due_mailings() limit 1000`.execute(db)
  return rows
}

const mailings = (db: Db) =>
  db
    .selectFrom('mailing')
    .innerJoin('collector', 'collector.id', 'mailing.collectorId')
    .innerJoin('wave', 'wave.id', 'mailing.waveId')
    .innerJoin('program', 'program.id', 'mailing.programId')
    .select([
      'mailing.id',
      'mailing.programId',
      'mailing.waveId',
      'mailing.texts',
      'mailing.reminderTexts',
      'mailing.reminders',
      'mailing.reminderDays',
      'mailing.perMinute',
      'mailing.publicUrl',
      'mailing.sendAt',
      'mailing.nextAt',
      'mailing.cancelledAt',
      'mailing.failure',
      'mailing.createdAt',
      'collector.key as collectorKey',
      'program.name as programName',
      'program.languages',
      'wave.closesOn',
    ])
    .select(sql<WaveState>`wave_state(wave)`.as('waveState'))
