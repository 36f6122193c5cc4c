import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Fieldwork } from '../../../api/contract/fieldwork.ts'
import { createFieldworkReader } from '../../../api/services/read-fieldwork.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'

const { test, mine } = await startTestApp()

const completedIn = ({ ways }: Fieldwork) => ways[0]?.completed

it('what was answered comes onto the page by itself, however many watch', async () => {
  const made = await openFieldwork(mine.ask)
  const watch = () => done<Fieldwork>(mine.ask('GET', `/api/waves/${made.wave.id}/fieldwork`))
  expect(completedIn(await watch())).toBe(0)
  await done(test.ask('POST', made.path, submission()))
  const all = () => Promise.all(Array.from({ length: 20 }, async () => completedIn(await watch())))
  await expect.poll(all).toEqual(Array.from({ length: 20 }, () => 1))
})

describe('what was read for one who watches', () => {
  // Only what the reader measures by: everything else takes the time it takes.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  it.each([
    ['a second where that took no time', 0, 1000],
    ['nine times as long as that took', 400, 3600],
    ['half a minute at most', 20_000, 30_000],
  ])('is shown to the others, and for %s', async (_, reading, kept) => {
    const { wave, path } = await openFieldwork(mine.ask)
    const read = createFieldworkReader(test.databases.app)
    const watch = () => read(mine.organisationId, wave.id)
    const first = watch()
    vi.advanceTimersByTime(reading)
    // Whoever comes while it is being read waits for the same.
    expect(watch()).toBe(first)
    expect(completedIn(await first)).toBe(0)
    await done(test.ask('POST', path, submission()))
    vi.advanceTimersByTime(kept - 1)
    expect(watch()).toBe(first)
    vi.advanceTimersByTime(1)
    expect(completedIn(await watch())).toBe(1)
  })

  it('is not shown again where reading failed', async () => {
    const { wave } = await openFieldwork(mine.ask)
    const read = createFieldworkReader(test.databases.app)
    const elsewhere = () => read('00000000-0000-4000-8000-000000000000', wave.id)
    await expect(elsewhere()).rejects.toThrow('wave')
    const again = elsewhere()
    expect(elsewhere()).toBe(again)
    await expect(again).rejects.toThrow('wave')
  })
})
