import { afterEach, expect, it, vi } from 'vitest'
import { listCollectorCounts } from '../../../api/db/counts.ts'
import { openDatabases } from '../../../api/db/database.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { createOpenedCounter } from '../../../api/services/record-opened.ts'
import { openFieldwork, startTestApp } from '../../test-app.ts'
import { invite } from '../bad-input/invite.ts'

const { test, mine } = await startTestApp()

const countOf = async (waveId: string) =>
  (
    await withOrganisation(test.databases.app, mine.organisationId, (db) => listCollectorCounts(db, waveId))
  )[0]?.opened ?? 0

afterEach(() => void vi.useRealTimers())

it('a thousand openings are written a second after the first, by themselves and at once, and added to those before', async () => {
  const { wave, collector } = await openFieldwork(mine.ask)
  const way = { organisationId: mine.organisationId, waveId: wave.id, id: collector.id }
  const opened = createOpenedCounter(test.databases.app, { warn: () => undefined })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  for (let i = 0; i < 1000; i++) opened.record(way, null)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(999)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1)
  vi.useRealTimers()
  await expect.poll(() => countOf(wave.id)).toBe(1000)
  opened.record(way, null)
  await Promise.all([opened.flush(), opened.flush()])
  expect(await countOf(wave.id)).toBe(1001)
})

it.each([
  ['sent', 'opened'],
  ['opened', 'opened'],
  ['completed', 'completed'],
] as const)(
  'who was turned away and comes back to a quota with room is so no more (%s)',
  async (state, after) => {
    const fieldwork = await openFieldwork(mine.ask)
    const { wave, collector } = fieldwork
    const { id } = await invite(test, { organisationId: mine.organisationId, fieldwork }, { state })
    const way = { organisationId: mine.organisationId, waveId: wave.id, id: collector.id }
    const now = () =>
      withOrganisation(test.databases.app, mine.organisationId, (db) =>
        db
          .selectFrom('invitation')
          .select(['state', 'turnedAwayAt'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow(),
      )
    test.opened.turnAway(way, id)
    await test.opened.flush()
    expect(await now()).toEqual({ state, turnedAwayAt: expect.any(Date) })
    test.opened.record(way, id)
    await test.opened.flush()
    expect(await now()).toEqual({ state: after, turnedAwayAt: null })
  },
)

it('case 39: with the database away nobody waits and nothing is thrown; counting goes on when it is back', async () => {
  const { wave, collector } = await openFieldwork(mine.ask)
  const way = { organisationId: mine.organisationId, waveId: wave.id, id: collector.id }
  const away = openDatabases('postgres://nobody@127.0.0.1:1/none', () => undefined)
  const said: unknown[] = []
  const lost = createOpenedCounter(away.app, { warn: (problem: unknown) => said.push(problem) } as never)
  lost.record(way, null)
  await lost.flush()
  expect(said).toHaveLength(1)
  await away.close()
  test.opened.record(way, null)
  await test.opened.flush()
  expect(await countOf(wave.id)).toBe(1)
})
