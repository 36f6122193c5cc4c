import type { MailCounts, Mailing } from '../contract/mailing.ts'
import type { Db } from '../db/database.ts'
import { countMail } from '../db/mail.ts'
import { findMailing, listMailings, type MailingRow } from '../db/mailings.ts'
import { notFound } from '../errors.ts'

/** A send-out and how far it is. */
export async function readMailing(db: Db, mailingId: string): Promise<Mailing> {
  const row = await findMailing(db, mailingId)
  if (row === undefined) throw notFound('mailing')
  return asMailing(db, row)
}

/** Newest first. `perMinute`: of the whole installation, where it is limited; then that says how long they take. */
export async function readMailings(db: Db, waveId: string, perMinute?: number): Promise<Mailing[]> {
  const found: Mailing[] = []
  for (const row of await listMailings(db, waveId)) found.push(await asMailing(db, row, perMinute))
  return found
}

async function asMailing(db: Db, row: MailingRow, most = row.perMinute): Promise<Mailing> {
  const counted = await countMail(db, row.id)
  const counts = (reminder: boolean): MailCounts => {
    const of = (...states: string[]) =>
      counted
        .filter((count) => count.reminder === reminder && states.includes(count.state))
        .reduce((sum, { messages }) => sum + messages, 0)
    return {
      queued: of('queued', 'claimed', 'handed'),
      sent: of('sent'),
      uncertain: of('uncertain'),
      bounced: of('bounced'),
      failed: of('failed'),
      cancelled: of('cancelled'),
    }
  }
  const invitations = counts(false)
  const reminded = counts(true)
  const waiting = invitations.queued + reminded.queued
  const state = stateOf(row, waiting)
  return {
    id: row.id,
    waveId: row.waveId,
    state,
    sendAt: row.sendAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    texts: row.texts,
    reminderTexts: row.reminderTexts,
    reminders: row.reminders,
    reminderDays: row.reminderDays,
    perMinute: row.perMinute,
    invitations,
    reminded,
    secondsLeft: state === 'sending' ? (waiting / Math.min(row.perMinute, most)) * 60 : null,
    failure: row.failure,
  }
}

function stateOf({ cancelledAt, sendAt, nextAt }: MailingRow, waiting: number): Mailing['state'] {
  if (cancelledAt !== null) return 'cancelled'
  if (nextAt === null) return 'done'
  if (sendAt.getTime() > Date.now()) return 'scheduled'
  return waiting > 0 ? 'sending' : 'reminding'
}
