import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { MailSettings } from '../../api/config.ts'
import type { Fieldwork } from '../../api/contract/fieldwork.ts'
import type { InvitationLine, InvitationPage, MailingMade, NewMailing } from '../../api/contract/mailing.ts'
import type { NewProgram } from '../../api/contract/program.ts'
import type { NewWave, Wave } from '../../api/contract/wave.ts'
import type { Db } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { uuidv7 } from '../../api/ids.ts'
import { keepJournals } from '../../api/jobs/mail-journal.ts'
import { sendMail } from '../../api/jobs/send-mail.ts'
import { readFieldwork } from '../../api/services/read-fieldwork.ts'
import { type InboxOptions, openInbox } from '../smtp-inbox.ts'
import { createTestApp, done, ORIGIN, openFieldwork } from '../test-app.ts'

export const FROM = 'Quality team <quality@example.org>'
const text = (words: string) => ({ subject: `${words}, {name}`, body: `${words} {name}: [answer]({link})` })
export const TEXTS = { en: text('Hello'), 'zh-Hans': text('您好'), 'zh-Hant': text('您好') }

type Test = Awaited<ReturnType<typeof createTestApp>>

/** The app with a real mail server of its own, and what people and the worker do with invitations. */
export async function openMailDesk({
  refuse,
  mail = {},
}: Pick<InboxOptions, 'refuse'> & { mail?: Partial<MailSettings> } = {}) {
  const inbox = await openInbox(refuse === undefined ? {} : { refuse })
  const journalFolder = await mkdtemp(join(tmpdir(), 'manyi-mail-'))
  const settings = { smtpUrl: inbox.url, from: FROM, journalFolder, ...mail }
  const test = await createTestApp({ mail: settings })
  return {
    inbox,
    test,
    settings,
    async stop() {
      await test.stop()
      await inbox.close()
      await rm(journalFolder, { recursive: true })
    },
    /** An organisation of this name with a wave that takes answers. */
    async wave(name: string, over: Partial<NewProgram> = {}) {
      const organisation = await test.organisation(name)
      return mailsOf(test, settings, organisation, await openFieldwork(organisation.ask, over))
    },
  }
}

/** A mail desk for a file of tests, and a new organisation with a wave for each of them. */
export function useMailDesk(name: string, over: Partial<NewProgram> = {}) {
  type Desk = Awaited<ReturnType<typeof openMailDesk>>
  const at = {} as { desk: Desk; wave: Awaited<ReturnType<Desk['wave']>> }
  let serial = 0
  beforeAll(async () => {
    at.desk = await openMailDesk()
  })
  afterAll(() => at.desk.stop())
  beforeEach(async () => {
    at.wave = await at.desk.wave(`${name}${++serial}`, over)
  })
  return at
}

function mailsOf(
  test: Test,
  mail: MailSettings,
  { ask, organisationId, ...organisation }: Awaited<ReturnType<Test['organisation']>>,
  fieldwork: Awaited<ReturnType<typeof openFieldwork>>,
) {
  const path = `/api/waves/${fieldwork.wave.id}`
  const inTenant = <T>(work: (db: Db) => Promise<T>) =>
    withOrganisation(test.databases.app, organisationId, work)
  return {
    ...organisation,
    ask,
    organisationId,
    fieldwork,
    path,
    inTenant,
    /** Contacts in a batch of their own. */
    async addContacts(...over: Record<string, unknown>[]) {
      const batch = uuidv7()
      const contacts = over.map((fields) => {
        const id = uuidv7()
        return {
          ...{ organisationId, id, name: 'Ada', email: `${id}@example.org` as string | null },
          ...{ attributes: '{}', batch },
          ...fields,
        }
      })
      await inTenant((db) => db.insertInto('contact').values(contacts).execute())
      return { batch, contacts }
    },
    mailing: async (batch: string, over: Partial<NewMailing> = {}, waveId = fieldwork.wave.id) =>
      (
        await done<MailingMade>(
          ask('POST', `/api/waves/${waveId}/mailings`, {
            ...{ contacts: { batch }, texts: TEXTS, perMinute: 60_000 },
            ...over,
          }),
        )
      ).mailing,
    /** Of the same program. */
    anotherWave: (over: Partial<NewWave> = {}) =>
      done<Wave>(
        ask('POST', `/api/programs/${fieldwork.program.id}/waves`, {
          ...{ name: 'Another wave', opensOn: '2020-01-01', closesOn: '2099-12-31' },
          ...over,
        }),
      ),
    /** One turn of the worker at a mailing. */
    turn: (mailingId: string, over: object = {}, signal?: AbortSignal) =>
      sendMail(
        {
          ...{ db: test.databases.app, mail, journals: keepJournals(mail.journalFolder), links: test.links },
          ...{ log: { warn: () => undefined } as never },
          ...over,
        },
        { organisationId, mailingId },
        signal,
      ),
    /** Time goes by for what was sent. */
    pass: (days: number) =>
      inTenant((db) =>
        sql`update mail set sent_at = sent_at - make_interval(days => ${days}),
          due_at = due_at - make_interval(days => ${days})`.execute(db),
      ),
    lines: async (): Promise<InvitationLine[]> =>
      (await done<InvitationPage>(ask('GET', `${path}/invitations`))).invitations,
    outcomes: async (): Promise<Fieldwork['outcomes']> =>
      (await readFieldwork(test.databases.app, organisationId, fieldwork.wave.id)).outcomes,
    responseIdOf: async (contactId = '') =>
      (
        await inTenant((db) =>
          db
            .selectFrom('invitation')
            .select('responseId')
            .where('contactId', '=', contactId)
            .executeTakeFirstOrThrow(),
        )
      ).responseId,
  }
}

/** The path of the personal link in a message. */
export const linkIn = (text: string | undefined) =>
  (/http:\S+\/r\/\S+\?i=[\w-]{22}/.exec(text ?? '')?.[0] ?? '').slice(ORIGIN.length)
