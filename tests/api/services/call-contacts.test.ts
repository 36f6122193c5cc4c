import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallCounts, CallsMade, NextCall } from '../../../api/contract/call.ts'
import type { InvitationPage, Mailings } from '../../../api/contract/mailing.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { type Ask, createTestApp, done, ORIGIN, openFieldwork, submission } from '../../test-app.ts'

describe('calling contacts', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let organisation: Awaited<ReturnType<typeof test.organisation>>
  let fieldwork: Awaited<ReturnType<typeof openFieldwork>>
  let interviewers: Ask[]
  let batch = ''

  beforeAll(async () => {
    test = await createTestApp()
    organisation = await test.organisation('Callers')
    interviewers = [await organisation.member('interviewer'), await organisation.member('interviewer')]
  })
  afterAll(() => test.stop())
  beforeEach(async () => {
    fieldwork = await openFieldwork(organisation.ask)
    batch = uuidv7()
  })

  const addContacts = async (...over: Record<string, unknown>[]) => {
    const { organisationId } = organisation
    const contacts = over.map((fields, i) => ({
      ...{
        organisationId,
        id: uuidv7(),
        name: `Person ${i}`,
        phone: `+86139000000${i}`,
        attributes: '{}',
        batch,
      },
      ...fields,
    }))
    await withOrganisation(test.databases.app, organisationId, (db) =>
      db.insertInto('contact').values(contacts).execute(),
    )
    return contacts
  }
  const list = () =>
    done<CallsMade>(
      organisation.ask('POST', `/api/waves/${fieldwork.wave.id}/calls`, { contacts: { batch } }),
    )
  const next = async (who = 0) =>
    (await done<NextCall>((interviewers[who] as Ask)('POST', `/api/waves/${fieldwork.wave.id}/calls/next`)))
      .call
  const counts = () =>
    done<CallCounts>((interviewers[0] as Ask)('GET', `/api/waves/${fieldwork.wave.id}/calls`))
  const say = (callId: string | undefined, attempt: object, who = 0) =>
    (interviewers[who] as Ask)('POST', `/api/calls/${callId}/attempts`, attempt)
  const pass = (hours: number) =>
    withOrganisation(test.databases.app, organisation.organisationId, (db) =>
      sql`update call set due_at = due_at - make_interval(hours => ${hours}),
        lease_until = lease_until - make_interval(hours => ${hours})`.execute(db),
    )

  it('lists those with a number, once, and says why others are not on the list', async () => {
    await addContacts({}, {}, { phone: null }, { unsubscribedAt: new Date() })
    const made = await list()
    expect(made).toEqual({
      added: 2,
      count: { chosen: 4, invitable: 2, leftOut: { 'no-address': 1, unsubscribed: 1 } },
    })
    expect((await list()).added).toBe(0)
    expect(await counts()).toMatchObject({ due: 2, later: 0, leased: 0, done: 0 })
  })

  it('gives no two interviewers the same person, and one the same again until the outcome is said', async () => {
    await addContacts(...Array.from({ length: 12 }, () => ({})))
    await list()
    const [first, second] = await Promise.all([next(0), next(1)])
    expect(first?.id).not.toBe(second?.id)
    expect((await next(0))?.id).toBe(first?.id)
    const taken = new Set<string>()
    await Promise.all(
      [0, 1].map(async (who) => {
        for (let call = await next(who); call !== null; call = await next(who)) {
          expect(taken.has(call.id)).toBe(false)
          taken.add(call.id)
          expect((await say(call.id, { outcome: '2.11' }, who)).status).toBe(201)
        }
      }),
    )
    expect(taken.size).toBe(12)
    expect(await counts()).toMatchObject({ due: 0, done: 12, outcomes: { '2.11': 12 } })
  })

  it('gives a person to another interviewer when the lease has run out, and the first may not speak for it', async () => {
    await addContacts({})
    await list()
    const call = await next(0)
    expect(await next(1)).toBeNull()
    await pass(1)
    expect((await next(1))?.id).toBe(call?.id)
    expect(await say(call?.id, { outcome: '2.11' }, 0)).toMatchObject({
      status: 409,
      body: { error: { code: 'not-yours' } },
    })
  })

  it('gives contacts that belong to somebody to nobody else', async () => {
    const { members } = await done<{ members: { id: string; email: string }[] }>(
      organisation.ask('GET', '/api/members'),
    )
    expect(members.length).toBe(3)
    await addContacts({ interviewerId: uuidv7() })
    await list()
    expect(await next(0)).toBeNull()
  })

  it('gives the contacts of an interviewer who has left to the others, and takes nobody’s from those who stay', async () => {
    type Summary = { interviewers: { id: string; name: string }[] }
    type Members = { members: { id: string; name: string }[] }
    await done(
      organisation.ask('POST', '/api/members', {
        name: 'Leaver',
        email: 'leaver@example.org',
        role: 'interviewer',
      }),
    )
    const { interviewers: all } = await done<Summary>(organisation.ask('GET', '/api/contacts/summary'))
    const idOf = (name: string) => all.find((one) => one.name === name)?.id ?? ''
    const [gone, stays] = await addContacts(
      { interviewerId: idOf('Leaver') },
      { interviewerId: idOf('Callers') },
    )
    await list()
    expect(await next(0)).toBeNull()
    const { members } = await done<Members>(organisation.ask('GET', '/api/members'))
    const leaver = members.find(({ name }) => name === 'Leaver')?.id
    await done(organisation.ask('DELETE', `/api/members/${leaver}`))
    expect(await next(0)).toMatchObject({ phone: gone?.phone })
    expect(await next(1)).toBeNull()
    const kept = await done<{ interviewerId: string }>(organisation.ask('GET', `/api/contacts/${stays?.id}`))
    expect(kept.interviewerId).toBe(idOf('Callers'))
  })

  it('counts as to be called whom it would give out: nobody who left, was turned away, or is somebody else’s', async () => {
    const contacts = await addContacts(
      {},
      { attributes: '{"region":"local"}' },
      {},
      {},
      {},
      { interviewerId: uuidv7() },
    )
    await list()
    const change = (place: number, over: object) =>
      withOrganisation(test.databases.app, organisation.organisationId, (db) =>
        db
          .updateTable('contact')
          .set(over)
          .where('id', '=', contacts[place]?.id ?? '')
          .execute(),
      )
    expect(await counts()).toMatchObject({ due: 5, others: 1, done: 0 })
    const quotas = [{ brandId: null, attributes: { region: 'local' }, target: 0 }]
    await done(organisation.ask('PUT', `/api/waves/${fieldwork.wave.id}/quotas`, { quotas }))
    await change(2, { unsubscribedAt: new Date() })
    await change(3, { phone: null })
    await done(organisation.ask('POST', `/api/contacts/${contacts[4]?.id}/erase`, { responses: 'delete' }))
    expect(await counts()).toMatchObject({ due: 1, later: 0, others: 1, done: 3 })
    const only = await next()
    expect(only?.name).toBe('Person 0')
    await say(only?.id, { outcome: '2.11' })
    expect(await next()).toBeNull()
    expect(await counts()).toMatchObject({ due: 0, others: 1, done: 4, nextAt: null })
    await done(organisation.ask('PUT', `/api/waves/${fieldwork.wave.id}/quotas`, { quotas: [] }))
    const again = await next()
    expect(again?.name).toBe('Person 1')
    await done(organisation.ask('PUT', `/api/waves/${fieldwork.wave.id}/quotas`, { quotas }))
    // On a screen already when the quota filled: said to its end.
    expect((await next())?.id).toBe(again?.id)
  })

  it('lists those asked by telephone alone as to be called or called, never as waiting for the post', async () => {
    await addContacts({}, {})
    await list()
    await say((await next())?.id, { outcome: '2.11' })
    const path = `/api/waves/${fieldwork.wave.id}`
    const states = async (query = '') =>
      (await done<InvitationPage>(organisation.ask('GET', `${path}/invitations${query}`))).invitations.map(
        ({ state }) => state,
      )
    expect((await states()).sort()).toEqual(['called', 'to-call'])
    expect(await states('?state=queued')).toEqual([])
    expect(await states('?state=called')).toEqual(['called'])
    const { invitations } = await done<Mailings>(organisation.ask('GET', `${path}/mailings`))
    expect(invitations).toEqual({ called: 1, 'to-call': 1 })
  })

  it('calls again at the time asked for, or after a while, and gives up after seven calls', async () => {
    await addContacts({})
    await list()
    const first = await next()
    const callBackAt = new Date(Date.now() + 2 * 3_600_000).toISOString()
    await say(first?.id, { outcome: '2.21', note: 'after lunch', callBackAt })
    expect(await next()).toBeNull()
    expect(await counts()).toMatchObject({ due: 0, later: 1, nextAt: callBackAt })
    await pass(3)
    const again = await next()
    expect(again?.attempts).toMatchObject([{ outcome: '2.21', note: 'after lunch', callBackAt }])
    for (let call = again; call !== null; call = await next()) {
      await say(call.id, { outcome: '3.13' })
      await pass(5)
    }
    expect(await counts()).toMatchObject({ done: 1, outcomes: { '3.13': 1 } })
  })

  it('calls again whoever has begun and named a time for the rest; without one, what is there is all', async () => {
    await addContacts({}, {})
    await list()
    const callBackAt = new Date(Date.now() + 2 * 3_600_000).toISOString()
    const first = await next()
    await say(first?.id, { outcome: '1.2', callBackAt })
    await say((await next())?.id, { outcome: '1.2' })
    expect(await counts()).toMatchObject({ due: 0, later: 1, done: 1, nextAt: callBackAt })
    await pass(3)
    expect(await next()).toMatchObject({ id: first?.id, attempts: [{ outcome: '1.2', callBackAt }] })
    await say(first?.id, { outcome: '2.12', callBackAt })
    expect(await counts()).toMatchObject({ later: 0, done: 2 })
  })

  it('types the answers into the person’s own form, as answered on the phone, and only then is it complete', async () => {
    const [contact] = await addContacts({ attributes: '{"tier":"gold"}', language: 'zh-Hans' })
    await list()
    const call = await next()
    expect(call).toMatchObject({
      name: 'Person 0',
      phone: '+861390000000',
      language: 'zh-Hans',
      answered: false,
    })
    expect(await say(call?.id, { outcome: '1.1' })).toMatchObject({
      status: 409,
      body: { error: { code: 'not-answered' } },
    })
    const script = call?.script.slice(ORIGIN.length) ?? ''
    const { responseId } = await withOrganisation(test.databases.app, organisation.organisationId, (db) =>
      db
        .selectFrom('invitation')
        .select('responseId')
        .where('contactId', '=', contact?.id ?? '')
        .executeTakeFirstOrThrow(),
    )
    await done(test.ask('POST', script, { ...submission({}, responseId), brandId: fieldwork.brandId }))
    expect((await next())?.answered).toBe(true)
    expect((await say(call?.id, { outcome: '1.1' })).status).toBe(201)
    const response = await withOrganisation(test.databases.app, organisation.organisationId, (db) =>
      db
        .selectFrom('response')
        .select(['paradata', 'contactId'])
        .where('id', '=', responseId)
        .executeTakeFirst(),
    )
    expect(response).toMatchObject({ paradata: { mode: 'phone' }, contactId: contact?.id })
    expect(await counts()).toMatchObject({ done: 1, outcomes: { '1.1': 1 } })
  })

  it('lets go of a person who was not called', async () => {
    await addContacts({})
    await list()
    const call = await next(0)
    await (interviewers[0] as Ask)('POST', `/api/calls/${call?.id}/release`)
    expect((await next(1))?.id).toBe(call?.id)
  })

  it('calls nobody in a closed wave, and refuses an outcome that is none', async () => {
    await addContacts({})
    await list()
    const call = await next()
    expect((await say(call?.id, { outcome: '9.9' })).status).toBe(422)
    await organisation.ask('POST', `/api/waves/${fieldwork.wave.id}/close`)
    expect(
      (await (interviewers[0] as Ask)('POST', `/api/waves/${fieldwork.wave.id}/calls/next`)).status,
    ).toBe(409)
  })
})
