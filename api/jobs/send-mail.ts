import type { MailSettings } from '../config.ts'
import type { Language } from '../contract/common.ts'
import { listBrands } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import {
  type ClaimedMail,
  cancelMail,
  claimMail,
  findNextDue,
  hasDueMail,
  insertReminders,
  releaseClaims,
  updateEnded,
  updateHanded,
  updateRequeued,
  updateSent,
  updateUncertain,
} from '../db/mail.ts'
import { findMailing, type MailingRow, updateMailing } from '../db/mailings.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { renderMail } from '../forms/render-mail.ts'
import { uuidv7 } from '../ids.ts'
import type { Log } from '../log.ts'
import { groupCommit } from '../services/group-commit.ts'
import { answerUrl, hashOfToken, type InvitationLinks, unsubscribeUrl } from '../services/invitation-links.ts'
import { noteBounce } from '../services/note-bounce.ts'
import type { Work } from './jobs.ts'
import type { MailJournals } from './mail-journal.ts'
import { type Lane, openLane, SmtpRefusal } from './smtp.ts'

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
/** Tries of one message, the last ones an hour apart. */
const MOST_ATTEMPTS = 12
const later = ({ attempts }: ClaimedMail) =>
  new Date(Date.now() + Math.min(2 ** (attempts - 1) * 15_000, 3_600_000))

class ClaimLost extends Error {}

/**
 * One turn at a mailing: reminders that are due join the outbox, then messages go out at its pace until nothing is due,
 * the turn is over or the mail server takes nothing. Returns when to come back, or null.
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
  const pace = paceOf(mailing.perMinute)
  const post = createPost(db, organisationId, claimId)
  const road = createRoad(mail, lanes)
  const journal = await journals.open(claimId, { organisationId, mailingId })
  const end = Date.now() + turnMs
  let failure: string | null = null

  try {
    while (failure === null && signal?.aborted !== true && Date.now() < end) {
      const claimed = await inTenant((db) => claimMail(db, mailingId, claimId, { most: lanes * 10, pace }))
      if (claimed.length === 0) {
        if (!(await inTenant((db) => hasDueMail(db, mailingId)))) break
        await new Promise((done) => setTimeout(done, 100))
      }
      await road.each(claimed, async (message, lane) => {
        const reason = unwanted(message) ?? strange(message, links)
        if (reason !== undefined) return post.end(message, reason)
        if (failure !== null) return post.requeue(message, failure)
        try {
          const letter = letterOf(message, mailing, ownBrands, links)
          await (await lane()).send(letter, async () => {
            await post.hand(message.id)
            journal.going(message.id)
          })
          await post.sent(message.id)
        } catch (error) {
          if (error instanceof ClaimLost) return
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
    const next = await findNextDue(db, mailing, LEFT_BEHIND)
    await updateMailing(db, mailingId, { nextAt: next, failure })
    return next
  })
}

/** Undefined where nothing is to be done: now, or (cancelled, closed) ever again. */
async function prepare(db: Db, organisationId: string, mailingId: string) {
  const mailing = await findMailing(db, mailingId)
  if (mailing === undefined) return undefined
  if (mailing.cancelledAt !== null || mailing.waveState === 'closed') {
    await releaseClaims(db, mailingId, LEFT_BEHIND)
    await cancelMail(db, { mailingId }, mailing.cancelledAt === null ? 'the wave has closed' : 'cancelled')
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
  return { mailing, ownBrands: brands.filter(({ own }) => own).map(({ name }) => name) }
}

/** A second's worth at a time, or one message in so many seconds. */
const paceOf = (perMinute: number) =>
  perMinute >= 60
    ? { messages: Math.round(perMinute / 60), seconds: 1 }
    : { messages: 1, seconds: 60 / perMinute }

/** Why a message is not wanted any more. */
function unwanted({ contactId, email, invitationState, unwanted, number }: ClaimedMail): string | undefined {
  if (contactId === null || email === null) return 'the contact has no address any more'
  if (unwanted) return 'the contact wants no mail, or gets none'
  if (invitationState === 'completed') return 'answered already'
  if (invitationState === 'cancelled') return 'the invitation was taken back'
  if (number > 0 && (invitationState === 'bounced' || invitationState === 'failed')) return 'never arrived'
  return undefined
}

/** A link made with another secret would lead nowhere. */
const strange = ({ invitationId, tokenHash }: ClaimedMail, links: InvitationLinks) =>
  hashOfToken(links.tokenOf(invitationId)) === tokenHash
    ? undefined
    : 'the installation’s secret has changed since; its links cannot be made again'

function letterOf(
  message: ClaimedMail,
  mailing: MailingRow,
  ownBrands: readonly string[],
  links: InvitationLinks,
) {
  const texts = message.number === 0 ? mailing.texts : { ...mailing.texts, ...mailing.reminderTexts }
  const languages = [message.language, ...mailing.languages, ...Object.keys(texts)] as (Language | null)[]
  const language = languages.find((one) => one !== null && texts[one] !== undefined) ?? 'en'
  const token = links.tokenOf(message.invitationId)
  const unsubscribe = unsubscribeUrl(mailing.publicUrl, mailing.collectorKey, token)
  const rendered = renderMail(texts[language] ?? { subject: '', body: '{link}' }, {
    language,
    name: message.name,
    brand: message.brand ?? ownBrands.join(', '),
    program: mailing.programName,
    closesOn: mailing.closesOn,
    link: answerUrl(mailing.publicUrl, mailing.collectorKey, token),
    unsubscribe,
  })
  return {
    id: message.id,
    to: { name: message.name, address: message.email ?? '' },
    ...rendered,
    language,
    unsubscribe,
  }
}

/** What becomes of each message, written down; steps of messages under way at once share a commit. */
function createPost(db: Db, organisationId: string, claimId: string) {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const handing = groupCommit<string, boolean>(async (ids) => {
    const handed = await inTenant((db) => updateHanded(db, claimId, ids))
    return ids.map((id) => handed.has(id))
  })
  const sending = groupCommit<string, true>(async (ids) => {
    await inTenant((db) => updateSent(db, ids))
    return ids.map(() => true)
  })
  return {
    hand: async (id: string) => {
      if (!(await handing.add(id))) throw new ClaimLost('sendMail: another sender has this message now')
    },
    sent: (id: string) => sending.add(id),
    end: (mail: ClaimedMail, reason: string) => inTenant((db) => updateEnded(db, mail, 'cancelled', reason)),
    requeue: (mail: ClaimedMail, failure: string) =>
      inTenant((db) => updateRequeued(db, mail, later(mail), failure)),
    refused: (mail: ClaimedMail, { kind, message, unknown }: SmtpRefusal) =>
      inTenant(async (db) => {
        if (unknown) return updateUncertain(db, [mail.id])
        if (kind === 'bounced') {
          await updateEnded(db, mail, 'bounced', message)
          return noteBounce(db, organisationId, { ...mail, reason: message })
        }
        if (kind === 'refused' || mail.attempts >= MOST_ATTEMPTS) {
          return updateEnded(db, mail, 'failed', message)
        }
        return updateRequeued(db, mail, later(mail), message)
      }),
  }
}

/** Connections, opened when first used and again when one broke; each carries one message at a time. */
function createRoad({ smtpUrl, from }: MailSettings, lanes: number) {
  const open: (Lane | undefined)[] = Array.from({ length: lanes })
  return {
    async each(
      messages: readonly ClaimedMail[],
      run: (message: ClaimedMail, lane: () => Promise<Lane>) => Promise<unknown>,
    ) {
      const waiting = [...messages]
      const work = open.map(async (_, i) => {
        const lane = async () => {
          const kept = open[i]
          if (kept?.isOpen() === true) return kept
          const made = await openLane(smtpUrl, from)
          open[i] = made
          return made
        }
        for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
          await run(message, lane)
        }
      })
      // All of them first: what one failed at must not be looked into while another still sends.
      const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected')
      if (failed?.status === 'rejected') throw failed.reason
    },
    close: () => {
      for (const lane of open) lane?.close()
    },
  }
}
