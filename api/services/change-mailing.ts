import type { Mailing } from '../contract/mailing.ts'
import type { Db } from '../db/database.ts'
import { cancelMail, requeueUncertain } from '../db/mail.ts'
import { findMailing, updateMailing } from '../db/mailings.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { readMailing } from './read-mailings.ts'

/** What has not gone out stays in, reminders included; links already sent go on working. Twice is as good as once. */
export async function cancelMailing(db: Db, organisationId: string, mailingId: string): Promise<Mailing> {
  return withOrganisation(db, organisationId, async (db) => {
    const mailing = await findMailing(db, mailingId)
    if (mailing === undefined) throw notFound('mailing')
    if (mailing.cancelledAt === null) {
      await updateMailing(db, mailingId, { cancelledAt: new Date(), nextAt: null, failure: null })
      await cancelMail(db, { mailingId }, 'cancelled')
    }
    return readMailing(db, mailingId)
  })
}

/** A person has decided that the uncertain ones go once more, at the risk that some arrive twice. */
export async function resendUncertain(
  db: Db,
  jobs: Jobs,
  organisationId: string,
  mailingId: string,
): Promise<Mailing> {
  return withOrganisation(db, organisationId, async (db) => {
    const mailing = await findMailing(db, mailingId)
    if (mailing === undefined) throw notFound('mailing')
    if (mailing.cancelledAt !== null) {
      throw new ApiError(409, 'mailing-cancelled', 'mailing: it was cancelled; nothing more is sent from it')
    }
    if ((await requeueUncertain(db, mailingId)) > 0) {
      await updateMailing(db, mailingId, { nextAt: new Date() })
      await jobs.send(db, 'send-mail', { organisationId, mailingId })
    }
    return readMailing(db, mailingId)
  })
}
