import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Quotas } from '../../../api/contract/quota.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { hashOfSealed } from '../../../api/services/sealing.ts'
import { settlePartials } from '../../../api/services/settle-partials.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { invite } from '../bad-input/invite.ts'
import { saveBrokenOff } from '../save-partial.ts'
import { countStored, everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()

type Fieldwork = Awaited<ReturnType<typeof openFieldwork>>
type Cell = { brandId: string | null; attributes: Record<string, string>; target: number }

const put = (wave: { id: string }, quotas: Cell[]) =>
  mine.ask<Quotas & ErrorBody>('PUT', `/api/waves/${wave.id}/quotas`, { quotas })
const taken = async ({ wave }: Fieldwork) =>
  (await done<Quotas>(mine.ask('GET', `/api/waves/${wave.id}/quotas`))).quotas.map(({ taken }) => taken)
const stored = () => countStored(test.databases, mine.organisationId, 'response')
const send = (path: string, answers: Record<string, unknown> = {}) =>
  test.ask<ErrorBody>('POST', path, submission(answers))

it('case 20: a quota of 1 with 50 answers in parallel takes exactly one, and stores nothing of the others', async () => {
  const made = await openFieldwork(mine.ask)
  await done(put(made.wave, [{ brandId: made.brandId, attributes: {}, target: 1 }]))
  const before = await stored()
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(made.path)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.error?.code === 'quota-full')).toHaveLength(49)
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
  expect(await stored()).toBe(before + 1)
  expect(await taken(made)).toEqual([1])
  const wave = await done<Wave>(mine.ask('GET', `/api/waves/${made.wave.id}`))
  expect(wave.responses).toBe(1)
})

it('case 20: the same answer fifty times in parallel fills a quota of 1 once and is acknowledged each time', async () => {
  const made = await openFieldwork(mine.ask)
  await done(put(made.wave, [{ brandId: null, attributes: {}, target: 1 }]))
  const body = submission()
  const answers = await Promise.all(Array.from({ length: 50 }, () => test.ask('POST', made.path, body)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect(await taken(made)).toEqual([1])
})

it('case 20: an error while a quota is looked at stores nothing and says so; afterwards all is well', async () => {
  const made = await openFieldwork(mine.ask)
  await done(put(made.wave, [{ brandId: null, attributes: {}, target: 5 }]))
  const before = await everythingStored(test, mine.organisationId)
  const { system } = test.databases
  await sql`alter function admit(jsonb, jsonb, uuid[]) rename to admit_away`.execute(system)
  try {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(made.path)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
    expect(answers[0]?.body.error.code).toBe('not-stored')
    expect(answers[0]?.headers.get('retry-after')).toBe('1')
  } finally {
    await sql`alter function admit_away(jsonb, jsonb, uuid[]) rename to admit`.execute(system)
  }
  // Counting fails last, when the answer is written already: it is taken back.
  await sql`alter table quota add constraint broken check (taken = 0) not valid`.execute(system)
  try {
    expect((await send(made.path)).status).toBe(503)
  } finally {
    await sql`alter table quota drop constraint broken`.execute(system)
  }
  expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  expect((await send(made.path)).status).toBe(201)
  expect(await taken(made)).toEqual([1])
})

it('a segment’s quota holds that segment; what fits into several quotas needs room in all of them', async () => {
  const made = await openFieldwork(mine.ask)
  const local = { region: 'local' }
  await done(
    put(made.wave, [
      { brandId: null, attributes: {}, target: 3 },
      { brandId: made.brandId, attributes: local, target: 1 },
    ]),
  )
  expect((await send(made.path, local)).status).toBe(201)
  expect((await send(made.path, local)).status).toBe(409)
  expect((await send(made.path, { region: 'domestic' })).status).toBe(201)
  expect((await send(made.path)).status).toBe(201)
  expect((await send(made.path)).status).toBe(409)
  expect(await taken(made)).toEqual([3, 1])
})

it('a quota set while people answer counts every one of them and lets nobody slip between', async () => {
  const made = await openFieldwork(mine.ask)
  const sent = Array.from({ length: 60 }, () => send(made.path))
  await Promise.race(sent)
  const set = put(made.wave, [{ brandId: made.brandId, attributes: {}, target: 10 }])
  const more = Array.from({ length: 60 }, () => send(made.path))
  expect((await set).status).toBe(200)
  const statuses = (await Promise.all([...sent, ...more])).map(({ status }) => status)
  const acknowledged = statuses.filter((status) => status === 201).length
  expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
  expect(await taken(made)).toEqual([acknowledged])
  const wave = await done<Wave>(mine.ask('GET', `/api/waves/${made.wave.id}`))
  expect(wave.responses).toBe(acknowledged)
})

it('changing a target keeps the quota; leaving one out removes it and lets answers in again', async () => {
  const made = await openFieldwork(mine.ask)
  const cell = { brandId: made.brandId, attributes: {} }
  const first = await done<Quotas>(put(made.wave, [{ ...cell, target: 1 }]))
  expect((await send(made.path)).status).toBe(201)
  expect((await send(made.path)).status).toBe(409)
  const second = await done<Quotas>(put(made.wave, [{ ...cell, target: 2 }]))
  expect(second.quotas).toEqual([{ ...first.quotas[0], target: 2, taken: 1 }])
  expect((await send(made.path)).status).toBe(201)
  expect((await send(made.path)).status).toBe(409)
  expect((await done<Quotas>(put(made.wave, []))).quotas).toEqual([])
  expect((await send(made.path)).status).toBe(201)
})

it('interviews done elsewhere are counted, never refused', async () => {
  const made = await openFieldwork(mine.ask)
  await done(put(made.wave, [{ brandId: made.brandId, attributes: {}, target: 1 }]))
  await done(
    mine.ask('POST', `/api/waves/${made.wave.id}/imports`, {
      fileName: 'a.csv',
      csv: 'imag1\n7\n8\n9\n',
      brandId: made.brandId,
    }),
  )
  expect(await taken(made)).toEqual([3])
  expect((await send(made.path)).status).toBe(409)
})

it('who rates several brands fills each brand’s quota, and a quota for all brands once', async () => {
  const made = await openFieldwork(mine.ask, { loop: 2 })
  const link = await done<{ url: string }>(
    mine.ask('POST', `/api/waves/${made.wave.id}/collectors`, { brandId: null }),
  )
  const [ours = '', theirs = ''] = made.program.brands.map(({ id }) => id)
  const cells = [
    { brandId: null, attributes: {}, target: 5 },
    { brandId: ours, attributes: {}, target: 5 },
    { brandId: theirs, attributes: {}, target: 5 },
  ]
  await done(put(made.wave, cells))
  const { answers } = submission()
  const looped = Object.fromEntries(
    ['b1', 'b2'].flatMap((key) => Object.entries(answers).map(([code, value]) => [`${code}__${key}`, value])),
  )
  const body = { id: uuidv7(), language: 'en', answers: { ...looped, brands: [ours, theirs] } }
  const answer = await test.ask<ErrorBody>('POST', new URL(link.url).pathname, body)
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  expect(await taken(made)).toEqual([1, 1, 1])
  // Counted anew it is the same.
  expect((await done<Quotas>(put(made.wave, cells))).quotas.map(({ taken }) => taken)).toEqual([1, 1, 1])
})

it('who may rate several brands is told which of them are full, and turned away when all are', async () => {
  const made = await openFieldwork(mine.ask, { loop: 2 })
  const link = await done<{ url: string }>(
    mine.ask('POST', `/api/waves/${made.wave.id}/collectors`, { brandId: null }),
  )
  const [ours = '', theirs = ''] = made.program.brands.map(({ id }) => id)
  const local = { region: 'local' }
  await done(
    put(made.wave, [
      { brandId: ours, attributes: {}, target: 0 },
      { brandId: theirs, attributes: local, target: 0 },
    ]),
  )
  const screen = async (brands: string[], attributes = {}) =>
    (await test.ask('POST', `${new URL(link.url).pathname}/screen`, { brands, attributes })).body
  expect(await screen([])).toEqual({ room: true, full: [] })
  expect(await screen([ours, theirs])).toEqual({ room: true, full: [ours] })
  expect(await screen([theirs])).toEqual({ room: true, full: [] })
  expect(await screen([ours])).toEqual({ room: false, full: [ours] })
  expect(await screen([ours, theirs], local)).toMatchObject({ room: false })
  // A link for one brand asks about that one, whatever is said.
  const own = await test.ask('POST', `${made.path}/screen`, { brands: [theirs] })
  expect(own.body).toEqual({ room: false, full: [ours] })
})

it('a cell that nobody can fall into is refused with its place, and nothing changes', async () => {
  const made = await openFieldwork(mine.ask)
  const stranger = uuidv7()
  for (const [quotas, said] of [
    [[{ brandId: stranger, attributes: {}, target: 1 }], /quotas\.0: brandId is not a brand/],
    [[{ brandId: null, attributes: { shoe: '43' }, target: 1 }], /quotas\.0: this wave does not ask "shoe"/],
    [[{ brandId: null, attributes: { region: 'moon' }, target: 1 }], /quotas\.0: "moon" is not one of/],
    [
      [
        { brandId: null, attributes: {}, target: 1 },
        { brandId: null, attributes: {}, target: 2 },
      ],
      /quotas\.1: is for the same people as quotas\.0/,
    ],
    [[{ brandId: null, attributes: {}, target: -1 }], /target/],
    [[{ brandId: null, attributes: {}, target: 1.5 }], /target/],
    [Array.from({ length: 201 }, () => ({ brandId: null, attributes: {}, target: 1 })), /more than 200/],
  ] as const) {
    const answer = await put(made.wave, quotas as unknown as Cell[])
    expect([answer.status, answer.body.error.message]).toEqual([422, expect.stringMatching(said)])
  }
  expect(await taken(made)).toEqual([])
  const viewer = await mine.member('analyst')
  expect((await viewer('PUT', `/api/waves/${made.wave.id}/quotas`, { quotas: [] })).status).toBe(403)
  const theirs = await test.organisation('Theirs')
  expect((await theirs.ask('PUT', `/api/waves/${made.wave.id}/quotas`, { quotas: [] })).status).toBe(404)
})

it('somebody whose quota is full is told before answering, and what was saved is emptied', async () => {
  const made = await openFieldwork(mine.ask)
  const local = { region: 'local' }
  await done(put(made.wave, [{ brandId: made.brandId, attributes: local, target: 1 }]))
  const screen = (body: object) => test.ask<{ room: boolean }>('POST', `${made.path}/screen`, body)
  expect((await screen({ attributes: local })).body).toEqual({ room: true, full: [] })
  expect((await send(made.path, local)).status).toBe(201)

  expect((await screen({})).body).toEqual({ room: true, full: [] })
  expect((await screen({ attributes: { region: 'domestic' } })).body).toEqual({ room: true, full: [] })
  expect((await screen({ attributes: { ...local, more: 'said' } })).body).toMatchObject({ room: false })

  const id = uuidv7()
  const sealed = test.sealer.seal(id)
  await withOrganisation(test.databases.app, mine.organisationId, (db) =>
    db
      .insertInto('partial')
      .values({
        organisationId: mine.organisationId,
        id,
        programId: made.program.id,
        waveId: made.wave.id,
        formId: made.wave.formId,
        collectorId: made.collector.id,
        brandId: made.brandId,
        contactId: null,
        invitationId: null,
        language: 'en',
        answers: JSON.stringify(local),
        page: 'imag1',
        secretHash: hashOfSealed(sealed),
        paradata: '{}',
        startedAt: new Date(),
      })
      .execute(),
  )
  const partial = () =>
    withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('partial').select(['state', 'answers']).where('id', '=', id).executeTakeFirst(),
    )
  // A seal that is not ours, or of another answer, ends nothing.
  for (const other of [`${id}.BBBBBBBBBBBBBBBBBBBBBB`, id, test.sealer.seal(uuidv7())]) {
    expect((await screen({ attributes: local, sealed: other })).body).toMatchObject({ room: false })
    expect(await partial()).toEqual({ state: 'open', answers: local })
  }
  expect((await screen({ attributes: local, sealed })).body).toMatchObject({ room: false })
  expect(await partial()).toEqual({ state: 'screened-out', answers: {} })
  expect((await test.ask('POST', '/r/aaaaaaaaaaaaaa/screen', {})).status).toBe(404)
})

describe('who is turned away leaves nothing that could be counted', () => {
  const open = async () => {
    const made = await openFieldwork(mine.ask)
    await done(put(made.wave, [{ brandId: made.brandId, attributes: {}, target: 1 }]))
    const id = uuidv7()
    const sealed = test.sealer.seal(id)
    const { answers } = submission()
    let revision = 0
    return {
      made,
      save: () =>
        test.ask<{ kept: boolean }>('PUT', `${made.path}/partial`, {
          ...{ sealed, language: 'en', brandId: made.brandId, form: 1, answers, page: 'page-imag2' },
          revision: ++revision,
          startedAt: new Date().toISOString(),
        }),
      fill: async () => expect((await send(made.path)).status).toBe(201),
      sendIt: () => test.ask<ErrorBody>('POST', made.path, submission({}, id)),
      screen: () =>
        test.ask<{ room: boolean }>('POST', `${made.path}/screen`, { sealed, language: 'zh-Hans' }),
      /** A day later. */
      settle: () => settlePartials(test.databases.app, mine.organisationId, made.wave.id, { idleHours: 0 }),
      kept: () =>
        withOrganisation(test.databases.app, mine.organisationId, async (db) => ({
          partial: await db
            .selectFrom('partial')
            .select(['state', 'answers', 'paradata'])
            .where('id', '=', id)
            .executeTakeFirst(),
          observations: await db
            .selectFrom('observation')
            .select('partial')
            .where('responseId', '=', id)
            .execute(),
        })),
    }
  }
  const nothing = { partial: { state: 'screened-out', answers: {}, paradata: {} }, observations: [] }

  it('at the end, when everything was saved before, and coded', async () => {
    const one = await open()
    expect((await one.save()).body).toEqual({ kept: true })
    expect((await one.settle()).usable).toBe(1)
    expect((await one.kept()).observations).toEqual([{ partial: true }])
    await one.fill()
    expect((await one.sendIt()).body.error.code).toBe('quota-full')
    expect(await one.kept()).toEqual(nothing)
    expect((await one.save()).body).toEqual({ kept: false })
    expect(await one.settle()).toEqual({ usable: 0, tooLittle: 0 })
    expect(await one.kept()).toEqual(nothing)
  })

  it('at the end, when what was being saved arrives after it', async () => {
    const one = await open()
    await one.fill()
    expect((await one.sendIt()).body.error.code).toBe('quota-full')
    expect((await one.save()).body).toEqual({ kept: false })
    expect(await one.settle()).toEqual({ usable: 0, tooLittle: 0 })
    expect(await one.kept()).toEqual(nothing)
  })

  it('by the screening, whether it comes before the saving or after it', async () => {
    const [before, after] = [await open(), await open()]
    await before.fill()
    expect((await before.screen()).body).toMatchObject({ room: false })
    expect((await before.save()).body).toEqual({ kept: false })
    expect(await before.kept()).toEqual(nothing)

    await after.save()
    await after.settle()
    await after.fill()
    expect((await after.screen()).body).toMatchObject({ room: false })
    expect((await after.save()).body).toEqual({ kept: false })
    expect(await after.kept()).toEqual(nothing)
  })

  it('sent twice at once: refused twice, and nothing of it rests', async () => {
    const one = await open()
    await one.save()
    await one.fill()
    const before = await stored()
    const [again, refused] = await Promise.all([one.sendIt(), one.sendIt()])
    expect([again.status, refused.status]).toEqual([409, 409])
    expect(await stored()).toBe(before)
    expect(await one.kept()).toEqual(nothing)
  })

  it('what was saved in the moment it was sent is not counted beside it', async () => {
    const one = await open()
    expect((await one.sendIt()).status).toBe(201)
    await saveBrokenOff(test.databases, mine.organisationId, one.made, {
      id: await idOfOnly(one.made.wave.id),
      answers: submission().answers,
    })
    expect(await one.settle()).toEqual({ usable: 0, tooLittle: 0 })
    expect(await one.kept()).toEqual({ partial: undefined, observations: [{ partial: false }] })
  })

  const idOfOnly = (waveId: string) =>
    withOrganisation(test.databases.app, mine.organisationId, async (db) => {
      const { id } = await db
        .selectFrom('response')
        .select('id')
        .where('waveId', '=', waveId)
        .executeTakeFirstOrThrow()
      return id
    })
})

it('what the register knows of the invited fills quotas, and is known before the first question', async () => {
  const made = await openFieldwork(mine.ask)
  const { organisationId } = mine
  const people: Awaited<ReturnType<typeof invite>>[] = []
  for (const region of ['local', 'local', 'domestic']) {
    const person = await invite(test, { organisationId, fieldwork: made })
    await withOrganisation(test.databases.app, organisationId, (db) =>
      db
        .updateTable('contact')
        .set({ attributes: JSON.stringify({ region }) })
        .where('id', '=', person.contactId)
        .execute(),
    )
    people.push(person)
  }
  await done(put(made.wave, [{ brandId: null, attributes: { region: 'local' }, target: 1 }]))
  const answer = ({ responseId, token }: { responseId: string; token: string }) =>
    test.ask<ErrorBody>('POST', `${made.path}?i=${token}`, submission({}, responseId))
  const page = async () => (await test.ask<string>('GET', `${made.path}?i=${people[1]?.token}`)).body
  expect(await page()).toContain('<form')
  const statuses = []
  for (const person of people) statuses.push((await answer(person)).status)
  expect(statuses).toEqual([201, 409, 201])
  expect(await taken(made)).toEqual([1])
  // The page says so before it asks anything.
  expect(await page()).not.toContain('<form')
  const room = async (place: number, attributes = {}) =>
    (
      await test.ask<{ room: boolean }>('POST', `${made.path}/screen?i=${people[place]?.token}`, {
        attributes,
      })
    ).body.room
  // What is not asked because it is known is known to the page's script as well; what was answered counts more.
  expect([await room(1), await room(2)]).toEqual([false, true])
  expect(await room(1, { region: 'domestic' })).toBe(true)
})
