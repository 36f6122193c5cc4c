import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answering } from '../../../api/contract/response.ts'
import type { Draft, Keep } from '../../../web/respond/keep.ts'
import { createSaver, type Moment } from '../../../web/respond/saver.ts'

const answering: Answering = {
  address: '/r/one',
  token: null,
  sealed: 'id.seal',
  form: 1,
  brandId: null,
  language: 'en',
  answers: {},
  page: 'page-a',
  reached: 'page-a',
  pageSeconds: {},
  attributes: [],
  revision: 4,
  startedAt: '2026-11-22T10:00:00Z',
  resumed: false,
}
const moment = (a: number): Moment => ({
  language: 'en',
  brandId: null,
  answers: { a, odd: 'x' },
  good: { a },
  page: 'page-b',
  reached: 'page-c',
  paradata: {},
})

function scene(reply: () => Promise<Response> = async () => Response.json({ kept: true })) {
  const drafts: Draft[] = []
  const bodies: Record<string, unknown>[] = []
  const keep = {
    keepDraft: async (_: string, draft: Draft) => void drafts.push(draft),
    dropDraft: async () => {},
  }
  const saver = createSaver(answering, {
    keep: keep as unknown as Keep,
    fetch: (_, init) => {
      bodies.push(JSON.parse(String(init?.body)))
      return reply()
    },
    now: () => 0,
  })
  return { saver, drafts, bodies }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('keeps each change at once, and saves what changed together a moment later, each time as a newer one', async () => {
  const { saver, drafts, bodies } = scene()
  for (const a of [1, 2, 3]) saver.note(moment(a))
  expect(bodies).toEqual([])
  expect(drafts.map(({ answers }) => answers['a'])).toEqual([1, 2, 3])
  await vi.advanceTimersByTimeAsync(1200)
  saver.note(moment(4))
  saver.flush()
  expect(bodies.map(({ answers, revision, page }) => [answers, revision, page])).toEqual([
    [{ a: 3 }, 5, 'page-c'],
    [{ a: 4 }, 6, 'page-c'],
  ])
  expect(drafts.map(({ answers, revision }) => [answers, revision])).toEqual([
    [{ a: 1, odd: 'x' }, 5],
    [{ a: 2, odd: 'x' }, 5],
    [{ a: 3, odd: 'x' }, 5],
    [{ a: 4, odd: 'x' }, 6],
  ])
})

it('leaves out what the server refuses, and saves the rest', async () => {
  const error = {
    code: 'not-codable',
    message: '',
    requestId: 'r',
    problems: [{ item: 'a', reason: 'x', message: '' }],
  }
  const { saver, bodies } = scene(async () => Response.json({ error }, { status: 422 }))
  saver.note({ ...moment(1), good: { a: 99, b: 2 } })
  saver.flush()
  await vi.advanceTimersByTimeAsync(10)
  expect(bodies.map(({ answers }) => answers)).toEqual([{ a: 99, b: 2 }, { b: 2 }])
})

it('saves nothing more once the answers are sent', async () => {
  const { saver, bodies } = scene()
  saver.note(moment(1))
  saver.stop()
  saver.flush()
  await vi.advanceTimersByTimeAsync(5000)
  expect(bodies).toEqual([])
})

it('does not mind a lost network', async () => {
  const { saver, drafts } = scene(() => Promise.reject(new TypeError('network')))
  saver.note(moment(1))
  saver.flush()
  await vi.advanceTimersByTimeAsync(10)
  expect(drafts.length).toBe(1)
})

it('says whether the newest has arrived, and tries until it has', async () => {
  let isUp = false
  const { saver, bodies } = scene(() =>
    isUp ? Promise.resolve(Response.json({ kept: true })) : Promise.reject(new TypeError('network')),
  )
  const said: boolean[] = []
  saver.onSaved = (isSaved) => void said.push(isSaved)
  saver.note(moment(1))
  saver.flush()
  await vi.advanceTimersByTimeAsync(10)
  expect(said).toEqual([false])
  saver.note(moment(2))
  saver.flush()
  await vi.advanceTimersByTimeAsync(10)
  isUp = true
  await vi.advanceTimersByTimeAsync(10_000)
  expect(said).toEqual([false, false, true])
  expect(bodies.map(({ answers, revision }) => [answers, revision])).toEqual([
    [{ a: 1 }, 5],
    [{ a: 2 }, 6],
    [{ a: 2 }, 6],
  ])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(bodies.length).toBe(3)
})

it('sends what did not arrive at once when the network is back, and nothing where all has', async () => {
  let isUp = false
  const { saver, bodies } = scene(() =>
    isUp
      ? Promise.resolve(Response.json({ kept: true }))
      : Promise.resolve(new Response('', { status: 502 })),
  )
  const said: boolean[] = []
  saver.onSaved = (isSaved) => void said.push(isSaved)
  saver.note(moment(1))
  saver.flush()
  await vi.advanceTimersByTimeAsync(10)
  isUp = true
  saver.saveAgain()
  await vi.advanceTimersByTimeAsync(10)
  saver.saveAgain()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([said, bodies.length]).toEqual([[false, true, true], 2])
})

it.each<[string, () => Response]>([
  ['a sign-in page that says 200', () => new Response('<html>')],
  ...[400, 401, 403, 404, 407, 410, 422, 511].map((status): [string, () => Response] => [
    `a ${status} that is not ours`,
    () => new Response('<html>', { status }),
  ]),
  [
    'our own "too often"',
    () => Response.json({ error: { code: 'too-often', requestId: 'r' } }, { status: 429 }),
  ],
])('%s saves nothing: it is tried again', async (_, answer) => {
  let isUp = false
  const { saver, bodies } = scene(async () => (isUp ? Response.json({ kept: true }) : answer()))
  const said: boolean[] = []
  saver.onSaved = (isSaved) => void said.push(isSaved)
  saver.note(moment(1))
  saver.flush()
  await vi.advanceTimersByTimeAsync(10)
  isUp = true
  await vi.advanceTimersByTimeAsync(10_000)
  expect([said, bodies.length]).toEqual([[false, true], 2])
  expect(bodies[1]).toEqual(bodies[0])
})

it.each([
  [410, 'wave-closed', 'closed'],
  [410, 'invitation-withdrawn', 'switched-off'],
  [410, 'erased', 'erased'],
  [409, 'other-response', 'moved'],
])('has heard our %i %s, which no second try would change', async (status, code, kind) => {
  const error = { code, message: '', requestId: 'r' }
  const { saver, bodies } = scene(async () => Response.json({ error }, { status }))
  const fates: string[] = []
  saver.onRefused = (fate) => void fates.push(fate.kind)
  saver.note(moment(1))
  saver.flush()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([bodies.length, fates]).toEqual([1, [kind]])
})

describe('a saving that is not kept', () => {
  const behind = async (...replies: (object | undefined)[]) => {
    let asked = 0
    const { saver } = scene(async () => {
      const kept = replies[asked++]
      if (kept === undefined) throw new TypeError('network')
      return Response.json(kept)
    })
    const said: boolean[] = []
    saver.onBehind = (isBehind) => void said.push(isBehind)
    for (let a = 1; asked < replies.length; a++) {
      saver.note(moment(a))
      saver.flush()
      await vi.advanceTimersByTimeAsync(replies[asked - 1] === undefined ? 10_000 : 10)
    }
    return said
  }

  it('is behind what another tab or device has saved, until one is kept again', async () => {
    expect(await behind({ kept: true }, { kept: false }, { kept: true })).toEqual([false, true, false])
  })

  it('was kept before where it is sent again, its reply being lost', async () => {
    expect(await behind(undefined, { kept: false })).toEqual([])
  })

  it('is nothing to tell where one of our own came before it', async () => {
    const late = Promise.withResolvers<Response>()
    let asked = 0
    const { saver } = scene(() =>
      asked++ === 0 ? late.promise : Promise.resolve(Response.json({ kept: true })),
    )
    const said: boolean[] = []
    saver.onBehind = (isBehind) => void said.push(isBehind)
    for (const a of [1, 2]) {
      saver.note(moment(a))
      saver.flush()
    }
    await vi.advanceTimersByTimeAsync(10)
    late.resolve(Response.json({ kept: false }))
    await vi.advanceTimersByTimeAsync(10)
    expect(said).toEqual([false])
  })
})

it('is stopped when what was on its way has arrived', async () => {
  let arrive = (_: Response) => {}
  const { saver, bodies } = scene(
    () =>
      new Promise((done) => {
        arrive = done
      }),
  )
  saver.note(moment(1))
  saver.flush()
  let isStopped = false
  void saver.stop().then(() => {
    isStopped = true
  })
  await vi.advanceTimersByTimeAsync(1000)
  expect([bodies.length, isStopped]).toEqual([1, false])
  arrive(Response.json({ kept: true }))
  await vi.advanceTimersByTimeAsync(0)
  expect(isStopped).toBe(true)
})
