import type { MailReason } from '../contract/mailing.ts'
import type { Db } from '../db/database.ts'
import {
  type ClaimedMail,
  updateEnded,
  updateHanded,
  updatePutBack,
  updateRequeued,
  updateSent,
  updateUncertain,
} from '../db/mail.ts'
import { listObstacles } from '../db/mail-obstacles.ts'
import { lockMailbox } from '../db/reachable.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { groupCommit } from '../services/group-commit.ts'
import { noteBounce } from '../services/note-bounce.ts'
import type { SmtpRefusal } from './smtp.ts'

/** Tries of one message, the last ones an hour apart. */
const MOST_ATTEMPTS = 12
const later = ({ attempts }: ClaimedMail) =>
  new Date(Date.now() + Math.min(2 ** (attempts - 1) * 15_000, 3_600_000))

/** Another sender has the message now, or it was cancelled, alone or with its mailing: this one must not let it go. */
export class ClaimLost extends Error {}

/** Something speaks against sending the message that did not when it was claimed. */
export class Unwanted extends Error {
  readonly reason: MailReason

  constructor(reason: MailReason) {
    super(`sendMail: ${reason}`)
    this.reason = reason
  }
}

/** What becomes of each message, written down; steps of messages under way at once share a commit. */
export function createPost(db: Db, organisationId: string, claimId: string) {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  // Looked at once more: between claiming and the last byte somebody may have answered, or said no.
  const handing = groupCommit<string, MailReason | 'handed' | 'lost'>((ids) =>
    inTenant(async (db) => {
      const handed = await updateHanded(db, claimId, ids)
      const kept = ids.filter((id) => !handed.has(id))
      const obstacles = await listObstacles(db, kept)
      return ids.map((id) => (handed.has(id) ? 'handed' : (obstacles.get(id) ?? 'lost')))
    }),
  )
  const sending = groupCommit<string, true>(async (ids) => {
    await inTenant((db) => updateSent(db, ids))
    return ids.map(() => true)
  })
  return {
    hand: async (id: string) => {
      const fate = await handing.add(id)
      if (fate === 'lost') throw new ClaimLost('sendMail: another sender has this message now')
      if (fate !== 'handed') throw new Unwanted(fate)
    },
    sent: (id: string) => sending.add(id),
    end: (mail: ClaimedMail, reason: MailReason) =>
      inTenant((db) => updateEnded(db, mail, 'cancelled', reason)),
    putBack: (mail: ClaimedMail) => inTenant((db) => updatePutBack(db, mail)),
    requeue: (mail: ClaimedMail, failure: string) =>
      inTenant((db) => updateRequeued(db, mail, later(mail), failure)),
    refused: (mail: ClaimedMail, { kind, message, unknown }: SmtpRefusal) =>
      inTenant(async (db) => {
        if (unknown) return updateUncertain(db, [mail.id])
        if (kind === 'bounced') {
          // Before the message: whoever unsubscribes at this moment holds them in this order.
          if (mail.contactId !== null) await lockMailbox(db, mail.contactId)
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
