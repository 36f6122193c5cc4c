import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NextCall } from '../../../api/contract/call.ts'
import type { InvitationPage, Mailing, MailingMade, Mailings } from '../../../api/contract/mailing.ts'
import type { Db } from '../../../api/db/database.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { keepJournals } from '../../../api/jobs/mail-journal.ts'
import { sendMail } from '../../../api/jobs/send-mail.ts'
import { releaseAbandoned, startMailing } from '../../../api/jobs/start-mailing.ts'
import { type Inbox, type InboxOptions, openInbox } from '../../smtp-inbox.ts'
import { type Ask, createTestApp, done, ORIGIN, openFieldwork, submission } from '../../test-app.ts'

const text = (words: string) => ({ subject: `${words}, {name}`, body: `${words} {name}: [answer]({link})` })
const TEXTS = { en: text('Hello'), 'zh-Hans': text('您好'), 'zh-Hant': text('您好') }
const FROM = 'Quality team <quality@example.org>'

describe('invitations by mail', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let organisationId: string
  let ask: Ask
  let fieldwork: Awaited<ReturnType<typeof openFieldwork>>
  let refuse: NonNullable<InboxOptions['refuse']>
  let inbox: Inbox
  let serial = 0
  let folder: string

  beforeAll(async () => {
    inbox = await openInbox({ refuse: (address, at) => refuse(address, at) })
    folder = await mkdtemp(join(tmpdir(), 'manyi-mail-'))
    test = await createTestApp({ mail: { smtpUrl: inbox.url, from: FROM, journalFolder: folder } })
    const organisation = await test.organisation('Senders')
    organisationId = organisation.organisationId
    ask = organisation.ask
  })
  afterAll(async () => {
    await test.stop()
    await inbox.close()
    expect(await readdir(folder)).toEqual([])
    await rm(folder, { recursive: true })
  })
  beforeEach(async () => {
    refuse = () => undefined
    fieldwork = await openFieldwork(ask)
  })

  const inTenant = <T>(work: (db: Db) => Promise<T>) =>
    withOrganisation(test.databases.app, organisationId, work)

  /** Contacts in a batch of their own. */
  async function addContacts(...over: Record<string, unknown>[]) {
    const batch = `batch ${++serial}`
    const contacts = over.map((fields, i) => ({
      organisationId,
      id: uuidv7(),
      name: 'Ada',
      email: `c${serial}-${i}@example.org`,
      attributes: '{}',
      batch,
      ...fields,
    }))
    await inTenant((db) => db.insertInto('contact').values(contacts).execute())
    return { batch, contacts }
  }

  const create = (batch: string, over: Record<string, unknown> = {}) =>
    ask<MailingMade>('POST', `/api/waves/${fieldwork.wave.id}/mailings`, {
      contacts: { batch },
      texts: TEXTS,
      perMinute: 60_000,
      ...over,
    })
  const sender = () => ({
    db: test.databases.app,
    mail: { smtpUrl: inbox.url, from: FROM, journalFolder: folder },
    journals: keepJournals(folder),
    links: test.links,
    log: { warn: () => undefined } as never,
  })
  const turn = (mailingId: string, over: object = {}, signal?: AbortSignal) =>
    sendMail({ ...sender(), ...over }, { organisationId, mailingId }, signal)
  /** Turns that begin at the same moment, and end when the watching does. */
  async function whileSending(mailingIds: readonly string[], watch: () => Promise<void>) {
    const stop = new AbortController()
    const turns = Promise.all(mailingIds.map((id) => turn(id, { turnMs: 60_000 }, stop.signal)))
    try {
      await watch()
    } finally {
      stop.abort()
      await turns
    }
  }
  /** How many of a mailing's messages were taken from the outbox within so many seconds, at most, after a moment. */
  const mostTakenWithin = async (seconds: number, mailingId: string, since = new Date(0)) => {
    const { rows } = await inTenant((db) =>
      sql<{ most: number }>`select max(together)::int as most from (
        select count(*) over (order by claimed_at
          range between ${`${seconds * 1e6 - 1} microseconds`}::interval preceding and current row) as together
        from mail where mailing_id = ${mailingId} and claimed_at > ${since}) as taken`.execute(db),
    )
    return rows[0]?.most
  }
  const mailings = () => done<Mailings>(ask('GET', `/api/waves/${fieldwork.wave.id}/mailings`))
  const find = async (id: string): Promise<Mailing | undefined> =>
    (await mailings()).mailings.find((mailing) => mailing.id === id)
  const lines = async () =>
    (await done<InvitationPage>(ask('GET', `/api/waves/${fieldwork.wave.id}/invitations`))).invitations
  const pass = (mailingId: string, days: number) =>
    inTenant((db) =>
      sql`update mail set sent_at = sent_at - make_interval(days => ${days}), due_at = due_at - make_interval(days => ${days})
        where mailing_id = ${mailingId}`.execute(db),
    )
  const linkIn = (text: string | undefined) => /http:\S+\/r\/\S+\?i=[\w-]{22}/.exec(text ?? '')?.[0] ?? ''

  it('go to each chosen contact once, in its language, with a link that takes its answer', async () => {
    const { batch, contacts } = await addContacts({ language: 'zh-Hans', name: '王小明' }, { language: null })
    const made = await create(batch)
    expect(made.status).toBe(201)
    expect(made.body.count).toEqual({ chosen: 2, invitable: 2, leftOut: {} })
    expect(made.body.mailing).toMatchObject({ state: 'sending', invitations: { queued: 2, sent: 0 } })
    expect(await turn(made.body.mailing.id)).toBeNull()
    expect(await find(made.body.mailing.id)).toMatchObject({
      state: 'done',
      invitations: { queued: 0, sent: 2 },
    })

    const [chinese] = await inbox.mailTo(contacts[0]?.email ?? '')
    const [english] = await inbox.mailTo(contacts[1]?.email ?? '')
    expect(chinese?.subject).toBe('您好, 王小明')
    expect(chinese?.headers.get('content-language')).toBe('zh-Hans')
    expect(english?.subject).toBe('Hello, Ada')
    expect(english?.from?.text).toBe('"Quality team" <quality@example.org>')
    expect(english?.html).toContain('Hello Ada: <a href="http')
    const link = linkIn(english?.text)
    expect(english?.headers.get('list')).toMatchObject({
      unsubscribe: { url: link.replace('/r/', '/u/') },
      'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
    })
    const responseId = await responseOf(contacts[1]?.id)
    const answered = await test.ask('POST', link.slice(ORIGIN.length), {
      ...submission({}, responseId),
      brandId: fieldwork.brandId,
    })
    expect(answered.status).toBe(201)
    expect((await lines()).map(({ state }) => state).sort()).toEqual(['completed', 'sent'])
  })

  const responseOf = async (contactId = '') => {
    const row = await inTenant((db) =>
      db
        .selectFrom('invitation')
        .select('responseId')
        .where('contactId', '=', contactId)
        .executeTakeFirstOrThrow(),
    )
    return row.responseId
  }

  it('leave out whoever may not be written to, and say why', async () => {
    const now = new Date()
    const { batch } = await addContacts(
      {},
      { email: null },
      { unsubscribedAt: now },
      { consent: 'withdrawn' },
      { bouncedAt: now },
      { email: 'same@example.org' },
      { email: 'Same@example.org' },
    )
    const expected = {
      chosen: 7,
      invitable: 2,
      leftOut: {
        'no-address': 1,
        unsubscribed: 1,
        'consent-withdrawn': 1,
        bounced: 1,
        'same-address': 1,
      },
    }
    const counted = await ask('POST', `/api/waves/${fieldwork.wave.id}/mailings/count`, { batch })
    expect(counted.body).toEqual(expected)
    expect((await create(batch)).body.count).toEqual(expected)
    const again = await ask('POST', `/api/waves/${fieldwork.wave.id}/mailings/count`, { batch })
    expect(again.body).toMatchObject({ invitable: 0, leftOut: { 'already-invited': 2, 'same-address': 1 } })
  })

  it('are refused whole when the choice is empty, a language lacks its text, or the wave is closed', async () => {
    const { batch } = await addContacts({})
    expect((await create('no such batch')).status).toBe(422)
    const { en } = TEXTS
    expect(await create(batch, { texts: { en } })).toMatchObject({ status: 422 })
    const unlinked = { ...en, body: 'no link' }
    expect(await create(batch, { texts: { ...TEXTS, en: unlinked } })).toMatchObject({ status: 422 })
    expect(
      await create(batch, { texts: { ...TEXTS, en: { ...en, subject: 'a\r\nBcc: b@example.org' } } }),
    ).toMatchObject({
      status: 422,
    })
    await ask('POST', `/api/waves/${fieldwork.wave.id}/close`)
    expect(await create(batch)).toMatchObject({ status: 409 })
    expect(await lines()).toEqual([])
    expect((await mailings()).mailings).toEqual([])
  })

  it('remind those who have not answered, once a round, and stop at an answer, an unsubscribing and the end', async () => {
    const { batch, contacts } = await addContacts({}, {}, {})
    const reminderTexts = { en: { subject: 'Again, {name}', body: 'Still open: {link}' } }
    const made = await create(batch, { reminders: 2, reminderDays: 3, reminderTexts })
    const { id } = made.body.mailing
    const next = await turn(id)
    expect(Math.round(((next?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(3)
    expect(await find(id)).toMatchObject({ state: 'reminding' })
    const address = (i: number) => contacts[i]?.email ?? ''
    const [first] = await inbox.mailTo(address(0))
    const link = linkIn(first?.text)

    await test.ask('POST', link.slice(ORIGIN.length), {
      ...submission({}, await responseOf(contacts[0]?.id)),
      brandId: fieldwork.brandId,
    })
    const [second] = await inbox.mailTo(address(1))
    const out = linkIn(second?.text).slice(ORIGIN.length).replace('/r/', '/u/')
    expect(await test.ask('GET', out)).toMatchObject({ status: 200 })
    const oneClick = await test.app.request(out, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(oneClick.status).toBe(200)

    await pass(id, 3)
    await turn(id)
    await turn(id)
    expect([0, 1, 2].map((i) => inbox.counts().get(address(i)))).toEqual([1, 1, 2])
    const [, reminder] = await inbox.mailTo(address(2))
    const [third] = await inbox.mailTo(address(2))
    expect(reminder?.subject).toBe('Again, Ada')
    expect(linkIn(reminder?.text)).toBe(linkIn(third?.text))
    expect(reminder?.messageId).not.toBe(third?.messageId)

    // Two rounds pass while nobody sends: one reminder, the last.
    await pass(id, 20)
    expect(await turn(id)).toBeNull()
    expect(inbox.counts().get(address(2))).toBe(3)
    expect(await find(id)).toMatchObject({ state: 'done', reminded: { sent: 2 } })
  })

  it('remind nobody who has refused on the telephone, or was turned away by a full quota', async () => {
    const { batch, contacts } = await addContacts(
      { name: 'refused', phone: '+493012345678' },
      { name: 'turned away' },
      { name: 'has not answered', phone: '+493012345679' },
      { name: 'would be turned away', attributes: '{"region":"local"}' },
    )
    const { brandId } = fieldwork
    const made = (await create(batch, { reminders: 1, reminderDays: 5, brandId })).body.mailing
    await turn(made.id)
    const path = `/api/waves/${fieldwork.wave.id}/calls`
    await done(ask('POST', path, { contacts: { batch } }))
    for (const outcome of ['2.11', '3.13']) {
      const { call } = await done<NextCall>(ask('POST', `${path}/next`))
      await done(ask('POST', `/api/calls/${call?.id}/attempts`, { outcome }))
      await inTenant((db) =>
        db
          .updateTable('contact')
          .set({ name: `said ${outcome}` })
          .where('phone', '=', call?.phone ?? '')
          .where('batch', '=', batch)
          .execute(),
      )
    }
    await done(
      ask('PUT', `/api/waves/${fieldwork.wave.id}/quotas`, {
        quotas: [{ brandId: null, attributes: {}, target: 0 }],
      }),
    )
    const [letter] = await inbox.mailTo(contacts[1]?.email ?? '')
    const [address, token] = linkIn(letter?.text).slice(ORIGIN.length).split('?')
    const sealed = test.sealer.seal(await responseOf(contacts[1]?.id))
    await done(
      test.ask('PUT', `${address}/partial?${token}`, {
        ...{ sealed, language: 'en', brandId: fieldwork.brandId, form: 1, answers: { imag1: 7 } },
        ...{ page: 'page-imag2', revision: 1, startedAt: '2026-11-22T10:00:00Z' },
      }),
    )
    await done(test.ask('POST', `${address}/screen?${token}`, { sealed, brandId: fieldwork.brandId }))
    // The fourth has not begun; by what the register says, there would be no room either.
    await done(
      ask('PUT', `/api/waves/${fieldwork.wave.id}/quotas`, {
        quotas: [{ brandId: fieldwork.brandId, attributes: { region: 'local' }, target: 0 }],
      }),
    )
    await pass(made.id, 5)
    expect(await turn(made.id)).toBeNull()
    expect(await find(made.id)).toMatchObject({ state: 'done', reminded: { sent: 1, cancelled: 3 } })
    const said = await lines()
    expect(said.find(({ name }) => name === 'said 3.13')).toMatchObject({ reminders: 1, failure: null })
    expect(said.find(({ name }) => name === 'said 2.11')).toMatchObject({
      reminders: 0,
      failure: { reason: 'settled-by-phone', said: null },
    })
    for (const name of ['turned away', 'would be turned away']) {
      expect(said.find((one) => one.name === name)?.failure).toEqual({ reason: 'turned-away', said: null })
    }
    // Nobody was asked in vain, and nobody's link was taken back.
    expect(said.map(({ state }) => state).sort()).toEqual(['sent', 'sent', 'sent', 'started'])
  })

  it('that an address refuses for good are bounced, for now are tried later, and for the message’s sake failed', async () => {
    const { batch, contacts } = await addContacts({}, {}, {}, {}, {}, {}, {})
    const [gone, full, odious, policy, fine, goneLate, unsaid] = contacts.map(({ email }) => email)
    let tries = 0
    refuse = (address, at) => {
      if (address === gone && at === 'rcpt') return { code: 550, message: '5.1.1 no such user' }
      if (address === full && at === 'rcpt' && ++tries === 1)
        return { code: 452, message: '4.2.2 mailbox full' }
      if (address === odious && at === 'data') return { code: 554, message: '5.7.1 looks like spam' }
      if (address === policy && at === 'rcpt') return { code: 550, message: '5.7.1 not from you' }
      if (address === goneLate && at === 'data') return { code: 550, message: '5.1.1 no such user' }
      // A bare 550 at the end may as well be about the words.
      if (address === unsaid && at === 'data') return { code: 550, message: 'no, at [5.1.1.9]' }
      return undefined
    }
    const { id } = (await create(batch)).body.mailing
    const next = await turn(id)
    expect(next?.getTime()).toBeGreaterThan(Date.now() + 10_000)
    expect(await find(id)).toMatchObject({
      invitations: { queued: 1, sent: 1, bounced: 2, failed: 3, cancelled: 0 },
    })
    const states = Object.fromEntries((await lines()).map(({ email, state }) => [email, state]))
    expect(states).toEqual({
      [gone ?? '']: 'bounced',
      [full ?? '']: 'queued',
      [odious ?? '']: 'failed',
      [policy ?? '']: 'failed',
      [fine ?? '']: 'sent',
      [goneLate ?? '']: 'bounced',
      [unsaid ?? '']: 'failed',
    })
    const reasons = Object.fromEntries((await lines()).map(({ email, failure }) => [email, failure]))
    expect(reasons).toEqual({
      [gone ?? '']: { reason: 'unknown-address', said: '550 5.1.1 no such user' },
      [full ?? '']: { reason: 'mailbox-full', said: '452 4.2.2 mailbox full' },
      [odious ?? '']: { reason: 'not-wanted', said: '554 5.7.1 looks like spam' },
      [policy ?? '']: { reason: 'not-wanted', said: '550 5.7.1 not from you' },
      [fine ?? '']: null,
      [goneLate ?? '']: { reason: 'unknown-address', said: '550 5.1.1 no such user' },
      [unsaid ?? '']: { reason: 'refused', said: '550 no, at [5.1.1.9]' },
    })
    const bounced = await inTenant((db) =>
      db
        .selectFrom('contact')
        .select('email')
        .where('bouncedAt', 'is not', null)
        .where('batch', '=', batch)
        .orderBy('email')
        .execute(),
    )
    expect(bounced).toEqual([{ email: gone }, { email: goneLate }])
    await pass(id, 1)
    expect(await turn(id)).toBeNull()
    expect(inbox.counts().get(full ?? '')).toBe(1)
  })

  it('that came back may be sent afresh once the address is put right, unless the person is on the call list', async () => {
    await done(ask('PUT', '/api/contacts/rule', { mostInvitations: 1, inDays: 30, callingCode: null }))
    const { batch, contacts } = await addContacts({ phone: '+493012345670' }, { phone: '+493012345671' }, {})
    const [wrong, called, returned] = contacts.map(({ email }) => email)
    refuse = (address, at) =>
      at === 'rcpt' && (address === wrong || address === called)
        ? { code: 550, message: '5.1.1 no such user' }
        : undefined
    const first = (await create(batch)).body.mailing
    await turn(first.id)
    // The last was sent, and came back later.
    const sent = (await lines()).find(({ email }) => email === returned)
    await done(ask('POST', `/api/invitations/${sent?.id}/bounced`))
    const count = () => ask('POST', `/api/waves/${fieldwork.wave.id}/mailings/count`, { batch })
    expect((await count()).body).toMatchObject({
      invitable: 0,
      leftOut: { bounced: 2, 'already-invited': 1 },
    })

    await inTenant((db) =>
      db
        .updateTable('contact')
        .set({ phone: null })
        .where('id', '=', contacts[0]?.id ?? '')
        .execute(),
    )
    await done(ask('POST', `/api/waves/${fieldwork.wave.id}/calls`, { contacts: { batch } }))
    for (const [i, { id }] of contacts.entries()) {
      await done(ask('PATCH', `/api/contacts/${id}`, { email: `right-${serial}-${i}@example.org` }))
    }
    expect((await count()).body).toMatchObject({ invitable: 2, leftOut: { 'already-invited': 1 } })
    await turn((await create(batch)).body.mailing.id)
    const right = (i: number) => inbox.counts().get(`right-${serial}-${i}@example.org`)
    expect([0, 1, 2].map(right)).toEqual([1, undefined, 1])
    // Asked now, or about to be called, the rule holds.
    const elsewhere = await openFieldwork(ask)
    const counted = await ask('POST', `/api/waves/${elsewhere.wave.id}/mailings/count`, { batch })
    expect(counted.body).toMatchObject({ invitable: 0, leftOut: { 'too-often': 3 } })
    await done(ask('PUT', '/api/contacts/rule', { mostInvitations: null, inDays: null, callingCode: null }))
  })

  it('wait, counted and unhurt, while no mail server is there, and the screen can say why', async () => {
    const { batch } = await addContacts({}, {})
    const { id } = (await create(batch)).body.mailing
    const closed = { mail: { smtpUrl: 'smtp://127.0.0.1:1', from: FROM, journalFolder: folder } }
    const next = await turn(id, closed)
    expect(next?.getTime()).toBeGreaterThan(Date.now() + 5000)
    const waiting = await find(id)
    expect(waiting).toMatchObject({ state: 'sending', invitations: { queued: 2 } })
    expect(waiting?.failure).toMatch(/ECONNREFUSED/)
    await pass(id, 1)
    await turn(id)
    expect(await find(id)).toMatchObject({ state: 'done', failure: null, invitations: { sent: 2 } })
  })

  it('go to a server that wants a password, and wait, unhurt, while it is the wrong one', async () => {
    const guarded = await openInbox({ login: { user: 'firm', password: 'p@ss/word' } })
    const url = (password: string) =>
      guarded.url.replace('smtp://', `smtp://firm:${encodeURIComponent(password)}@`)
    const { batch, contacts } = await addContacts({})
    const { id } = (await create(batch)).body.mailing
    const by = (password: string) => ({
      mail: { smtpUrl: url(password), from: FROM, journalFolder: folder },
    })
    await turn(id, by('wrong'))
    expect(await find(id)).toMatchObject({ state: 'sending', invitations: { queued: 1 } })
    expect((await find(id))?.failure).toContain('wrong password')
    await pass(id, 1)
    await turn(id, by('p@ss/word'))
    expect(guarded.counts().get(contacts[0]?.email ?? '')).toBe(1)
    await guarded.close()
  })

  it('go out at the pace asked for, whoever sends', async () => {
    const { batch, contacts } = await addContacts(...Array.from({ length: 24 }, () => ({})))
    const { id } = (await create(batch, { perMinute: 300 })).body.mailing
    const begun = Date.now()
    const sent = () => contacts.filter(({ email }) => inbox.counts().has(email)).length
    await whileSending([id, id], () => expect.poll(sent).toBeGreaterThan(10))
    const seconds = (Date.now() - begun) / 1000
    expect(sent()).toBeLessThanOrEqual(5 * (Math.floor(seconds) + 1))
    expect(await mostTakenWithin(1, id)).toBe(5)
  })

  it('share the pace with the other mailings of the installation, whoever’s they are', async () => {
    const [one, two] = [await addContacts(...people(60)), await addContacts(...people(60))]
    const first = (await create(one.batch, { perMinute: 300 })).body.mailing
    const second = (await create(two.batch, { perMinute: 300 })).body.mailing
    const sentOf = ({ contacts }: typeof one) =>
      contacts.filter(({ email }) => inbox.counts().has(email)).length
    let both = new Date()
    await whileSending([first.id, second.id], async () => {
      const fewer = () => Math.min(sentOf(one), sentOf(two))
      await expect.poll(fewer).toBeGreaterThan(0)
      // From here on each knows of the other.
      both = new Date()
      const before = Math.max(sentOf(one), sentOf(two))
      await expect.poll(fewer).toBeGreaterThan(before + 4)
    })
    for (const { id } of [first, second]) expect(await mostTakenWithin(0.8, id, both)).toBe(2)
    // Alone again, a mailing has all of it.
    const [before, alone] = [sentOf(one), new Date()]
    await whileSending([first.id], () => expect.poll(() => sentOf(one)).toBeGreaterThan(before + 5))
    expect(await mostTakenWithin(1, first.id, alone)).toBe(5)
    for (const { id } of [first, second]) await done(ask('POST', `/api/mailings/${id}/cancel`))
  })
  const people = (many: number) => Array.from({ length: many }, () => ({}))

  it('that two senders reach for at once are sent once', async () => {
    const { batch, contacts } = await addContacts(...Array.from({ length: 60 }, () => ({})))
    const { id } = (await create(batch)).body.mailing
    await Promise.all([turn(id), turn(id), turn(id)])
    expect(contacts.map(({ email }) => inbox.counts().get(email))).toEqual(contacts.map(() => 1))
  })

  it('cancelled stay in, and may be asked for afresh', async () => {
    const { batch } = await addContacts({}, {})
    const { id } = (await create(batch, { sendAt: '2099-01-01T00:00:00Z' })).body.mailing
    expect(await find(id)).toMatchObject({ state: 'scheduled' })
    expect(await turn(id)).toEqual(new Date('2099-01-01T00:00:00Z'))
    await ask('POST', `/api/mailings/${id}/cancel`)
    expect(await find(id)).toMatchObject({ state: 'cancelled', invitations: { cancelled: 2 } })
    expect((await lines()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
    const again = await create(batch)
    expect(again.body.count).toMatchObject({ invitable: 2 })
    await turn(again.body.mailing.id)
    expect((await lines()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('handed over when the sender died are neither sent again nor lost sight of, until a person says so', async () => {
    const { batch, contacts } = await addContacts({}, {})
    const { id } = (await create(batch)).body.mailing
    const claimId = uuidv7()
    const leave = (state: string, email: string) =>
      inTenant((db) =>
        sql`update mail set state = ${state}, claim_id = ${claimId}, claimed_at = now() - interval '10 minutes'
          from contact where contact.id = mail.contact_id and contact.email = ${email}`.execute(db),
      )
    const [handed, claimed] = contacts.map(({ email }) => email)
    await leave('handed', handed ?? '')
    await leave('claimed', claimed ?? '')
    await turn(id)
    expect([handed, claimed].map((email) => inbox.counts().get(email ?? ''))).toEqual([undefined, 1])
    expect(await find(id)).toMatchObject({ state: 'done', invitations: { sent: 1, uncertain: 1 } })
    const page = await done<InvitationPage>(
      ask('GET', `/api/waves/${fieldwork.wave.id}/invitations?state=uncertain`),
    )
    expect(page.invitations.map(({ email, uncertain }) => [email, uncertain])).toEqual([[handed, true]])
    await ask('POST', `/api/mailings/${id}/resend-uncertain`)
    await turn(id)
    expect(inbox.counts().get(handed ?? '')).toBe(1)
    expect(await find(id)).toMatchObject({ invitations: { sent: 2, uncertain: 0 } })
  })

  it('of a sender that was killed are told apart by its journal: let go or not', async () => {
    const { batch, contacts } = await addContacts({}, {})
    const { id } = (await create(batch)).body.mailing
    const claimId = uuidv7()
    await inTenant((db) =>
      sql`update mail set state = 'handed', claim_id = ${claimId}, claimed_at = now() where mailing_id = ${id}`.execute(
        db,
      ),
    )
    const mailOf = await inTenant((db) =>
      db
        .selectFrom('mail')
        .select('id')
        .where('contactId', '=', contacts[0]?.id ?? '')
        .executeTakeFirstOrThrow(),
    )
    const head = { host: hostname(), pid: process.pid, organisationId, mailingId: id }
    await writeFile(join(folder, claimId), `${JSON.stringify(head)}\n${mailOf.id}\n`)
    expect(await turn(id)).not.toBeNull()
    await releaseAbandoned(sender())
    expect(await turn(id)).toBeNull()
    expect(contacts.map(({ email }) => inbox.counts().get(email))).toEqual([undefined, 1])
    expect(await find(id)).toMatchObject({ invitations: { sent: 1, uncertain: 1 } })
  })

  it('are sent by the worker without being told, and a person may mark one as bounced', async () => {
    const { batch, contacts } = await addContacts({})
    const mailing = await startMailing(sender(), test.jobs)
    await create(batch)
    const address = contacts[0]?.email ?? ''
    // It looks every ten seconds.
    await expect.poll(() => inbox.counts().has(address)).toBe(true)
    mailing.stop()
    await expect.poll(async () => (await lines())[0]?.state).toBe('sent')
    expect(inbox.counts().get(address)).toBe(1)
    const [line] = await lines()
    expect((await ask('POST', `/api/invitations/${line?.id}/bounced`)).status).toBe(200)
    expect((await lines())[0]?.state).toBe('bounced')
  })
})
