import { releaseClaim } from '../db/mail.ts'
import { listDueMailings } from '../db/mailings.ts'
import { withOrganisation } from '../db/tenancy.ts'
import type { Jobs } from './jobs.ts'
import { type Sender, sendMail } from './send-mail.ts'

const LOOK_EVERY_MS = 10_000
/** Mailings that get their turn at the same time in one process. */
const AT_ONCE = 3

/**
 * Sends what is due. A turn that leaves something for soon asks for the next one; everything else (reminders in days,
 * turns lost with a process that was killed, a queue that gave up) is found by looking at the outbox itself.
 */
export async function startMailing(sender: Sender, jobs: Jobs): Promise<{ stop: () => void }> {
  const { db, log } = sender
  const busy = new Set<string>()
  for (let i = 0; i < AT_ONCE; i++) {
    await jobs.work('send-mail', async (work, signal) => {
      if (busy.has(work.mailingId)) return
      busy.add(work.mailingId)
      try {
        const next = await sendMail(sender, work, signal)
        if (next === null || next.getTime() > Date.now() + LOOK_EVERY_MS) return
        await jobs.send(db, 'send-mail', work, { startAfter: next })
      } finally {
        busy.delete(work.mailingId)
      }
    })
  }
  // A job that seems under way may be that of a sender that was killed, so only jobs that wait are counted on.
  const look = async () => {
    await releaseAbandoned(sender)
    for (const due of await listDueMailings(db)) {
      if (busy.has(due.mailingId)) continue
      const waiting = await jobs.has(db, 'send-mail', due, { states: ['created', 'retry'] })
      if (!waiting) await jobs.send(db, 'send-mail', due)
    }
  }
  const looking = () =>
    look().catch((error: Error) => log.warn({ error: error.message }, 'looking for mail that is due'))
  await looking()
  const timer = setInterval(() => void looking(), LOOK_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

/** Gives back what senders of this machine held when they were killed. */
export async function releaseAbandoned({ db, journals }: Pick<Sender, 'db' | 'journals'>): Promise<void> {
  for (const { claimId, organisationId, going } of await journals.abandoned()) {
    await withOrganisation(db, organisationId, (db) => releaseClaim(db, claimId, going))
    await journals.forget(claimId)
  }
}
