import { Readable } from 'node:stream'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  Contact,
  ContactDetail,
  ContactPage,
  ContactSummary,
  DuplicateGroup,
  DuplicatePage,
} from '../../../api/contract/contact.ts'
import type { Db } from '../../../api/db/database.ts'
import type { InvitationState } from '../../../api/db/tables/invitations.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { storeUpload } from '../../../api/services/store-upload.ts'
import { createTestApp, done, openFieldwork, submission } from '../../test-app.ts'
import { registerOf } from '../register.ts'
import { everythingStored } from '../stored.ts'

describe('the register of contacts', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>
  let register: ReturnType<typeof registerOf>
  let fieldwork: Awaited<ReturnType<typeof openFieldwork>>

  beforeAll(async () => {
    test = await createTestApp({ worker: true })
    mine = await test.organisation('Mine')
    register = registerOf(test, mine)
    fieldwork = await openFieldwork(mine.ask)
    await done(
      mine.ask('PUT', '/api/contacts/attributes', {
        attributes: [
          { key: 'tier', title: { en: 'Tier' }, values: [{ code: 'gold', title: { en: 'Gold' } }] },
          { key: 'city', title: { en: 'City' }, values: [] },
        ],
      }),
    )
  })
  afterAll(() => test.stop())

  const inside = <T>(work: (db: Db) => Promise<T>) =>
    withOrganisation(test.databases.app, mine.organisationId, work)
  const add = (body: object) => done<Contact>(mine.ask('POST', '/api/contacts', body))
  const get = (id: string) => done<ContactDetail>(mine.ask('GET', `/api/contacts/${id}`))
  const page = (query: Record<string, string> = {}) =>
    done<ContactPage>(mine.ask('GET', `/api/contacts?${new URLSearchParams(query)}`))

  async function invite(contactId: string, state: InvitationState, waveId = fieldwork.wave.id) {
    const id = uuidv7()
    await inside((db) =>
      db
        .insertInto('invitation')
        .values({
          organisationId: mine.organisationId,
          id,
          programId: fieldwork.program.id,
          waveId,
          collectorId: fieldwork.collector.id,
          contactId,
          responseId: uuidv7(),
          tokenHash: id,
          state,
        })
        .execute(),
    )
    return id
  }
  const invitation = (id: string) =>
    inside((db) => db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

  /** An answer that came in, said to be this contact's. */
  async function answer(contactId: string) {
    const sent = submission()
    await done(test.ask('POST', fieldwork.path, sent))
    await inside((db) => db.updateTable('response').set({ contactId }).where('id', '=', sent.id).execute())
    return sent.id
  }

  it('keeps one spelling, and refuses what is no address, no attribute, nobody', async () => {
    await done(
      mine.ask('PUT', '/api/contacts/rule', { mostInvitations: null, inDays: null, callingCode: '86' }),
    )
    const made = await add({
      email: ' Li.Na@Example.ORG ',
      phone: '138-0013 8000',
      attributes: { tier: 'gold', city: '上海' },
    })
    expect(made).toMatchObject({ email: 'li.na@example.org', phone: '+8613800138000', name: '' })
    for (const [body, code, message] of [
      [{ email: 'nobody' }, 'invalid', 'email: is not an e-mail address'],
      [{ phone: '12' }, 'invalid', 'phone: is not a telephone number'],
      [{ name: 'Nobody' }, 'no-identity', /give a customer number/],
      [{ customerNumber: 'Q', attributes: { age: '7' } }, 'unknown-attribute', /attributes.age/],
      [
        { customerNumber: 'Q', attributes: { tier: 'lead' } },
        'unknown-value',
        'attributes.tier: is none of gold',
      ],
      [{ customerNumber: 'Q', name: 'a\0b' }, 'invalid', /control character/],
      [{ customerNumber: 'Q', organisationId: uuidv7() }, 'invalid', /organisationId/],
    ] as const) {
      const refused = await mine.ask('POST', '/api/contacts', body)
      expect([refused.status, refused.body.error.code]).toEqual([422, code])
      expect(refused.body.error.message).toMatch(message)
    }
  })

  it('knows a person again by number, else by address, and says whom', async () => {
    const ann = await add({ customerNumber: 'K-1', email: 'k1@example.org', phone: '+4411111111' })
    for (const body of [{ customerNumber: 'K-1' }, { email: 'K1@example.org' }, { phone: '+44 1111 1111' }]) {
      const refused = await mine.ask<{ error: { code: string; problems: { message: string }[] } }>(
        'POST',
        '/api/contacts',
        body,
      )
      expect([refused.status, refused.body.error.code]).toEqual([409, 'known-contact'])
      expect(refused.body.error.problems[0]?.message).toBe(ann.id)
    }
    // Two customers may share an address, and a household its telephone.
    await add({ customerNumber: 'K-2', email: 'k1@example.org' })
    await add({ email: 'k3@example.org', phone: '+4411111111' })
    const taken = await mine.ask('PATCH', `/api/contacts/${ann.id}`, { customerNumber: 'K-2' })
    expect([taken.status, taken.body.error.code]).toEqual([409, 'known-contact'])
    // Ten forms sent at once make one contact.
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => mine.ask('POST', '/api/contacts', { email: 'race@example.org' })),
    )
    expect(answers.filter(({ status }) => status === 201).length).toBe(1)
  })

  it('changes what is named; a new address has not bounced', async () => {
    const made = await add({ email: 'change@example.org', attributes: { city: 'York', tier: 'gold' } })
    const path = `/api/contacts/${made.id}`
    await inside((db) =>
      db.updateTable('contact').set({ bouncedAt: new Date() }).where('id', '=', made.id).execute(),
    )
    const named = await done<Contact>(mine.ask('PATCH', path, { name: 'Cy', attributes: { city: '' } }))
    expect(named).toMatchObject({ name: 'Cy', attributes: { tier: 'gold' }, email: 'change@example.org' })
    expect(named.bouncedAt).not.toBeNull()
    expect((await get(made.id)).invitable).toBe('bounced')
    const moved = await done<Contact>(mine.ask('PATCH', path, { email: 'moved@example.org' }))
    expect(moved.bouncedAt).toBeNull()
    await done(mine.ask('PATCH', path, { unsubscribed: true }))
    expect((await get(made.id)).invitable).toBe('unsubscribed')
    await done(mine.ask('PATCH', path, { unsubscribed: false }))
    expect((await get(made.id)).invitable).toBe('ok')
    await done(mine.ask('PATCH', path, { consent: 'withdrawn' }))
    await done(mine.ask('PATCH', path, { consent: 'given', unsubscribed: false }))
    const record = await inside((db) =>
      db
        .selectFrom('audit')
        .select(['actorId', 'action', 'subjectKind', 'detail'])
        .where('subjectId', '=', made.id)
        .orderBy('id')
        .execute(),
    )
    const by = { actorId: expect.any(String), subjectKind: 'contact' }
    // Said by whom; what was never said is not taken back.
    expect(record).toEqual([
      { ...by, action: 'unsubscription-taken-back', detail: {} },
      { ...by, action: 'withdrawal-taken-back', detail: { consent: 'given' } },
    ])
    const nobody = await mine.ask('PATCH', path, { email: null })
    expect([nobody.status, nobody.body.error.code]).toEqual([422, 'no-identity'])
    const stranger = await mine.ask('PATCH', path, { interviewerId: uuidv7() })
    expect([stranger.status, stranger.body.error.code]).toEqual([422, 'unknown-interviewer'])
  })

  it('is searched by any part of a name or address, filtered, and paged without loss', async () => {
    const rows = Array.from({ length: 130 }, (_, i) => {
      const number = String(i).padStart(3, '0')
      return `S-${number},${i % 2 === 0 ? '欧阳' : 'Search'} ${number},s${number}@pages.example,${i % 3 === 0 ? 'gold' : ''}`
    })
    await register.load(`customer-number,name,email,tier\n${rows.join('\n')}\n`, { batch: 'paged' })

    const seen: string[] = []
    let after: string | null = null
    for (;;) {
      const found: ContactPage = await page({ search: 'pages.example', ...(after === null ? {} : { after }) })
      seen.push(...found.contacts.map(({ name }) => name))
      expect(found.total).toBe(after === null ? 130 : null)
      if (found.next === null) break
      after = found.next
    }
    expect(seen.length).toBe(130)
    expect(new Set(seen).size).toBe(130)
    expect(seen).toEqual(seen.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))

    const total = async (query: Record<string, string>) => (await page(query)).total
    expect(await total({ search: '阳 004' })).toBe(1)
    expect(await total({ search: 'SEARCH pages' })).toBe(65)
    expect(await total({ search: '%' })).toBe(0)
    expect(await total({ search: "s00_@'; drop table contact; --" })).toBe(0)
    expect(await total({ batch: 'paged', attribute: 'tier', value: 'gold' })).toBe(44)
    expect(await total({ batch: 'paged', state: 'unsubscribed' })).toBe(0)
    expect(await total({ batch: 'paged', state: 'reachable' })).toBe(130)
    expect(await total({ batch: 'paged', consent: 'given' })).toBe(0)
    for (const query of ['state=all', 'attribute=$.x', 'search=%00', 'sort=name', 'interviewerId=me']) {
      expect([query, (await mine.ask('GET', `/api/contacts?${query}`)).status]).toEqual([query, 422])
    }
    expect((await page({ after: 'nonsense' })).total).not.toBeNull()
  })

  it('assigns batches and interviewers, evenly when there are several', async () => {
    const { interviewers } = await done<ContactSummary>(mine.ask('GET', '/api/contacts/summary'))
    await mine.member('analyst')
    const members = (await done<ContactSummary>(mine.ask('GET', '/api/contacts/summary'))).interviewers
    expect(members.length).toBe(interviewers.length + 1)
    const ids = members.slice(0, 2).map(({ id }) => id)
    const assigned = await done<{ assigned: number }>(
      mine.ask('POST', '/api/contacts/assign', {
        contacts: { filter: { search: 'pages.example' } },
        batch: 'phone June',
        interviewerIds: ids,
      }),
    )
    expect(assigned.assigned).toBe(130)
    for (const interviewerId of ids) expect((await page({ interviewerId })).total).toBe(65)
    expect((await page({ batch: 'phone June' })).total).toBe(130)
    const [first] = (await page({ batch: 'phone June' })).contacts
    const one = { contacts: { ids: [first?.id] }, batch: null, interviewerIds: null }
    await done(mine.ask('POST', '/api/contacts/assign', one))
    expect(await get(first?.id ?? '')).toMatchObject({ batch: null, interviewerId: null })
    const summary = await done<ContactSummary>(mine.ask('GET', '/api/contacts/summary'))
    expect(summary.batches).toContainEqual({ name: 'phone June', contacts: 129 })
    for (const body of [
      { contacts: { ids: [first?.id] } },
      { contacts: { ids: [] }, batch: 'x' },
      { contacts: { ids: [first?.id] }, interviewerIds: [uuidv7()] },
    ]) {
      expect((await mine.ask('POST', '/api/contacts/assign', body)).status).toBe(422)
    }
  })

  it('shows who may be the same person, and merges them: nothing said no is lost', async () => {
    await register.load('customer-number,email,name\nM-1,m@example.org,Mo\n,m2@example.org,Moritz\n')
    const [mo] = (await page({ search: 'M-1' })).contacts
    const [moritz] = (await page({ search: 'm2@' })).contacts
    if (mo === undefined || moritz === undefined) throw new Error('not there')
    // As somebody might put it right by hand, past the register's own check.
    await inside((db) =>
      db
        .updateTable('contact')
        .set({ email: 'm@example.org', unsubscribedAt: new Date(), phone: '+49111111' })
        .where('id', '=', moritz.id)
        .execute(),
    )
    const { groups } = await done<{ groups: DuplicateGroup[] }>(mine.ask('GET', '/api/contacts/duplicates'))
    const group = groups.find(({ value }) => value === 'm@example.org')
    expect([group?.by, group?.contacts.map(({ id }) => id).sort()]).toEqual([
      'email',
      [mo.id, moritz.id].sort(),
    ])
    // K-1 and K-2 share an address under two customer numbers: two customers.
    expect(groups.find(({ value }) => value === 'k1@example.org')).toBeUndefined()

    const queued = await invite(mo.id, 'queued')
    const completed = await invite(moritz.id, 'completed')
    const response = await answer(moritz.id)
    const merged = await done<Contact>(
      mine.ask('POST', '/api/contacts/merge', { keep: mo.id, others: [moritz.id] }),
    )
    expect(merged).toMatchObject({ id: mo.id, customerNumber: 'M-1', name: 'Mo', phone: '+49111111' })
    expect(merged.unsubscribedAt).not.toBeNull()
    expect((await mine.ask('GET', `/api/contacts/${moritz.id}`)).status).toBe(404)
    const detail = await get(mo.id)
    expect(detail.invitations.map(({ id, state }) => [id, state])).toEqual([[completed, 'completed']])
    expect(detail.responses).toBe(1)
    expect(await invitation(queued)).toMatchObject({ state: 'cancelled' })
    expect(
      await inside((db) =>
        db.selectFrom('response').select('contactId').where('id', '=', response).executeTakeFirst(),
      ),
    ).toEqual({ contactId: mo.id })
    const self = await mine.ask('POST', '/api/contacts/merge', { keep: mo.id, others: [mo.id] })
    expect(self.status).toBe(422)
  })

  it('lists duplicates to the last, some at a time, with how many there are', async () => {
    const firm = await test.organisation('Twins')
    const rows = Array.from({ length: 120 }, (_, i) => ({
      email: i < 60 ? `twin${String(i).padStart(3, '0')}@example.org` : null,
      phone: i < 60 ? null : `+4930${1000 + i}`,
    })).flatMap((shared) => [shared, shared])
    rows.push(...Array.from({ length: 23 }, () => ({ email: 'all@example.org', phone: null })))
    await withOrganisation(test.databases.app, firm.organisationId, (db) =>
      db
        .insertInto('contact')
        .values(
          rows.map((row) => ({
            ...row,
            id: uuidv7(),
            organisationId: firm.organisationId,
            attributes: '{}',
          })) as never,
        )
        .execute(),
    )
    const pages: DuplicatePage[] = []
    for (let next: string | null | undefined; next !== null; next = pages.at(-1)?.next ?? null) {
      pages.push(
        await done<DuplicatePage>(
          firm.ask('GET', `/api/contacts/duplicates${next === undefined ? '' : `?after=${next}`}`),
        ),
      )
    }
    expect(pages.map(({ groups, total }) => [groups.length, total])).toEqual([
      [50, 121],
      [50, null],
      [21, null],
    ])
    const groups = pages.flatMap(({ groups }) => groups)
    expect(new Set(groups.map(({ by, value }) => `${by} ${value}`)).size).toBe(121)
    // Of very many the first are shown, and how many they are.
    expect(groups[0]).toMatchObject({ by: 'email', value: 'all@example.org', size: 23 })
    expect(groups[0]?.contacts).toHaveLength(20)
    expect(groups[1]).toMatchObject({ value: 'twin000@example.org', size: 2, contacts: [{}, {}] })
    // Whoever sends what is no place begins anew.
    const anew = await done<DuplicatePage>(firm.ask('GET', '/api/contacts/duplicates?after=nowhere'))
    expect(anew).toEqual(pages[0])
  })

  it('makes no one person of two customer numbers, unless somebody says they are one', async () => {
    const people = await Promise.all(
      ['O-1', 'O-2', null].map((customerNumber, i) =>
        done<Contact>(mine.ask('POST', '/api/contacts', { customerNumber, email: `other${i}@example.org` })),
      ),
    )
    const [keep = '', other = '', nameless = ''] = people.map(({ id }) => id)
    const merge = (others: string[], said = {}) =>
      mine.ask('POST', '/api/contacts/merge', { keep, others, ...said })
    const refused = await merge([nameless, other])
    expect([refused.status, refused.body.error.code]).toEqual([409, 'other-numbers'])
    expect((await get(nameless)).id).toBe(nameless)
    expect((await merge([nameless])).status).toBe(200)
    expect((await merge([other], { confirmed: 'other-numbers' })).status).toBe(200)
    expect((await get(keep)).customerNumber).toBe('O-1')
    expect((await mine.ask('GET', `/api/contacts/${other}`)).status).toBe(404)
  })

  it.each(['unlink', 'delete'] as const)(
    'case 38: one person is erased everywhere, answers by %s; the record holds nothing personal',
    async (responses) => {
      const email = `erase-${responses}@example.org`
      await register.load(`customer-number,email,name,phone\nE-${responses},${email},Erika Gone,+49222222\n`)
      // The same person stands among the refused rows of another file.
      await register.load(`customer-number,email,name,phone\n,${email},Erika Gone,12\n`)
      const [erika] = (await page({ search: email })).contacts
      if (erika === undefined) throw new Error('not there')
      const queued = await invite(erika.id, 'queued')
      const other = await inside((db) =>
        db.selectFrom('wave').select('id').where('id', '<>', fieldwork.wave.id).executeTakeFirst(),
      )
      expect(other).toBeUndefined()
      const answered = await answer(erika.id)
      const known = { tier: 'gold', city: 'A village of one' }
      await done(mine.ask('PATCH', `/api/contacts/${erika.id}`, { attributes: known }))
      await inside((db) =>
        db
          .updateTable('observation')
          .set({ attributes: JSON.stringify({ ...known, region: 'local' }) })
          .where('responseId', '=', answered)
          .execute(),
      )
      const begun = uuidv7()
      await inside((db) =>
        db
          .insertInto('partial')
          .values({
            organisationId: mine.organisationId,
            id: begun,
            programId: fieldwork.program.id,
            waveId: fieldwork.wave.id,
            formId: fieldwork.wave.formId,
            collectorId: fieldwork.collector.id,
            contactId: erika.id,
            language: 'en',
            answers: JSON.stringify({ remark: 'I am Erika Gone' }),
            page: 'page-imag1',
            secretHash: begun,
            paradata: '{}',
            startedAt: new Date(),
          })
          .execute(),
      )
      // Looked at and not imported: a file of contacts, and one of interviews.
      const file = `imag1,email,name\n7,${email},Erika Gone\n`
      expect((await register.upload(file)).status).toBe(201)
      async function* bytes() {
        yield Buffer.from(file)
      }
      await storeUpload(test.databases.app, mine.organisationId, fieldwork.wave.id, {
        fileName: 'interviews.csv',
        body: bytes(),
      })
      const waiting = () =>
        inside(async (db) => [
          (await db.selectFrom('contactImportPart').select('position').execute()).length,
          (await db.selectFrom('uploadPart').select('position').execute()).length,
        ])
      expect(await waiting()).toEqual([1, 1])
      const asked = performance.now()
      await done(mine.ask('POST', `/api/contacts/${erika.id}/erase`, { responses }))
      expect(performance.now() - asked).toBeLessThan(60_000)

      expect((await mine.ask('GET', `/api/contacts/${erika.id}`)).status).toBe(404)
      expect(await invitation(queued)).toMatchObject({ state: 'cancelled' })
      expect((await invitation(queued)).contactId).not.toBe(erika.id)
      const kept = await inside((db) =>
        db.selectFrom('response').select(['id', 'contactId']).where('id', '=', answered).execute(),
      )
      expect(kept).toEqual(responses === 'delete' ? [] : [{ id: answered, contactId: null }])
      const observed = await inside((db) =>
        db.selectFrom('observation').select('attributes').where('responseId', '=', answered).execute(),
      )
      // What many share stays a segment; what was written of one person goes.
      const shared = { attributes: { tier: 'gold', region: 'local' } }
      expect(observed).toEqual(responses === 'delete' ? [] : [shared])

      expect(await waiting()).toEqual([0, 0])
      const stored = await everythingStored(test, mine.organisationId)
      const { audit, ...rest } = stored as Record<string, object[]>
      for (const trace of [erika.id, email, 'Erika Gone', known.city, `E-${responses}`]) {
        expect([trace, JSON.stringify(rest).includes(trace)]).toEqual([trace, false])
      }
      const record = audit?.find((row) => 'subject_id' in row && row.subject_id === erika.id)
      expect(record).toMatchObject({ action: 'contact-erased', subject_kind: 'contact' })
      expect(JSON.stringify(audit)).not.toMatch(/Erika|example\.org/)
      expect((await mine.ask('POST', `/api/contacts/${erika.id}/erase`, { responses })).status).toBe(404)
    },
  )

  it('case 27: exports hold no formula, and come back as they were', async () => {
    const wicked = '=cmd|calc!A0'
    await add({ customerNumber: 'X-1', name: wicked, phone: '+4433333333', attributes: { city: '@SUM(1)' } })
    const answer = await test.app.request('/api/contacts/export.csv?search=X-1', {
      headers: { cookie: mine.cookie },
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from('efbbbf', 'hex'))
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="contacts.csv"')
    expect(bytes.toString().slice(1)).toBe(
      'customer-number,name,email,phone,language,consent,unsubscribed,batch,tier,city\n' +
        "X-1,'=cmd|calc!A0,,'+4433333333,,unknown,no,,,'@SUM(1)\n",
    )
    expect(await register.load(bytes)).toMatchObject({ rows: 1, unchanged: 1, rejected: 0 })
    expect((await page({ search: 'X-1' })).contacts[0]).toMatchObject({
      name: wicked,
      attributes: { city: '@SUM(1)' },
    })

    const workbook = await test.app.request('/api/contacts/export.xlsx?search=X-1', {
      headers: { cookie: mine.cookie },
    })
    const sheet = await readSheet(Readable.from(Buffer.from(await workbook.arrayBuffer())))
    expect(sheet[1]?.slice(0, 4)).toEqual(['X-1', wicked, null, '+4433333333'])
  })

  it('an export of everything is whole, whatever is added meanwhile', async () => {
    const { total } = await page()
    const { body } = await mine.ask<string>('GET', '/api/contacts/export.csv')
    expect(body.trim().split('\n').length).toBe(1 + (total ?? 0))
  })

  it('case 30: another organisation sees, finds and changes nothing', async () => {
    const theirs = await test.organisation('Theirs')
    expect(await done<ContactPage>(theirs.ask('GET', '/api/contacts'))).toEqual({
      contacts: [],
      total: 0,
      next: null,
    })
    const [one] = (await page()).contacts
    const assigned = await done<{ assigned: number }>(
      theirs.ask('POST', '/api/contacts/assign', { contacts: { ids: [one?.id] }, batch: 'theirs' }),
    )
    expect(assigned.assigned).toBe(0)
    const own = await done<Contact>(theirs.ask('POST', '/api/contacts', { customerNumber: 'X-1' }))
    const merge = await theirs.ask('POST', '/api/contacts/merge', { keep: own.id, others: [one?.id] })
    expect(merge.status).toBe(404)
    expect((await get(one?.id ?? '')).batch).not.toBe('theirs')
  })
})
