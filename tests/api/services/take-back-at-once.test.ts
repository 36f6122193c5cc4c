import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { Import } from '../../../api/contract/import.ts'
import { moveImportOf } from '../../../api/jobs/move-import.ts'
import { eraseResponse } from '../../../api/services/erase-response.ts'
import { continueImport } from '../../../api/services/import-interviews.ts'
import { moveImport } from '../../../api/services/move-import.ts'
import { done, startTestApp } from '../../test-app.ts'
import { dyingAfter } from '../dying-database.ts'
import { holding } from '../hold.ts'
import { interviewsCsv, openImportedWave } from '../imported-waves.ts'

// No worker: the tests do the queue's work themselves, in the order they want.
const { test, mine } = await startTestApp()
const { organisationId } = mine
const { hold, inside, waiting } = holding(test.databases, organisationId)
const open = () => openImportedWave(test, mine)
const log = pino({ level: 'silent' })

const LARGE = 3200
const rated = (count: number, rating = 5, from = 0) =>
  interviewsCsv(Array.from({ length: count }, (_, i) => [`N${from + i}`, 1 + ((rating + i) % 9)]))
const go = () => new AbortController().signal
const read = (importId: string) =>
  continueImport({ db: test.databases.app, marks: test.marks }, organisationId, importId, go())
const move = (importId: string, signal = go()) =>
  moveImportOf({ db: test.databases.app, log }, { organisationId, importId }, signal)

/** A large import that is being taken back, whose worker died on the way. */
async function halfGone() {
  const wave = await open()
  const made = await wave.take(rated(LARGE))
  await read(made.id)
  await done(wave.decide(made.id, true))
  await moveImport(dyingAfter(test.databases.app, 3), organisationId, made.id).catch(() => undefined)
  return { wave, made }
}

it('asked for twice at the same moment it is done and written down once', async () => {
  const wave = await open()
  const made = await wave.take(rated(30))
  for (const takenBack of [true, false]) {
    const both = await Promise.all([1, 2, 3].map(() => wave.decide(made.id, takenBack)))
    expect(both.filter(({ status }) => status < 300)).toHaveLength(1)
    for (const { status, body } of both.filter(({ status }) => status >= 300)) {
      expect([status, ['moving', 'taken-back', 'let-in'].includes(body.error.code)]).toEqual([409, true])
    }
    await move(made.id)
    expect(await wave.seen()).toMatchObject({ wave: takenBack ? [0, 0, 0] : [30, 0, 30] })
  }
  const log = await wave.inside((db) =>
    db.selectFrom('audit').select('action').where('subjectId', '=', made.id).orderBy('id').execute(),
  )
  expect(log.map(({ action }) => action)).toEqual(['import-taken-back', 'import-let-in'])
})

it('a large one goes on in the background, step by step, after a worker dies, and with two at once', async () => {
  const wave = await open()
  const quotas = [{ brandId: wave.brandId, attributes: {}, target: 1 }]
  await done(mine.ask('PUT', `/api/waves/${wave.waveId}/quotas`, { quotas }))
  const made = await wave.take(rated(LARGE))
  await read(made.id)
  const before = await wave.stored()
  for (const [takenBack, under] of [
    [true, 'leaving'],
    [false, 'returning'],
  ] as const) {
    const { status, body } = await wave.decide(made.id, takenBack)
    expect([status, body.standing, body.moving]).toEqual([202, under, { done: 0, all: LARGE }])
    const gone = { db: dyingAfter(test.databases.app, 4), log }
    await expect(moveImportOf(gone, { organisationId, importId: made.id }, go())).rejects.toThrow()
    const halfway = await done<Import>(mine.ask('GET', `/api/imports/${made.id}`))
    expect(halfway.moving?.done).toBe(1500)
    // What has been moved is counted so already.
    const counts = takenBack ? LARGE - 1500 : 1500
    expect(await wave.seen()).toMatchObject({
      wave: [counts, 0, counts],
      way: [counts, counts],
      quotas: [counts],
    })
    await wave.expectRefused(wave.decide(made.id, !takenBack), 'moving', 'wait until that is done')
    await Promise.all([move(made.id), move(made.id)])
    expect(await wave.seen()).toMatchObject({ wave: takenBack ? [0, 0, 0] : [LARGE, 0, LARGE] })
    // Given once more it does nothing.
    await move(made.id)
  }
  expect(await wave.stored()).toEqual(before)
}, 60_000)

it('stopped on the way it says so, and goes on when it is asked for again', async () => {
  const { wave, made } = await halfGone()
  // The queue has given it up.
  await test.databases.system
    .withoutPlugins()
    .deleteFrom('pgboss.job' as never)
    .where('name' as never, '=', 'move-import' as never)
    .execute()
  const stopped = await done<Import>(mine.ask('GET', `/api/imports/${made.id}`))
  expect(stopped).toMatchObject({ standing: 'leaving', moveFailure: 'it was interrupted several times' })
  const again = await done<Import>(wave.decide(made.id, true))
  expect(again).toMatchObject({ standing: 'leaving', moveFailure: null, moving: { done: 1000, all: LARGE } })
  await move(made.id)
  expect(await wave.seen()).toMatchObject({ wave: [0, 0, 0] })
  const decisions = await wave.inside((db) =>
    db.selectFrom('audit').select('action').where('subjectId', '=', made.id).execute(),
  )
  expect(decisions).toHaveLength(1)
}, 60_000)

it('the one it stands at is erased: nothing names them, and all others leave and come back', async () => {
  const { wave, made } = await halfGone()
  const stood = await wave.inside((db) =>
    db.selectFrom('import').select('movedTo').where('id', '=', made.id).executeTakeFirstOrThrow(),
  )
  const responseId = stood.movedTo ?? ''
  expect(await eraseResponse(test.databases.app, organisationId, { responseId, actorId: null })).toBe(true)
  const rows = await wave.inside((db) =>
    db.selectFrom('import').selectAll().where('id', '=', made.id).execute(),
  )
  expect(JSON.stringify(rows)).not.toContain(responseId)
  const rest = LARGE - 1
  expect(await wave.seen()).toMatchObject({ wave: [LARGE - 1000, 0, LARGE - 1000], way: [2200, 2200] })
  await move(made.id)
  expect(await wave.seen()).toMatchObject({ wave: [0, 0, 0], way: [0, 0] })
  await done(wave.decide(made.id, false))
  await move(made.id)
  expect(await wave.seen()).toMatchObject({ wave: [rest, 0, rest], way: [rest, rest] })
}, 60_000)

it('whoever decides about single answers meanwhile is not in its way, nor it in theirs', async () => {
  const wave = await open()
  const made = await wave.take(rated(20))
  const letGo = await hold((db) =>
    db.updateTable('observation').set({ excluded: true }).where('waveId', '=', wave.waveId).execute(),
  )
  // It does not wait with rows in hand, but leaves the rest to the background.
  const { body } = await wave.decide(made.id, true)
  expect(body.standing).toBe('leaving')
  const moving = move(made.id)
  await letGo()
  await moving
  expect(await wave.seen()).toMatchObject({ wave: [0, 0, 0] })
  await done(wave.decide(made.id, false))
  expect(await wave.seen()).toMatchObject({ wave: [0, 20, 0], review: [20, 20] })
})

it('holds the counts in the order in which an import does: people first, then their ratings', async () => {
  const wave = await open()
  const made = await wave.take(rated(20))
  // A row for whichever connection will count.
  await inside(async (db) => {
    await sql`insert into collector_count
      select distinct organisation_id, wave_id, collector_id, day, slots.slot
      from collector_count, generate_series(0, 31) as slots (slot) where wave_id = ${wave.waveId}
      on conflict do nothing`.execute(db)
    await sql`insert into wave_count
      select distinct organisation_id, program_id, wave_id, brand_id, day, slots.slot, 0, 0, 0, 0
      from wave_count, generate_series(0, 31) as slots (slot) where wave_id = ${wave.waveId}
      on conflict do nothing`.execute(db)
  })
  const letGo = await hold((db) =>
    sql`select from collector_count where wave_id = ${wave.waveId} for update`.execute(db),
  )
  const taking = wave.decide(made.id, true)
  await waiting(1)
  await inside((db) =>
    sql`select from wave_count where wave_id = ${wave.waveId} for update nowait`.execute(db),
  ).finally(letGo)
  expect((await taking).body.standing).toBe('out')
  expect(await wave.seen()).toMatchObject({ wave: [0, 0, 0], way: [0, 0] })
})

it('taken back while the corrected file is being imported, every interview counts once', async () => {
  for (let round = 0; round < 4; round++) {
    const wave = await open()
    const first = await wave.take(rated(300), { fileName: 'first.csv' })
    const [, second] = await Promise.all([
      wave.decide(first.id, true),
      wave.take(rated(300, 8), { fileName: 'second.csv' }),
    ])
    await move(first.id)
    // Whichever was first: refused as others, or in its place.
    expect([0, 300]).toContain(second.added)
    expect(second.added + second.rejectedRows).toBe(300)
    const third = await wave.take(rated(300, 8), { fileName: 'third.csv' })
    expect(second.added + third.added).toBe(300)
    expect(await wave.inAll()).toEqual([300, 300])
    expect(await wave.seen()).toMatchObject({ wave: [300, 0, 300], way: [300, 300] })
  }
}, 60_000)

it('let in again while the corrected file comes in, one of the two is refused', async () => {
  for (let round = 0; round < 4; round++) {
    const wave = await open()
    const first = await wave.take(rated(200), { fileName: 'first.csv' })
    await wave.takeBack(first.id)
    const [back, second] = await Promise.all([
      wave.decide(first.id, false),
      wave.tryIn(rated(200, 8), { fileName: 'second.csv', replaces: [first.id] }),
    ])
    await move(first.id)
    expect([back.status, second.status].sort()).toEqual(back.status === 409 ? [201, 409] : [200, 409])
    expect(await wave.inAll()).toEqual([200, 200])
  }
}, 60_000)

it('two corrected files at the same moment add every interview once', async () => {
  for (const said of [true, false]) {
    const wave = await open()
    const first = await wave.take(rated(200), { fileName: 'first.csv' })
    await wave.takeBack(first.id)
    const over = said ? { replaces: [first.id] } : {}
    const both = await Promise.all([
      wave.take(rated(200, 8), { fileName: 'b.csv', ...over }),
      wave.take(rated(200, 8), { fileName: 'c.csv', ...over }),
    ])
    expect(both.reduce((sum, { added }) => sum + added, 0)).toBe(200)
    expect(await wave.inAll()).toEqual([200, 200])
  }
})

it('once the first step of a corrected file is in, the import it replaces stays out', async () => {
  const wave = await open()
  const first = await wave.take(rated(LARGE), { fileName: 'first.csv' })
  await read(first.id)
  await done(wave.decide(first.id, true))
  await move(first.id)
  const second = await wave.take(rated(LARGE, 8), { fileName: 'second.csv' })
  const tools = { db: dyingAfter(test.databases.app, 8), marks: test.marks }
  await expect(continueImport(tools, organisationId, second.id, go())).rejects.toThrow('terminated')
  const halfway = await done<Import>(mine.ask('GET', `/api/imports/${second.id}`))
  expect(halfway.rowsDone).toBeGreaterThan(0)
  expect(halfway.rowsDone).toBeLessThan(LARGE)
  expect(halfway.replaces.map(({ id }) => id)).toEqual([first.id])
  await wave.expectRefused(wave.decide(first.id, false), 'replaced', '"second.csv"')
  await wave.expectRefused(wave.decide(second.id, true), 'importing', 'stop it first')
  await read(second.id)
  expect(await wave.inAll()).toEqual([LARGE, LARGE])
  await done(wave.decide(second.id, true))
  await move(second.id)
  await done(wave.decide(first.id, false))
  await move(first.id)
  expect(await wave.inAll()).toEqual([LARGE, LARGE])
}, 60_000)

it('let in again before the first step of a corrected file, its interviews are refused as others', async () => {
  const wave = await open()
  const first = await wave.take(rated(LARGE), { fileName: 'first.csv' })
  await read(first.id)
  await done(wave.decide(first.id, true))
  await move(first.id)
  const second = await wave.take(rated(LARGE, 8), { fileName: 'second.csv' })
  await done(wave.decide(first.id, false))
  // Not all of them have come back yet; they count as here.
  await read(second.id)
  await move(first.id)
  expect(await done<Import>(mine.ask('GET', `/api/imports/${second.id}`))).toMatchObject({
    ...{ state: 'done', added: 0, rejectedRows: LARGE },
  })
  expect(await wave.inAll()).toEqual([LARGE, LARGE])
}, 60_000)

it('an import stopped half way is taken back with what it brought', async () => {
  const wave = await open()
  const made = await wave.take(rated(LARGE))
  const tools = { db: dyingAfter(test.databases.app, 8), marks: test.marks }
  await expect(continueImport(tools, organisationId, made.id, go())).rejects.toThrow('terminated')
  await wave.expectRefused(wave.decide(made.id, true), 'importing', 'stop it first')
  const { added } = await done<Import>(mine.ask('POST', `/api/imports/${made.id}/cancel`))
  expect(await wave.seen()).toMatchObject({ wave: [added, 0, added] })
  await done(wave.decide(made.id, true))
  expect(await wave.seen()).toMatchObject({ wave: [0, 0, 0] })
})
