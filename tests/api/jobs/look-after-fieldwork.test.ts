import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { lookAfterFieldwork, watchForRush } from '../../../api/jobs/look-after-fieldwork.ts'
import { openFieldwork, startTestApp, submission } from '../../test-app.ts'

const { test, mine } = await startTestApp()

const log = { info: () => undefined, error: (problem: unknown) => expect(problem).toBeUndefined() }

/** As if so many more answers had come. */
const come = (waveId: string, many: number) =>
  sql`update wave_count set changes = changes + ${many} where ctid in (
    select min(ctid) from wave_count where wave_id = ${waveId}::uuid)`.execute(test.databases.system)

const isCompared = async (waveId: string) => {
  const { comparedAt } = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
    db.selectFrom('wave').select('comparedAt').where('id', '=', waveId).executeTakeFirstOrThrow(),
  )
  return comparedAt !== null
}

it('in a rush small waves are compared, large ones when it is over', async () => {
  const [small, large] = [await openFieldwork(mine.ask), await openFieldwork(mine.ask)]
  for (const { path } of [small, large]) expect((await test.ask('POST', path, submission())).status).toBe(201)
  await come(large.wave.id, 10_001)
  await lookAfterFieldwork(test.databases, log, { isRush: true })
  expect(await isCompared(small.wave.id)).toBe(true)
  expect(await isCompared(large.wave.id)).toBe(false)
  await lookAfterFieldwork(test.databases, log)
  expect(await isCompared(large.wave.id)).toBe(true)
})

it('many answers from round to round are a rush, those there before are not, and no rush lasts for good', async () => {
  const { path, wave } = await openFieldwork(mine.ask)
  expect((await test.ask('POST', path, submission())).status).toBe(201)
  const isRush = watchForRush(test.databases.app)
  expect(await isRush()).toBe(false)
  await come(wave.id, 9_000)
  expect(await isRush()).toBe(false)
  const rounds: boolean[] = []
  for (let round = 0; round < 12; round++) {
    await come(wave.id, 11_000)
    rounds.push(await isRush())
  }
  expect(rounds).toEqual([...Array.from({ length: 10 }, () => true), false, true])
  expect(await isRush()).toBe(false)
})
