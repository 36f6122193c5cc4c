import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mailings } from '../../../api/contract/mailing.ts'
import { findAllowance, paceOfAll, updateAllowance } from '../../../api/db/mail-allowance.ts'
import { done } from '../../test-app.ts'
import { openMailDesk, TEXTS } from '../mail-desk.ts'

const people = (many: number) => Array.from({ length: many }, () => ({}))

// Whoever sends as soon as it may: `atOnce` messages, then one every so many seconds.
it.each([1, 2, 7, 59, 60, 61, 300, 3600, 60_000])('%i a minute is never more in any minute', (perMinute) => {
  const { atOnce, seconds } = paceOfAll(perMinute)
  const times = [
    ...Array.from({ length: atOnce }, () => 0),
    ...Array.from({ length: 2 * perMinute }, (_, i) => (i + 1) * seconds),
  ]
  let first = 0
  let most = 0
  times.forEach((time, last) => {
    while (time - (times[first] ?? 0) >= 60 - 1e-9) first += 1
    most = Math.max(most, last - first + 1)
  })
  expect(most).toBe(perMinute)
  // In the long run the pace is all but used.
  expect(60 / seconds / perMinute).toBeGreaterThan(0.98)
})

describe('what the whole installation sends', () => {
  const perMinute = 300
  let desk: Awaited<ReturnType<typeof openMailDesk>>
  beforeAll(async () => {
    desk = await openMailDesk({ mail: { perMinute } })
  })
  afterAll(() => desk.stop())

  const room = () => desk.test.databases.app.transaction().execute((db) => findAllowance(db, perMinute))
  const take = (messages: number) => updateAllowance(desk.test.databases.app, perMinute, messages)
  const freeAt = async () => {
    const { rows } = await sql<{ freeAt: Date }>`select free_at from mail_allowance`.execute(
      desk.test.databases.app,
    )
    return rows[0]?.freeAt.getTime() ?? Number.NaN
  }
  const untilFree = () => expect.poll(room, { timeout: 30_000 }).toBe(5)

  it('keeps to its pace, however many mailings of however many organisations there are', async () => {
    const waves = [await desk.wave('One'), await desk.wave('Two'), await desk.wave('Three')]
    const sendings = await Promise.all(
      waves.map(async (wave) => {
        const { batch } = await wave.addContacts(...people(30))
        return { wave, mailing: await wave.mailing(batch, { perMinute: 60_000 }) }
      }),
    )
    const begun = Date.now()
    await Promise.all(sendings.map(({ wave, mailing }) => wave.turn(mailing.id, { turnMs: 4000 })))
    const seconds = (Date.now() - begun) / 1000
    const sent = desk.inbox.raw.length
    // Five at once, and then one every 60/296 s.
    expect(sent).toBeLessThanOrEqual(5 + Math.floor((seconds * 296) / 60))
    expect(sent).toBeGreaterThanOrEqual(10)
    const { mailings, perMinute: said } = await done<Mailings>(
      waves[0]?.ask('GET', `${waves[0].path}/mailings`) as never,
    )
    expect(said).toBe(perMinute)
    const [first] = mailings
    expect(first?.secondsLeft).toBeCloseTo(((first?.invitations.queued ?? 0) / perMinute) * 60, 6)
    for (const { wave, mailing } of sendings)
      await done(wave.ask('POST', `/api/mailings/${mailing.id}/cancel`))
  })

  it('is counted once taken, by whichever process, and free again with time', async () => {
    await untilFree()
    // More than is free at once, so that some is still taken however long the question takes.
    await take(12)
    expect(await room()).toBeLessThan(5)
    await take(12)
    expect(await room()).toBe(0)
    const rooms = await Promise.all(Array.from({ length: 8 }, room))
    expect(new Set(rooms)).toEqual(new Set([0]))
    await untilFree()
  })

  it('is not taken twice by senders that ask in the same moment', async () => {
    await untilFree()
    const begun = Date.now()
    const taken = await Promise.all(
      Array.from({ length: 10 }, () =>
        desk.test.databases.app.transaction().execute(async (db) => {
          const allowed = Math.min(2, await findAllowance(db, perMinute))
          if (allowed > 0) await updateAllowance(db, perMinute, allowed)
          return allowed
        }),
      ),
    )
    const total = taken.reduce((sum, one) => sum + one, 0)
    expect(total).toBeGreaterThanOrEqual(5)
    expect(total).toBeLessThanOrEqual(5 + Math.ceil(((Date.now() - begun) / 1000) * (296 / 60)))
  })

  it('includes the tests that designers send themselves', async () => {
    const wave = await desk.wave('Testing')
    await take(1)
    const before = await freeAt()
    const test = { language: 'en', text: TEXTS.en }
    for (let i = 0; i < 3; i++) await done(wave.ask('POST', `${wave.path}/mailings/test`, test))
    expect((await freeAt()) - before).toBeGreaterThanOrEqual(3 * (60 / 296) * 1000 - 5)
  })

  it('is known to nobody by whom: one moment is all that is kept', async () => {
    const { rows } = await sql`select * from mail_allowance`.execute(desk.test.databases.app)
    expect(rows).toEqual([{ onlyRow: true, freeAt: expect.any(Date) }])
  })
})
