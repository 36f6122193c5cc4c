import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { ProgramSummary } from '../../../api/contract/program.ts'
import type { Collector, Wave } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { expectedMargin } from '../../../api/services/expected-margin.ts'
import { readFieldwork } from '../../../api/services/read-fieldwork.ts'
import { settlePartials } from '../../../api/services/settle-partials.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { saveBrokenOff } from '../save-partial.ts'

const { test, mine } = await startTestApp()

type Made = Awaited<ReturnType<typeof openFieldwork>>

const inTenant = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(test.databases.app, mine.organisationId, work)
const now = ({ wave }: Made) => readFieldwork(test.databases.app, mine.organisationId, wave.id)
const answer = async ({ path }: Made, times: number) => {
  for (let i = 0; i < times; i++) await done(test.ask('POST', path, submission()))
}

it('follows people from the link to the last page, by way in, brand and page', async () => {
  const made = await openFieldwork(mine.ask, {
    brands: [
      { name: 'Ours', own: true },
      { name: 'Theirs', own: false },
    ],
  })
  const way = { organisationId: mine.organisationId, waveId: made.wave.id, id: made.collector.id }
  for (let i = 0; i < 20; i++) test.opened.record(way, null)
  await test.opened.flush()
  await answer(made, 4)
  const save = (page: string, answers: Record<string, unknown>, hoursAgo = 30) =>
    saveBrokenOff(test.databases, mine.organisationId, made, { id: uuidv7(), answers, page, hoursAgo })
  const most = Object.fromEntries(Object.entries(submission().answers).slice(0, 20))
  await save('page-imag2', { imag1: 5 })
  await save('page-imag2', { imag1: 7 })
  await save('page-cusl1', most)
  await save('page-imag1', {}, 0)
  await settlePartials(test.databases.app, mine.organisationId, made.wave.id)
  await done(
    mine.ask('PUT', `/api/waves/${made.wave.id}/quotas`, {
      quotas: [{ brandId: made.brandId, attributes: {}, target: 100 }],
    }),
  )

  const seen = await now(made)
  expect(seen.ways).toEqual([
    {
      collectorId: made.collector.id,
      kind: 'open-link',
      brandId: made.brandId,
      invited: null,
      opened: 20,
      started: 8,
      completed: 4,
      screenedOut: 0,
    },
  ])
  expect(seen.brands[0]).toEqual({
    brandId: made.brandId,
    invited: 0,
    started: 8,
    counted: 4,
    setAside: 0,
    forIndex: 4,
    target: 100,
    // Too few to show an index of.
    marginNow: null,
    marginAtTarget: expectedMargin(20, 100),
  })
  expect(seen.brands[1]).toMatchObject({
    started: 0,
    counted: 0,
    target: null,
    marginNow: null,
    marginAtTarget: null,
  })
  expect(seen.deviation).toEqual({ value: 20, measured: false })
  expect(seen.quotas).toMatchObject([{ target: 100, taken: 4 }])
  expect(seen.pages.filter(({ stopped }) => stopped > 0).map(({ page, stopped }) => [page, stopped])).toEqual(
    [
      ['page-imag1', 1],
      ['page-imag2', 2],
      ['page-cusl1', 1],
    ],
  )
  expect(seen.pages.find(({ page }) => page === 'page-imag1')?.title['zh-Hant']).toMatch(/\p{Script=Han}/u)
  expect([seen.answering, seen.usablePartials, seen.outcomes]).toEqual([1, 1, null])
  expect(seen.days).toEqual([{ day: new Date().toISOString().slice(0, 10), counted: 4 }])
})

it('those invited by name have outcomes; opening the link marks the invitation, never one that has gone further', async () => {
  const made = await openFieldwork(mine.ask)
  const collectorId = uuidv7()
  const ids = Array.from({ length: 12 }, () => uuidv7())
  await inTenant(async (db) => {
    await sql`insert into collector (organisation_id, id, key, program_id, wave_id, brand_id, kind)
      values (${mine.organisationId}, ${collectorId}, ${`k${collectorId.slice(0, 8)}`}, ${made.program.id},
        ${made.wave.id}, ${made.brandId}, 'invitation')`.execute(db)
    for (const [i, id] of ids.entries()) {
      const state = i < 5 ? 'sent' : i < 7 ? 'completed' : i < 8 ? 'bounced' : i < 9 ? 'cancelled' : 'queued'
      await sql`insert into invitation (organisation_id, id, program_id, wave_id, collector_id, contact_id, brand_id,
        response_id, token_hash, state, sent_at)
        values (${mine.organisationId}, ${id}, ${made.program.id}, ${made.wave.id}, ${collectorId}, ${uuidv7()},
          ${made.brandId}, ${uuidv7()}, ${id}, ${state}, ${i < 8 ? new Date() : null})`.execute(db)
    }
  })
  const way = { organisationId: mine.organisationId, waveId: made.wave.id, id: collectorId }
  // Two who were sent one, one of them twice, one who has answered, and one who was taken back.
  for (const place of [0, 1, 1, 5, 8]) test.opened.record(way, ids[place] ?? null)
  await test.opened.flush()
  const seen = await now(made)
  expect(seen.ways.find((way) => way.collectorId === collectorId)).toMatchObject({
    kind: 'invitation',
    invited: 8,
    opened: 4,
    started: 0,
    completed: 0,
  })
  expect(seen.outcomes?.dispositions).toEqual({
    complete: 2,
    partial: 0,
    refusal: 2,
    nonContact: 3,
    other: 0,
    unknownHousehold: 1,
    unknownOther: 0,
    ineligible: 0,
    quotaFull: 0,
  })
  expect(seen.outcomes?.response1).toBeCloseTo(2 / 8, 12)
})

it('counts agree with the rows after imports, exclusions and erasure, whoever wrote them', async () => {
  const made = await openFieldwork(mine.ask)
  await Promise.all(Array.from({ length: 30 }, () => test.ask('POST', made.path, submission())))
  await done(
    mine.ask('POST', `/api/waves/${made.wave.id}/imports`, {
      fileName: 'a.csv',
      csv: 'imag1\n7\n8\n9\n',
      brandId: made.program.brands[1]?.id,
    }),
  )
  const ids = await inTenant((db) =>
    db
      .selectFrom('response')
      .select('id')
      .where('collectorId', '=', made.collector.id)
      .orderBy('id')
      .execute(),
  )
  await done(
    mine.ask('POST', `/api/waves/${made.wave.id}/exclusions`, {
      responseIds: ids.slice(0, 5).map(({ id }) => id),
      excluded: true,
      reason: 'test',
    }),
  )
  await inTenant(async (db) => {
    const gone = ids.slice(3, 7).map(({ id }) => id)
    await db.deleteFrom('observation').where('responseId', 'in', gone).execute()
    await db.deleteFrom('response').where('id', 'in', gone).execute()
  })
  const rows = await inTenant((db) =>
    sql<{ brandId: string; counted: number; aside: number }>`
      select brand_id as "brandId", count(*) filter (where not excluded) as counted,
        count(*) filter (where excluded) as aside
      from observation where wave_id = ${made.wave.id} group by brand_id order by brand_id`.execute(db),
  )
  const seen = await now(made)
  expect(
    seen.brands
      .map(({ brandId, counted, setAside }) => ({ brandId, counted, aside: setAside }))
      .sort((a, b) => (a.brandId < b.brandId ? -1 : 1)),
  ).toEqual(rows.rows)
  expect(rows.rows.reduce((sum, { counted }) => sum + counted, 0)).toBe(26)
  const { collectors } = await done<{ collectors: Collector[] }>(
    mine.ask('GET', `/api/waves/${made.wave.id}/collectors`),
  )
  expect(collectors.map(({ responses }) => responses)).toEqual([26, 3])
  const { programs } = await done<{ programs: ProgramSummary[] }>(mine.ask('GET', '/api/programs'))
  expect(programs.find(({ id }) => id === made.program.id)?.responses).toBe(26 + 3 - 3)
})

it('a wave’s days begin and end at midnight where it is asked', async () => {
  const made = await openFieldwork(mine.ask)
  const change = (body: object) =>
    mine.ask<Wave & { error: { message: string } }>('PATCH', `/api/waves/${made.wave.id}`, body)
  const dayIn = (zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date())
  // These two lie 26 hours apart: it is never the same day in both.
  const [east, west] = ['Pacific/Kiritimati', 'Pacific/Pago_Pago']
  const today = dayIn(east)
  expect(today > dayIn(west)).toBe(true)
  const days = { opensOn: today, closesOn: today }
  expect((await done<Wave>(change({ ...days, timeZone: east }))).state).toBe('open')
  expect((await test.ask('POST', made.path, submission())).status).toBe(201)
  expect((await done<Wave>(change({ timeZone: west }))).state).toBe('planned')
  expect((await test.ask('POST', made.path, submission())).status).toBe(409)
  const yesterday = { opensOn: dayIn(west), closesOn: dayIn(west) }
  expect((await done<Wave>(change({ ...yesterday, timeZone: west }))).state).toBe('open')
  expect((await done<Wave>(change({ timeZone: east }))).state).toBe('closed')
  expect((await test.ask('POST', made.path, submission())).status).toBe(410)

  for (const zone of ['Mars/Olympus', '+02:00', '', 'Europe/Berlin\u0000', 7]) {
    expect((await change({ timeZone: zone })).status).toBe(422)
  }
  expect((await done<Wave>(mine.ask('GET', `/api/waves/${made.wave.id}`))).timeZone).toBe(east)
})
