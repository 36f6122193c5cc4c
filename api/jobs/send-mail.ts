import type { MailSettings } from '../config.ts'
import { listBrands } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import { cancelMail, claimMail, hasDueMail, releaseClaims } from '../db/mail.ts'
import { listObstacles } from '../db/mail-obstacles.ts'
import { findNextDue, insertReminders } from '../db/mail-plan.ts'
import { countSending, findMailing, lockMailing, updateMailing } from '../db/mailings.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { shareWave } from '../db/waves.ts'
import { uuidv7 } from '../ids.ts'
import type { Log } from '../log.ts'
import type { InvitationLinks } from '../services/invitation-links.ts'
import type { Work } from './jobs.ts'
import type { MailJournals } from './mail-journal.ts'
import { ClaimLost, createPost, Unwanted } from './mail-post.ts'
import { createRoad } from './mail-road.ts'
import { SmtpRefusal } from './smtp.ts'
import { hasOtherSecret, writeLetter } from './write-letter.ts'

export interface Sender {
  readonly db: Db
  readonly mail: MailSettings
  readonly links: InvitationLinks
  readonly journals: MailJournals
  readonly log: Log
  /** Connections to the mail server at once. */
  readonly lanes?: number
  /** How long one turn may last, so that other mailings get theirs. */
  readonly turnMs?: number
}

/** Seconds until what a sender holds is taken for left behind; longer than any answer of a server is waited for. */
const LEFT_BEHIND = { claimed: 60, handed: 90 }
/** Whoever joins others lets them notice: as long as what they take at a time lasts. */
const NOTICE_MS = 1000

/**
 * One turn at a mailing: reminders that are due join the outbox, then messages go out at its share of the pace until nothing is due,
 * the turn is over, the mailing is cancelled or its wave closed, or the mail server takes nothing. Returns when to come back, or null.
 *
 * A message is claimed (and may be claimed again when its sender dies), composed and transmitted up to its last byte;
 * then `handed` is committed, noted in the journal, and only then the byte goes that makes the server take it. A sender
 * that dies before has certainly not sent it; one that dies after has almost certainly sent it, so it is never sent
 * again but shown as `uncertain` unless the server's answer was recorded. At most once each, and nobody is lost sight of.
 */
export async function sendMail(
  { db, mail, links, journals, log, lanes = 5, turnMs = 20_000 }: Sender,
  { organisationId, mailingId }: Work['send-mail'],
  signal?: AbortSignal,
): Promise<Date | null> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const prepared = await inTenant((db) => prepare(db, organisationId, mailingId))
  if (prepared === undefined) return null
  const { mailing, ownBrands } = prepared
  const claimId = uuidv7()
  const post = createPost(db, organisationId, claimId)
  const road = createRoad(mail, lanes)
  const journal = await journals.open(claimId, { organisationId, mailingId })
  const end = Date.now() + turnMs
  let failure: string | null = null
  try {
    if (prepared.sending > 1) await new Promise((done) => setTimeout(done, NOTICE_MS))
    while (failure === null && signal?.aborted !== true && Date.now() < end) {
      const claimed = await inTenant(async (db) => {
        if (!(await lockMailing(db, mailingId))) return undefined
        // One mail server takes what all mailings send: those under way share the pace.
        const pace = paceOf(mailing.perMinute / (await countSending(db, mailingId)))
        return claimMail(db, mailingId, claimId, { most: lanes * 10, pace, allowance: mail.perMinute })
      })
      if (claimed === undefined) break
      if (claimed.length === 0) {
        if (!(await inTenant((db) => hasDueMail(db, mailingId)))) break
        await new Promise((done) => setTimeout(done, 100))
      }
      const ids = claimed.map(({ id }) => id)
      const obstacles = await inTenant((db) => listObstacles(db, ids))
      await road.each(claimed, async (message, lane) => {
        const reason = obstacles.get(message.id)
        if (reason !== undefined) return post.end(message, reason)
        if (hasOtherSecret(message, links)) return post.end(message, 'secret-changed')
        if (failure !== null) return post.requeue(message, failure)
        if (signal?.aborted === true) return post.putBack(message)
        try {
          const letter = writeLetter(message, mailing, ownBrands, links)
          await (await lane()).send(letter, async () => {
            await post.hand(message.id)
            journal.going(message.id)
          })
          await post.sent(message.id)
        } catch (error) {
          if (error instanceof ClaimLost) return post.putBack(message)
          if (error instanceof Unwanted) return post.end(message, error.reason)
          if (!(error instanceof SmtpRefusal)) throw error
          if (error.kind === 'no-server') failure = error.message
          await post.refused(message, error)
        }
      })
    }
  } catch (error) {
    journal.abandon()
    throw error
  } finally {
    road.close()
  }
  await journal.close()
  if (failure !== null) log.warn({ mailingId, failure }, 'the mail server takes no mail')
  return inTenant(async (db) => {
    // What was stopped meanwhile is stopped by the next turn, at once.
    const mayGoOn = await lockMailing(db, mailingId)
    const next = mayGoOn ? await findNextDue(db, mailing, LEFT_BEHIND) : new Date()
    await updateMailing(db, mailingId, { nextAt: next, turnUntil: null, failure })
    return next
  })
}

/** Undefined where nothing is to be done: now, or (cancelled, or closed until it opens again) ever. */
async function prepare(db: Db, organisationId: string, mailingId: string) {
  const found = await findMailing(db, mailingId)
  // Whoever reopens the wave is waited for: else the mailing would be ended after it was to go on.
  if (found !== undefined) await shareWave(db, found.waveId)
  await lockMailing(db, mailingId)
  const mailing = await findMailing(db, mailingId)
  if (mailing === undefined) return undefined
  if (mailing.cancelledAt !== null || mailing.waveState === 'closed') {
    await releaseClaims(db, mailingId, LEFT_BEHIND)
    await cancelMail(db, { mailingId }, mailing.cancelledAt === null ? 'wave-closed' : 'cancelled')
    await updateMailing(db, mailingId, { nextAt: null, failure: null })
    return undefined
  }
  if (mailing.waveState === 'planned') {
    await updateMailing(db, mailingId, { nextAt: new Date(Date.now() + 300_000) })
    return undefined
  }
  await releaseClaims(db, mailingId, LEFT_BEHIND)
  await insertReminders(db, organisationId, mailing)
  const brands = await listBrands(db, mailing.programId)
  const ownBrands = brands.filter(({ own }) => own).map(({ name }) => name)
  return { mailing, ownBrands, sending: await countSending(db, mailingId) }
}

/** About a second's worth at a time, or one message in so many seconds. */
function paceOf(perMinute: number) {
  const messages = Math.max(1, Math.floor(perMinute / 60))
  return { messages, seconds: (messages * 60) / perMinute }
}
