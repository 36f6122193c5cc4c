import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenForm, PartialAnswers } from '../../../api/contract/response.ts'
import type { Collector } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { eraseResponse } from '../../../api/services/erase-response.ts'
import { createTestApp, done, openFieldwork, submission } from '../../test-app.ts'
import { everythingStored } from '../stored.ts'

describe('answers under way', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>
  let fieldwork: Awaited<ReturnType<typeof openFieldwork>>
  beforeAll(async () => {
    test = await createTestApp()
    mine = await test.organisation('Mine')
    fieldwork = await openFieldwork(mine.ask)
  })
  afterAll(() => test.stop())

  const stored = (id: string) =>
    withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('partial').selectAll().where('id', '=', id).executeTakeFirst(),
    )
  const begun = (over: Partial<PartialAnswers> = {}, id: string = uuidv7()): PartialAnswers => ({
    sealed: test.sealer.seal(id),
    language: 'en',
    brandId: fieldwork.brandId,
    form: 1,
    answers: { imag1: 7 },
    page: 'page-imag2',
    revision: 1,
    startedAt: '2026-11-22T10:00:00Z',
    paradata: {},
    ...over,
  })
  const save = (body: unknown, path = fieldwork.path) =>
    test.ask<{ kept: boolean; error: { code: string; message: string } }>('PUT', `${path}/partial`, body)
  /** Without the counts: a page that is opened is counted, whoever opens it. */
  const everything = async () => {
    const { collector_count: _, ...rows } = await everythingStored(test, mine.organisationId)
    return rows
  }
  const idOf = ({ sealed }: PartialAnswers) => sealed.split('.')[0] ?? ''

  it('are kept whole, and only newer ones replace them', async () => {
    const first = begun()
    expect((await save(first)).body).toEqual({ kept: true })
    expect((await save(first)).body).toEqual({ kept: false })
    expect(
      (await save({ ...first, revision: 3, answers: { imag1: 2, imag2: 4 }, page: 'page-imag3' })).body,
    ).toEqual({ kept: true })
    expect((await save({ ...first, revision: 2 })).body).toEqual({ kept: false })
    expect(await stored(idOf(first))).toMatchObject({
      answers: { imag1: 2, imag2: 4 },
      page: 'page-imag3',
      revision: 3,
    })
  })

  it('end with the whole answer, and do not come back after it', async () => {
    const first = begun()
    await save(first)
    await done(test.ask('POST', fieldwork.path, submission({}, idOf(first))))
    expect(await stored(idOf(first))).toBeUndefined()
    expect((await save({ ...first, revision: 9 })).body).toEqual({ kept: false })
    expect(await stored(idOf(first))).toBeUndefined()
  })

  it.each([
    ['a seal of nobody', (one: PartialAnswers) => `${idOf(one)}.AAAAAAAAAAAAAAAAAAAAAA`],
    ['another id under a true seal', (one: PartialAnswers) => `${uuidv7()}.${one.sealed.split('.')[1]}`],
    ['no seal', idOf],
    ['nonsense', () => "'; drop table partial; --"],
  ])('case 19: %s neither reads nor changes them', async (_, forge) => {
    const first = begun()
    await save(first)
    const before = await everything()
    const answer = await save({ ...first, revision: 5, sealed: forge(first) })
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not-found'])
    const page = await test.app.request(fieldwork.path, {
      headers: { cookie: `manyi-answer=${encodeURIComponent(forge(first))}` },
    })
    expect(await page.text()).not.toMatch(/name="q:imag1" value="7"[^>]*checked/)
    const receipt = await test.app.request(`${fieldwork.path}/receipt?s=${encodeURIComponent(forge(first))}`)
    expect(receipt.status).toBe(404)
    expect(await everything()).toEqual(before)
  })

  it.each([
    ['a rating out of range', { imag1: 99 }, 'imag1'],
    ['a rating of text', { imag1: '<b>7</b>' }, 'imag1'],
    ['a question of another form', { odd: 1 }, 'odd'],
    ['a non-answer that is not offered', { imag1: 'refused' }, 'imag1'],
    ['a region that there is not', { region: 'moon' }, 'region'],
  ])('cases 5–7: %s is refused by name, and nothing is kept', async (_, answers, item) => {
    const first = begun({ answers })
    const answer = await save(first)
    expect([answer.status, answer.body.error.code]).toEqual([422, 'not-codable'])
    expect(answer.body.error.message).toContain(item)
    expect(await stored(idOf(first))).toBeUndefined()
  })

  it('case 21: a wave that is closed keeps nothing more, planned ones nothing yet', async () => {
    const own = await openFieldwork(mine.ask)
    const first = begun({ brandId: own.brandId })
    await save(first, own.path)
    await mine.ask('POST', `/api/waves/${own.wave.id}/close`)
    const late = await save({ ...first, revision: 2 }, own.path)
    expect([late.status, late.body.error.code]).toEqual([410, 'wave-closed'])
    expect(await stored(idOf(first))).toMatchObject({ revision: 1 })
  })

  it('case 22: markup in an answer is text again on the page', async () => {
    const own = await openFieldwork(mine.ask, {
      modules: [{ instrument: { name: 'nps', version: 1 }, parameters: {}, asked: 'always', weight: 1 }],
    })
    const markup = '</textarea><script>alert(1)</script>"\'&<img src=x onerror=alert(1)>'
    const first = begun({
      brandId: own.brandId,
      answers: { nps: 3, 'nps-reason': markup },
      page: 'page-region',
    })
    expect((await save(first, own.path)).body).toEqual({ kept: true })
    const page = await test.app.request(`${own.path}?page=page-nps-reason`, {
      headers: { cookie: `manyi-answer=${first.sealed}` },
    })
    const html = await page.text()
    expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;')
    expect(html.match(/<script/g)?.length ?? 0).toBe(0)
    expect(html).not.toContain('<img src=x')
  })

  it('case 23: nothing in the address fills in or shows anything', async () => {
    const hostile = '"><script>alert(1)</script>'
    const query = new URLSearchParams({ imag1: '7', 'q:imag1': '7', page: hostile, language: hostile })
    const html = await (await test.app.request(`${fieldwork.path}?${query}`)).text()
    expect(html).not.toContain('alert(1)')
    expect(html).not.toContain('checked')
  })

  it('too many savings are told to wait', async () => {
    const first = begun()
    const revisions = Array.from({ length: 70 }, (_, i) => i + 1)
    const replies = await Promise.all(revisions.map((revision) => save({ ...first, revision })))
    // All at once: who is slow would be let in again, one a second.
    const statuses = replies.map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(60)
  })

  it('the form comes laid out for the id, with its seal only for a new one', async () => {
    const fresh = await done<OpenForm>(test.ask('GET', `${fieldwork.path}/form`))
    expect(test.sealer.open(fresh.sealed ?? '')).toBeDefined()
    const known = await done<OpenForm>(test.ask('GET', `${fieldwork.path}/form?id=${uuidv7()}`))
    expect(known.sealed).toBeNull()
    expect(Object.keys(known.texts)).toEqual(['en', 'zh-Hans', 'zh-Hant'])
  })

  it('case 6: whoever began with an older form ends with it; another program’s number leads nowhere', async () => {
    const own = await openFieldwork(mine.ask)
    await done(mine.ask('PATCH', `/api/programs/${own.program.id}`, { attributes: ['region', 'gender'] }))
    await done(mine.ask('POST', `/api/programs/${own.program.id}/publish`))
    await done(mine.ask('PATCH', `/api/waves/${own.wave.id}`, { formNumber: 2 }))
    const old = await test.ask('POST', own.path, { ...submission(), form: 1 })
    expect(old.status).toBe(201)
    const odd = await test.ask('POST', own.path, { ...submission(), form: 9 })
    expect([odd.status, odd.body.error.code]).toEqual([404, 'not-found'])
    const newer = await test.ask('POST', own.path, { ...submission({ gender: 'woman' }), form: 2 })
    expect(newer.status).toBe(201)
  })

  it('case 38: erasing takes raw answers, scores and the place in the quota, and leaves a row that says nothing of them', async () => {
    const own = await openFieldwork(mine.ask)
    const quotas = [{ brandId: own.brandId, attributes: {}, target: 1 }]
    await done(mine.ask('PUT', `/api/waves/${own.wave.id}/quotas`, { quotas }))
    const sent = submission({ imag1: 3 })
    await done(test.ask('POST', own.path, sent))
    expect((await test.ask('POST', own.path, submission())).status).toBe(409)
    const full = await test.app.request(own.path, { headers: { accept: 'text/html' } })
    expect(await full.text()).toContain('Enough people like you')

    expect(
      await eraseResponse(test.databases.app, mine.organisationId, { responseId: sent.id, actorId: null }),
    ).toBe(true)
    expect(
      await eraseResponse(test.databases.app, mine.organisationId, { responseId: sent.id, actorId: null }),
    ).toBe(false)
    const rows = await withOrganisation(test.databases.app, mine.organisationId, async (db) => ({
      responses: await db.selectFrom('response').select('id').where('id', '=', sent.id).execute(),
      observations: await db
        .selectFrom('observation')
        .select('responseId')
        .where('responseId', '=', sent.id)
        .execute(),
      audit: await db.selectFrom('audit').selectAll().where('subjectId', '=', sent.id).execute(),
    }))
    expect([rows.responses, rows.observations]).toEqual([[], []])
    expect(rows.audit.map(({ action, detail }) => [action, detail])).toEqual([
      ['response-erased', { by: 'respondent', responses: 1, observations: 1, partials: 0 }],
    ])
    const { responses } = await done<Collector & { responses: number }>(
      mine.ask('GET', `/api/waves/${own.wave.id}`),
    )
    expect(responses).toBe(0)
    expect((await test.ask('POST', own.path, submission())).status).toBe(201)
  })
})
