import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Results } from '../../../api/contract/results.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { OBSERVED } from '../../../api/db/taken-back.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { eraseResponse } from '../../../api/services/erase-response.ts'
import { checkAmongOthers } from '../../../api/services/read-quality.ts'
import type { AnalysisResult } from '../../../stats/analyse-indices-finish.ts'
import { done, startTestApp, submission } from '../../test-app.ts'
import { interviewsCsv, openImportedWave } from '../imported-waves.ts'
import { everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()
const open = () => openImportedWave(test, mine)

const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, i) => `A${from + i}`)
const rated = (own: readonly (string | undefined)[], rating = 5) =>
  interviewsCsv(own.map((number, i) => [number, 1 + ((rating + i) % 9)]))

it('what stands aside has every column of an observation', async () => {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select table_name as name, array_agg(column_name::text order by column_name) as columns
    from information_schema.columns where table_name in ('observation', 'taken_back_observation')
    group by 1 order by 1`.execute(test.databases.system)
  const columns = [...OBSERVED].sort()
  expect(rows).toEqual([
    { name: 'observation', columns },
    { name: 'taken_back_observation', columns },
  ])
})

it('an import is taken back as a whole and let in again: every count follows, no answer changes', async () => {
  const wave = await open()
  await done(
    mine.ask('PUT', `/api/waves/${wave.waveId}/quotas`, {
      quotas: [
        { brandId: wave.brandId, attributes: {}, target: 9 },
        { brandId: null, attributes: {}, target: 9 },
      ],
    }),
  )
  const other = await wave.take(rated(numbers(30, 100)), { fileName: 'other.csv' })
  const before = [await wave.seen(), await wave.stored(), await wave.state()] as const
  const made = await wave.take(rated(numbers(40), 2))
  const both = [await wave.seen(), await wave.stored(), await wave.state()] as const
  expect(both[0]).toEqual({
    wave: [70, 0, 70],
    way: [70, 70],
    days: 70,
    quotas: [70, 70],
    review: [70, 0],
  })

  const gone = await wave.takeBack(made.id, { reason: 'wrong-columns', note: 'Q3 and Q4 changed places.' })
  expect(gone).toMatchObject({
    ...{ standing: 'out', moving: null, moveFailure: null, traced: true, replacedBy: [] },
    decision: { reason: 'wrong-columns', note: 'Q3 and Q4 changed places.', by: 'Mine' },
  })
  expect(await wave.seen()).toEqual(before[0])
  const stored = await wave.stored()
  expect(stored.response).toEqual(both[1].response)
  expect(stored.observation).toEqual(before[1].observation)
  expect(stored.aside).toHaveLength(40)
  expect(await wave.state()).not.toBe(both[2])
  // Setting the quotas anew counts as they stand now.
  const quotas = [{ brandId: wave.brandId, attributes: {}, target: 99 }]
  await done(mine.ask('PUT', `/api/waves/${wave.waveId}/quotas`, { quotas }))
  expect((await wave.seen()).quotas).toEqual([30])

  const back = await wave.letIn(made.id)
  expect(back).toMatchObject({ standing: 'in', decision: { reason: 'mistake', note: '' } })
  expect(await wave.stored()).toEqual(both[1])
  expect(await wave.seen()).toEqual({ ...both[0], quotas: [70] })
  expect(new Set([before[2], both[2], await wave.state()]).size).toBe(3)
  expect((await wave.imports()).map(({ id, standing }) => [id, standing])).toEqual([
    [made.id, 'in'],
    [other.id, 'in'],
  ])
  const log = await wave.inside((db) =>
    db
      .selectFrom('audit')
      .select(['action', 'detail'])
      .where('subjectId', '=', made.id)
      .orderBy('id')
      .execute(),
  )
  expect(log).toMatchObject([
    {
      action: 'import-taken-back',
      detail: { reason: 'wrong-columns', note: 'Q3 and Q4 changed places.', interviews: 40 },
    },
    { action: 'import-let-in', detail: { reason: 'mistake', note: '', interviews: 40 } },
  ])
})

it('the effect said before is the effect seen after, both ways; looking at a few is noted', async () => {
  const wave = await open()
  await wave.take(rated(numbers(60, 100)), { fileName: 'other.csv' })
  const made = await wave.take(rated(numbers(40), 2))
  const index = async () => {
    const { analysis } = await done<Results>(mine.ask('GET', `/api/results/programs/${wave.program.id}`))
    const result = analysis.result as AnalysisResult
    const cell = result.cells.find(({ brandId }) => brandId === wave.brandId)
    return cell?.result.ok ? cell.result.value.index[result.settings.target]?.value : undefined
  }
  const before = await index()
  const untouched = await everythingStored(test, mine.organisationId)
  const effect = await wave.effect(made.id, true)
  expect(await everythingStored(test, mine.organisationId)).toEqual(untouched)
  expect(effect).toMatchObject({ interviews: 40, excluded: 0 })
  expect(effect.brands[0]).toMatchObject({
    brandId: wave.brandId,
    before: { sampleSize: 100, index: { value: before } },
    after: { sampleSize: 60 },
  })
  await wave.takeBack(made.id)
  const after = await index()
  expect(after).toBe(effect.brands[0]?.after.index?.value)
  expect(after).not.toBe(before)
  const again = await wave.effect(made.id, false)
  expect(again.brands[0]).toMatchObject({
    before: { sampleSize: 60, index: { value: after } },
    after: { sampleSize: 100, index: { value: before } },
  })
  await wave.letIn(made.id)
  expect(await index()).toBe(before)

  const few = await wave.take(rated(['B1', 'B2']), { fileName: 'few.csv' })
  await wave.effect(few.id, true)
  const noted = await wave.inside((db) =>
    sql<{ n: number }>`
      select count(*)::int as n from audit join import_interview on response_id = subject_id
      where action = 'exclusion-previewed' and import_id = ${few.id}`.execute(db),
  )
  expect(noted.rows).toEqual([{ n: 2 }])
})

it('what somebody left out before stays left out, with its own reason', async () => {
  const wave = await open()
  const made = await wave.take(rated(numbers(6)))
  const [one] = await wave.inside((db) =>
    db
      .selectFrom('importInterview')
      .select('responseId')
      .where('importId', '=', made.id)
      .orderBy('responseId')
      .execute(),
  )
  const exclude = (excluded: boolean) =>
    mine.ask<ErrorBody>('POST', `/api/waves/${wave.waveId}/exclusions`, {
      ...{ responseIds: [one?.responseId], excluded, reason: 'careless', note: 'In a hurry.' },
    })
  await done(exclude(true))
  const before = await wave.seen()
  expect(before).toMatchObject({ wave: [5, 1, 5], review: [6, 1] })
  expect(await wave.effect(made.id, true)).toMatchObject({ interviews: 6, excluded: 1 })
  await wave.takeBack(made.id)
  expect(await wave.seen()).toMatchObject({ wave: [0, 0, 0], review: [0, 0] })
  const { lastResponseAt } = await done<Wave>(mine.ask('GET', `/api/waves/${wave.waveId}`))
  expect(lastResponseAt).toBeNull()
  // It left with its import: alone it does not come back.
  expect((await exclude(false)).status).toBe(404)
  expect(await wave.effect(made.id, false)).toMatchObject({ interviews: 6, excluded: 1 })
  await wave.letIn(made.id)
  expect(await wave.seen()).toEqual(before)
  const path = `/api/waves/${wave.waveId}/quality?list=excluded`
  expect(await done(mine.ask('GET', path))).toMatchObject({
    responses: [{ id: one?.responseId, decision: { reason: 'careless', note: 'In a hurry.' } }],
  })
})

it('those that stand aside make nobody a copy of them', async () => {
  const wave = await open()
  const made = await wave.take(rated(numbers(3)))
  await wave.takeBack(made.id)
  await wave.take(rated(numbers(3)), { fileName: 'corrected.csv' })
  await checkAmongOthers(test.databases.app, mine.organisationId, wave.waveId)
  expect(await done(mine.ask('GET', `/api/waves/${wave.waveId}/quality`))).toMatchObject({
    lists: { flagged: 0, all: 3 },
  })
})

it('a corrected file comes in as new interviews; neither the old file nor the old import comes in beside it', async () => {
  const wave = await open()
  const own = numbers(20)
  const old = rated(own, 2)
  const corrected = rated(own, 2).replace(/^A3,.*$/m, interviewsCsv([['A3', 9]]).split('\n')[1] ?? '')
  const first = await wave.take(old, { fileName: 'first.csv' })
  const day = first.createdAt.slice(0, 10)

  // Said before it is done, and what to do about it.
  const seen = await wave.preview(corrected)
  expect(seen).toMatchObject({
    ...{ accepted: 19, known: 19, rejectedRows: 1, takenBack: [] },
    before: [{ from: { id: first.id, fileName: 'first.csv', createdAt: first.createdAt }, interviews: 1 }],
    rejected: [
      {
        ...{ line: 4, column: 'id', value: 'A3', reason: 'changed' },
        message: `an interview with this number was imported before with other answers, from "first.csv" of ${day}; those are kept: take that import back first to replace them`,
      },
    ],
  })
  expect(await wave.take(corrected, { fileName: 'early.csv' })).toMatchObject({
    ...{ added: 0, known: 19, rejectedRows: 1 },
    rejected: [{ reason: 'changed', message: seen.rejected[0]?.message }],
  })

  await wave.takeBack(first.id)
  expect(await wave.preview(corrected)).toMatchObject({
    ...{ accepted: 20, known: 0, rejectedRows: 0, before: [] },
    takenBack: [{ id: first.id, interviews: 20, replacedBy: null, replaced: true }],
  })
  const second = await wave.take(corrected, { fileName: 'second.csv' })
  expect(second).toMatchObject({
    ...{ added: 20, known: 0, rejectedRows: 0 },
    replaces: [{ id: first.id, fileName: 'first.csv', createdAt: first.createdAt }],
  })
  const { response } = await wave.stored()
  expect(response).toHaveLength(40)
  expect(new Set(response.map(({ id }) => id)).size).toBe(40)
  expect(await wave.seen()).toMatchObject({ wave: [20, 0, 20], way: [20, 20] })

  // Again: nothing. The old file: nothing either, and it says why.
  expect(await wave.take(corrected, { fileName: 'again.csv' })).toMatchObject({ added: 0, known: 20 })
  expect(await wave.take(old, { fileName: 'first.csv' })).toMatchObject({
    ...{ added: 0, known: 19, rejectedRows: 1 },
    rejected: [{ reason: 'changed', message: expect.stringContaining('"second.csv" of') }],
  })
  await wave.expectRefused(wave.decide(first.id, false), 'replaced', '"second.csv" of')
  expect((await wave.imports()).find(({ id }) => id === first.id)).toMatchObject({
    standing: 'out',
    replacedBy: [{ id: second.id }],
  })
  expect(await wave.seen()).toMatchObject({ wave: [20, 0, 20] })

  // The other way round it works, and round again.
  await wave.takeBack(second.id)
  await wave.letIn(first.id)
  await wave.expectRefused(wave.decide(second.id, false), 'replaced', '"first.csv" of')
  await wave.takeBack(first.id)
  const third = await wave.take(corrected, { fileName: 'third.csv' })
  expect(third.added).toBe(20)
  expect(third.replaces.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
  for (const { id } of [first, second]) {
    await wave.expectRefused(wave.decide(id, false), 'replaced', '"third.csv" of')
  }
  expect(await wave.inAll()).toEqual([20, 20])
})

it('an interview that the corrected file no longer has does not come back by the old one', async () => {
  const wave = await open()
  const old = rated(numbers(5))
  const first = await wave.take(old, { fileName: 'first.csv' })
  await wave.takeBack(first.id)
  await wave.take(rated(numbers(4)), { fileName: 'second.csv' })
  const seen = await wave.preview(old)
  expect(seen).toMatchObject({
    ...{ accepted: 4, known: 4, rejectedRows: 1 },
    rejected: [
      {
        ...{ line: 6, column: 'id', value: 'A5', reason: 'taken-back' },
        message: expect.stringMatching(/^this interview was taken back with "first\.csv".*"second\.csv"/),
      },
    ],
    takenBack: [{ id: first.id, interviews: 1, replacedBy: { fileName: 'second.csv' }, replaced: false }],
  })
  expect(await wave.take(old)).toMatchObject({ added: 0, known: 4, rejectedRows: 1 })
  // Unless it is said that it comes in the place of the first one too: a correction may be several files.
  expect(await wave.take(old, { replaces: [first.id] })).toMatchObject({
    added: 1,
    known: 4,
    rejectedRows: 0,
  })
  expect(await wave.inAll()).toEqual([5, 5])
})

it('without own numbers the content tells, and what the designer says', async () => {
  const wave = await open()
  const rows = (ratings: readonly number[]) => interviewsCsv(ratings.map((rating) => [undefined, rating]))
  const old = rows([1, 2, 3, 3, 4])
  const first = await wave.take(old, { fileName: 'first.csv' })
  await wave.takeBack(first.id)
  // One row was wrong.
  const corrected = rows([1, 2, 3, 3, 9])
  const second = await wave.take(corrected, { fileName: 'second.csv' })
  expect(second).toMatchObject({ added: 5, replaces: [{ id: first.id }] })
  expect(await wave.take(corrected)).toMatchObject({ added: 0, known: 5 })
  const again = await wave.take(old, { fileName: 'first.csv' })
  expect(again).toMatchObject({ added: 0, known: 4, rejectedRows: 1, rejected: [{ reason: 'taken-back' }] })
  await wave.expectRefused(wave.decide(first.id, false), 'replaced', '"second.csv"')

  // Every row was wrong: nothing in the file says so, the designer does.
  await wave.takeBack(second.id)
  const all = rows([6, 7, 8, 8, 8])
  expect(await wave.preview(all)).toMatchObject({
    takenBack: [
      { id: second.id, interviews: 0, replaced: false },
      { id: first.id, interviews: 0, replaced: false },
    ],
  })
  const third = await wave.take(all, { fileName: 'third.csv', replaces: [second.id] })
  expect(third.replaces.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
  for (const { id } of [first, second]) {
    await wave.expectRefused(wave.decide(id, false), 'replaced', '"third.csv"')
  }
  // What is in cannot be replaced.
  await wave.expectRefused(wave.tryIn(old, { replaces: [third.id] }), 'import-in', 'take it back first')
  expect((await wave.tryIn(old, { replaces: [uuidv7()] })).status).toBe(404)
})

it('the same file with its columns put right comes in the place of the wrong one by itself', async () => {
  const wave = await open()
  const csv = 'a,b\n3,8\n4,9\n'
  const first = await wave.take(csv, { fileName: 'first.csv', mapping: { a: 'imag1', b: 'imag2' } })
  const right = { fileName: 'first.csv', mapping: { a: 'imag2', b: 'imag1' } }
  await wave.takeBack(first.id)
  expect(await wave.preview(csv, right)).toMatchObject({
    takenBack: [{ id: first.id, interviews: 0, replaced: true }],
  })
  const second = await wave.take(csv, right)
  expect(second).toMatchObject({ added: 2, replaces: [{ id: first.id }] })
  await wave.expectRefused(wave.decide(first.id, false), 'replaced', '"first.csv"')
})

it('an import under way, one from before this was kept, and one that is out already say why', async () => {
  const wave = await open()
  // No worker here: it waits.
  const long = await wave.take(rated(Array.from({ length: 3500 }, () => undefined)))
  expect(long.state).toBe('queued')
  await wave.expectRefused(wave.decide(long.id, true), 'importing', 'stop it first')
  await done(mine.ask('POST', `/api/imports/${long.id}/cancel`))
  await wave.expectRefused(wave.decide(long.id, true), 'nothing', 'no interview that it added')

  const made = await wave.take(rated(numbers(3)))
  await wave.expectRefused(wave.decide(made.id, false), 'let-in', 'is in already')
  await wave.inside((db) =>
    db.updateTable('import').set({ traced: false }).where('id', '=', made.id).execute(),
  )
  await wave.expectRefused(wave.decide(made.id, true), 'untraced', 'cannot be taken back as a whole')
  await wave.inside((db) =>
    db.updateTable('import').set({ traced: true }).where('id', '=', made.id).execute(),
  )
  await wave.takeBack(made.id)
  await wave.expectRefused(wave.decide(made.id, true), 'taken-back', 'is taken back already')

  for (const [body, status] of [
    [{ takenBack: true }, 422],
    [{ takenBack: true, reason: 'because' }, 422],
    [{ takenBack: true, reason: 'test', note: 'x'.repeat(501) }, 422],
    [{ takenBack: true, reason: 'test', more: 1 }, 422],
  ] as const) {
    expect((await mine.ask('POST', `/api/imports/${made.id}/taking-back`, body)).status).toBe(status)
  }
  const body = { takenBack: false, reason: 'mistake' }
  const analyst = await mine.member('analyst')
  const theirs = await test.organisation('Theirs')
  for (const path of [`/api/imports/${made.id}/taking-back`, `/api/imports/${made.id}/taking-back/preview`]) {
    const asked = path.endsWith('preview') ? { takenBack: false } : body
    expect((await test.ask('POST', path, asked)).status).toBe(401)
    expect((await analyst('POST', path, asked)).status).toBe(403)
    expect((await theirs.ask('POST', path, asked)).status).toBe(404)
    expect((await mine.ask('POST', path.replace(made.id, uuidv7()), asked)).status).toBe(404)
  }
  expect((await wave.seen()).wave).toEqual([0, 0, 0])
})

it('one person erased is gone from what stands aside and from what came in its place', async () => {
  const wave = await open()
  const old = rated(numbers(6))
  const first = await wave.take(old, { fileName: 'first.csv' })
  await wave.takeBack(first.id, { note: 'A1 answered twice.' })
  const second = await wave.take(rated(numbers(6), 3), { fileName: 'second.csv' })
  const slotsOf = () =>
    wave.inside((db) => db.selectFrom('importInterview').selectAll().orderBy('responseId').execute())
  const [one] = (await slotsOf()).filter(({ importId }) => importId === second.id)
  const gone = (await slotsOf()).filter(({ slot }) => slot === one?.slot).map(({ responseId }) => responseId)
  expect(gone).toHaveLength(2)

  const erasure = { responseId: one?.responseId ?? '', actorId: null }
  expect(await eraseResponse(test.databases.app, mine.organisationId, erasure)).toBe(true)
  expect(await wave.seen()).toMatchObject({ wave: [5, 0, 5], way: [5, 5] })
  const left = JSON.stringify(await everythingStored(test, mine.organisationId))
  // Nothing but the two rows that say that it was done.
  for (const id of gone) expect(left.split(id)).toHaveLength(2)
  expect(left).not.toContain('A1 answered twice')

  // Neither file brings that person back, nor does the import.
  expect(await wave.preview(old)).toMatchObject({ rejected: expect.anything(), rejectedRows: 6 })
  await wave.takeBack(second.id)
  expect(await wave.take(old)).toMatchObject({
    added: 5,
    rejected: [{ reason: 'erased', value: '', column: '' }],
  })
  for (const made of (await wave.imports()).filter(({ standing }) => standing === 'in')) {
    await wave.takeBack(made.id)
  }
  await wave.letIn(first.id)
  expect(await wave.seen()).toMatchObject({ wave: [5, 0, 5], way: [5, 5] })
})

it('whose stand-in was erased to the last interview, an import comes in again', async () => {
  const wave = await open()
  const first = await wave.take(rated(numbers(3)))
  await wave.takeBack(first.id)
  const second = await wave.take(rated(numbers(1), 3), { replaces: [first.id] })
  await wave.expectRefused(wave.decide(first.id, false), 'replaced', 'take that one back first')
  const [only] = await wave.inside((db) =>
    db.selectFrom('importInterview').select('responseId').where('importId', '=', second.id).execute(),
  )
  const erasure = { responseId: only?.responseId ?? '', actorId: null }
  expect(await eraseResponse(test.databases.app, mine.organisationId, erasure)).toBe(true)
  await wave.expectRefused(wave.decide(second.id, true), 'nothing', 'no interview that it added is here')
  expect(await wave.letIn(first.id)).toMatchObject({ standing: 'in' })
  expect((await wave.seen()).wave).toEqual([2, 0, 2])
})

it('a note that names a contact goes with the contact', async () => {
  const wave = await open()
  const made = await wave.take(rated(numbers(6)))
  const note = 'Row 3 is Wilhelmina Aardvark twice.'
  await wave.takeBack(made.id, { note })
  await wave.letIn(made.id)
  const contact = { name: 'Wilhelmina Aardvark', email: 'w@example.org' }
  const { id } = await done<{ id: string }>(mine.ask('POST', '/api/contacts', contact))
  await done(mine.ask('POST', `/api/contacts/${id}/erase`, { responses: 'delete' }))
  const left = JSON.stringify(await everythingStored(test, mine.organisationId))
  expect(left).not.toContain('Aardvark')
  expect(left).toContain('"action":"import-taken-back"')
})

it('respondents answer and fill quotas while an import leaves and comes back', async () => {
  const wave = await open()
  const quotas = [{ brandId: wave.brandId, attributes: {}, target: 70 }]
  await done(mine.ask('PUT', `/api/waves/${wave.waveId}/quotas`, { quotas }))
  const made = await wave.take(rated(numbers(60)))
  const answer = () => test.ask('POST', wave.path, submission())
  await Promise.all([wave.takeBack(made.id), ...Array.from({ length: 10 }, answer)])
  expect(await wave.seen()).toMatchObject({ wave: [10, 0, 10], quotas: [10] })
  // There is room for sixty more.
  await Promise.all(Array.from({ length: 10 }, answer))
  await wave.letIn(made.id)
  // Interviews done elsewhere are never refused by quotas; who comes now is.
  expect(await wave.seen()).toMatchObject({ wave: [80, 0, 80], quotas: [80] })
  expect((await answer()).status).toBe(409)
})
