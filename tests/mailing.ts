import { pino } from 'pino'
import type { MailingMade } from '../api/contract/mailing.ts'
import { openDatabases } from '../api/db/database.ts'
import { withOrganisation } from '../api/db/tenancy.ts'
import { uuidv7 } from '../api/ids.ts'
import { startJobs } from '../api/jobs/jobs.ts'
import { createInvitationLinks } from '../api/services/invitation-links.ts'
import { readMailing } from '../api/services/read-mailings.ts'
import { sendInvitations } from '../api/services/send-invitations.ts'
import { makeFieldwork } from './fieldwork.ts'

const text = {
  subject: 'How are we doing, {name}?',
  body: 'Dear {name},\n\nplease [tell us]({link}) about {brand}.',
}

/** A wave with so many contacts, invited straight in the database; `secret`: the one the sending server has. */
export async function makeMailing(databaseUrl: string, publicUrl: string, secret: string) {
  const { organisationId, waveId } = await makeFieldwork(databaseUrl, publicUrl)
  const databases = openDatabases(databaseUrl, () => undefined)
  const jobs = await startJobs(databases, pino({ level: 'silent' }))
  const db = databases.app
  return {
    organisationId,
    async addContacts(many: number): Promise<string[]> {
      const rows = Array.from({ length: many }, (_, i) => ({
        organisationId,
        id: uuidv7(),
        name: `Contact ${i}`,
        email: `contact-${i}@example.org`,
        attributes: '{}',
      }))
      await withOrganisation(db, organisationId, async (db) => {
        for (let from = 0; from < many; from += 5000) {
          await db
            .insertInto('contact')
            .values(rows.slice(from, from + 5000))
            .execute()
        }
      })
      return rows.map(({ email }) => email)
    },
    send: (): Promise<MailingMade> =>
      sendInvitations(
        { db, jobs, links: createInvitationLinks(secret), publicUrl, from: 'quality@example.org' },
        { organisationId, userId: uuidv7() },
        waveId,
        {
          contacts: { batch: null, attributes: {} },
          brandId: null,
          texts: { en: text, 'zh-Hans': text, 'zh-Hant': text },
          reminderTexts: {},
          reminders: 0,
          reminderDays: 5,
          perMinute: 60_000,
          sendAt: null,
        },
      ),
    read: (mailingId: string) => withOrganisation(db, organisationId, (db) => readMailing(db, mailingId)),
    /** Addresses whose message stands in a state. */
    addressesOf: (state: 'sent' | 'uncertain') =>
      withOrganisation(db, organisationId, async (db) => {
        const rows = await db
          .selectFrom('mail')
          .innerJoin('contact', 'contact.id', 'mail.contactId')
          .select('contact.email')
          .where('mail.state', '=', state)
          .orderBy('contact.email')
          .execute()
        return rows.map(({ email }) => email ?? '')
      }),
    async close() {
      await jobs.stop()
      await databases.close()
    },
  }
}
