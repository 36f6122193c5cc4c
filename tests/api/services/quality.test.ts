import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import { type ExclusionEffect, type Quality, QualityFlag } from '../../../api/contract/quality.ts'
import type { Recorded } from '../../../api/contract/response.ts'
import type { Results } from '../../../api/contract/results.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { inputState } from '../../../api/services/read-results.ts'
import type { AnalysisResult } from '../../../stats/analyse-indices-finish.ts'
import { QUALITY_CHECKS } from '../../../stats/response-quality/check-response.ts'
import { responseTimes } from '../../../stats/response-quality/response-times.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { countStored } from '../stored.ts'

const { test, mine } = await startTestApp()

type Fieldwork = Awaited<ReturnType<typeof openFieldwork>>

const ITEMS = Object.keys(submission().answers)
/** Answers of one person, spread without a pattern, the same every time. */
const answersOf = (person: number): Record<string, unknown> => {
  let seed = 7919 * (person + 1)
  const draw = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  const level = 3 + 5 * draw()
  return Object.fromEntries(
    ITEMS.map((item) => [item, Math.max(1, Math.min(10, Math.round(level + 5 * draw() - 2)))]),
  )
}
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()

async function send(
  { path }: Fieldwork,
  answers: Record<string, unknown>,
  more: object = {},
): Promise<string> {
  const body = { ...submission(answers), startedAt: secondsAgo(200), ...more }
  return (await done<Recorded>(test.ask('POST', path, body))).id
}
const flagsOf = (id: string) =>
  withOrganisation(test.databases.app, mine.organisationId, async (db) => {
    const row = await db
      .selectFrom('observation')
      .select('flags')
      .where('responseId', '=', id)
      .executeTakeFirstOrThrow()
    return row.flags
  })
const quality = ({ wave }: Fieldwork, query = '') =>
  done<Quality>(mine.ask('GET', `/api/waves/${wave.id}/quality${query}`))
const state = ({ program }: Fieldwork) =>
  withOrganisation(test.databases.app, mine.organisationId, (db) => inputState(db, program.id))

it('the wire knows every check there is', () => {
  expect(QualityFlag.options).toEqual([...QUALITY_CHECKS])
})

it('case 12: straight-lining and two seconds are stored as they are, flagged on arrival, and listed for review', async () => {
  const made = await openFieldwork(mine.ask)
  const same = Object.fromEntries(ITEMS.map((item) => [item, 7]))
  const odd = await send(made, same, { startedAt: secondsAgo(2) })
  const slow = await send(made, same)
  const early = await send(made, answersOf(1), { startedAt: new Date(Date.now() + 86_400_000).toISOString() })
  const good = await send(made, answersOf(2))
  expect(await flagsOf(odd)).toEqual(['straight-line', 'impossible-pace'])
  expect(await flagsOf(slow)).toEqual(['straight-line'])
  expect(await flagsOf(early)).toEqual(['impossible-time'])
  expect(await flagsOf(good)).toEqual([])
  const listed = await quality(made)
  expect(listed.lists).toEqual({ review: 1, flagged: 3, excluded: 0, all: 4 })
  const all = await quality(made, '?list=all')
  expect(all.responses.map(({ id }) => id)).toEqual([good, early, slow, odd])
  expect(all.responses[0]).toMatchObject({ flags: [], excluded: false, decision: null })
  expect((await quality(made, '?list=all&page=1')).responses).toEqual([])
  expect(listed.flags).toEqual({ 'straight-line': 2, 'impossible-pace': 1, 'impossible-time': 1 })
  expect(listed.responses.map(({ id }) => id)).toEqual([odd])
  expect(listed.responses[0]).toMatchObject({
    brandIds: [made.brandId],
    collectorId: made.collector.id,
    excluded: false,
    decision: null,
  })
  const flagged = await quality(made, '?list=flagged')
  expect(flagged.responses.map(({ id }) => id).sort()).toEqual([odd, slow, early].sort())
})

it('what the device tells is looked at: seconds on the pages, and the field that people cannot see', async () => {
  const made = await openFieldwork(mine.ask)
  const pageSeconds = { 'page-imag1': 3, 'page-imag2': 4.5 }
  const id = await send(made, answersOf(3), { paradata: { pageSeconds, trap: true } })
  expect(await flagsOf(id)).toEqual(['impossible-pace', 'trap'])
  const { responses, lists } = await quality(made)
  expect([lists.review, responses[0]?.seconds]).toEqual([1, 7.5])
})

it('what shows only beside the others is found on demand, and unfound when it no longer holds', async () => {
  const made = await openFieldwork(mine.ask)
  const seconds = [400, 380, 300, 200, 90, 500, 420, 410, 130, 100, 390, 405]
  const ids: string[] = []
  for (const [i, taken] of seconds.entries()) {
    ids.push(await send(made, answersOf(10 + i), { startedAt: secondsAgo(taken) }))
  }
  const copy = await send(made, answersOf(11), { startedAt: secondsAgo(400) })
  const check = () => done<{ changed: number }>(mine.ask('POST', `/api/waves/${made.wave.id}/quality/check`))
  expect((await check()).changed).toBeGreaterThan(0)
  const times = responseTimes([...seconds, 400])
  const fast = times.ok ? times.value.checks.flatMap((check, i) => (check?.tooFast ? [ids[i]] : [])) : []
  expect(fast).toHaveLength(3)
  const found = await Promise.all([...ids, copy].map(async (id) => [id, await flagsOf(id)] as const))
  expect(found.filter(([, flags]) => flags.includes('too-fast')).map(([id]) => id)).toEqual(fast)
  expect(found.filter(([, flags]) => flags.includes('repeated-answers')).map(([id]) => id)).toEqual([copy])
  // Looking is no change of the answers: results stay fresh.
  const before = await state(made)
  expect((await check()).changed).toBe(0)
  await withOrganisation(test.databases.app, mine.organisationId, (db) =>
    sql`update observation set flags = array_append(flags, 'repeated-text') where response_id = ${ids[0]}`.execute(
      db,
    ),
  )
  expect((await check()).changed).toBe(1)
  expect(await flagsOf(ids[0] ?? '')).toEqual([])
  expect(await state(made)).toBe(before)
})

it('excluding is reasoned, logged and taken back; the effect said before is the effect seen after', async () => {
  const made = await openFieldwork(mine.ask)
  const ids: string[] = []
  for (let i = 0; i < 60; i++) ids.push(await send(made, answersOf(i)))
  const spoiled = [
    await send(made, Object.fromEntries(ITEMS.map((item) => [item, 1]))),
    await send(made, Object.fromEntries(ITEMS.map((item) => [item, 1]))),
  ]
  const index = async () => {
    const { analysis } = await done<Results>(mine.ask('GET', `/api/results/programs/${made.program.id}`))
    const result = analysis.result as AnalysisResult
    const cell = result.cells.find(({ brandId }) => brandId === made.brandId)
    return {
      sampleSize: cell?.sampleSize,
      value: cell?.result.ok ? cell.result.value.index[result.settings.target]?.value : undefined,
    }
  }
  const before = await index()
  const states = [await state(made)]
  const ask = <T>(path: string, body: object) =>
    mine.ask<T & ErrorBody>('POST', `/api/waves/${made.wave.id}/exclusions${path}`, body)

  const preview = await done<ExclusionEffect>(ask('/preview', { responseIds: spoiled, excluded: true }))
  expect(preview.brands[0]?.before).toMatchObject({ sampleSize: 62, index: { value: before.value } })
  expect(await state(made)).toBe(states[0])

  const reason = { reason: 'careless', note: 'All ones.' }
  const effect = await done<ExclusionEffect>(ask('', { responseIds: spoiled, excluded: true, ...reason }))
  expect(effect).toEqual({ ...preview, changed: 2 })
  const after = await index()
  expect(after).toEqual({ sampleSize: 60, value: effect.brands[0]?.after.index?.value })
  expect(after.value).not.toBe(before.value)
  states.push(await state(made))
  const wave = await done<Wave>(mine.ask('GET', `/api/waves/${made.wave.id}`))
  expect([wave.responses, wave.setAside, wave.responsesByBrand[made.brandId]]).toEqual([60, 2, 60])
  // The raw answers are where they were.
  expect(await countStored(test.databases, mine.organisationId, 'response')).toBeGreaterThanOrEqual(62)
  const listed = await quality(made, '?list=excluded')
  expect(listed.lists.excluded).toBe(2)
  expect(listed.responses[0]).toMatchObject({ excluded: true, decision: { ...reason, by: 'Mine' } })

  // One let in, another left out: as many as before, and yet not the same.
  await done(ask('', { responseIds: [spoiled[0]], excluded: false, reason: 'mistake' }))
  await done(ask('', { responseIds: [ids[0]], excluded: true, reason: 'test' }))
  states.push(await state(made))
  expect(new Set(states).size).toBe(3)
  // Asked for twice it is done once.
  expect(
    (await done<ExclusionEffect>(ask('', { responseIds: [ids[0]], excluded: true, reason: 'test' }))).changed,
  ).toBe(0)
  await done(ask('', { responseIds: [spoiled[1], ids[0]], excluded: false, reason: 'mistake' }))
  expect(await index()).toEqual(before)

  const log = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
    db
      .selectFrom('audit')
      .select(['action', 'detail'])
      .where('subjectId', 'in', [...spoiled, ids[0] ?? ''])
      .orderBy('at')
      .execute(),
  )
  expect(log.map(({ action }) => action).sort()).toEqual(
    [
      // Looking at the effect of two is noted as well.
      ...Array(2).fill('exclusion-previewed'),
      ...Array(3).fill('response-excluded'),
      ...Array(3).fill('response-included'),
    ].sort(),
  )
  // Recorded with the decision: both were left out together, and this is what became of the index.
  const first = log.filter(({ action }) => action === 'response-excluded').slice(0, 2)
  const recorded = { ...reason, together: 2, effect: effect.brands }
  expect(first.map(({ detail }) => detail)).toEqual([recorded, recorded])
})

it('only responses of the wave can be excluded, with a reason; nothing is half done', async () => {
  const made = await openFieldwork(mine.ask)
  const other = await openFieldwork(mine.ask)
  const [id, elsewhere] = [await send(made, answersOf(1)), await send(other, answersOf(2))]
  const before = await state(made)
  const ask = (body: object) => mine.ask<ErrorBody>('POST', `/api/waves/${made.wave.id}/exclusions`, body)
  const excluded = true
  for (const [body, status] of [
    [{ responseIds: [id, elsewhere], excluded, reason: 'test' }, 404],
    [{ responseIds: [id, uuidv7()], excluded, reason: 'test' }, 404],
    [{ responseIds: [id], excluded }, 422],
    [{ responseIds: [id], excluded, reason: 'because' }, 422],
    [{ responseIds: [], excluded, reason: 'test' }, 422],
    [{ responseIds: [id], excluded, reason: 'test', note: 'x'.repeat(501) }, 422],
  ] as const) {
    expect([(await ask(body)).status, await state(made)]).toEqual([status, before])
  }
  const viewer = await mine.member('viewer')
  const body = { responseIds: [id], excluded, reason: 'test' }
  expect((await viewer('POST', `/api/waves/${made.wave.id}/exclusions`, body)).status).toBe(403)
})
