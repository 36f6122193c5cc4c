import { expect, it } from 'vitest'
import type { Submission } from '../../../api/contract/response.ts'
import { send } from '../../../web/respond/send.ts'

const submission: Submission = {
  id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  language: 'en',
  answers: { imag1: 7 },
}
const reply = (status: number, error?: object) => () =>
  Promise.resolve(Response.json({ error: error && { message: 'x', requestId: 'r', ...error } }, { status }))
/** In our place, whatever its status. */
const foreign =
  (status: number, body = '<html>') =>
  () =>
    Promise.resolve(new Response(body, { status }))
const receipt =
  (id = submission.id) =>
  () =>
    Promise.resolve(Response.json({ id, receivedAt: '2026-11-22T10:00:00Z' }, { status: 201 }))
const lost = () => Promise.reject(new TypeError('network'))

/** Sends against scripted replies; the last one repeats. */
async function sent(...replies: (() => Promise<Response>)[]) {
  const bodies: unknown[] = []
  const pauses: number[] = []
  const waits: number[] = []
  const fate = await send('/r/one', submission, {
    fetch: (_, init) => {
      bodies.push(init?.body)
      return (replies[Math.min(bodies.length, replies.length) - 1] ?? lost)()
    },
    pause: async (milliseconds) => void pauses.push(milliseconds),
    onWait: (failed) => waits.push(failed),
  })
  return { fate, bodies, pauses, waits }
}

it('sends once when the answer comes', async () => {
  const { fate, bodies, waits } = await sent(receipt())
  expect(fate).toEqual({ kind: 'recorded' })
  expect(bodies).toEqual([JSON.stringify(submission)])
  expect(waits).toEqual([])
})

it('sends the very same again after a lost reply, a busy server and a fault', async () => {
  const { fate, bodies, pauses } = await sent(lost, reply(503), reply(500), reply(429), receipt())
  expect(fate).toEqual({ kind: 'recorded' })
  expect(new Set(bodies).size).toBe(1)
  expect(pauses).toEqual([1000, 2000, 4000, 8000])
})

it('believes nobody but our own server: a sign-in page that says 200 is no receipt', async () => {
  const page = () => Promise.resolve(new Response('<html>', { headers: { 'content-type': 'text/html' } }))
  const others = receipt('017f22e2-79b0-7cc3-98c4-dc0c0c073990')
  expect((await sent(page)).fate).toEqual({ kind: 'unsent' })
  const { fate, bodies } = await sent(page, reply(200), others, receipt())
  expect([fate, bodies.length]).toEqual([{ kind: 'recorded' }, 4])
})

it('tries as often as it is told', async () => {
  let tried = 0
  const once = { pause: async () => {}, onWait: () => {} }
  const fetch = () => {
    tried += 1
    return lost()
  }
  expect(await send('/r/one', submission, { ...once, fetch }, 1)).toEqual({ kind: 'unsent' })
  expect(tried).toBe(1)
})

it('gives up after six tries and says so', async () => {
  const { fate, bodies, pauses } = await sent(lost)
  expect(fate).toEqual({ kind: 'unsent' })
  expect(bodies.length).toBe(6)
  expect(Math.max(...pauses)).toBe(16_000)
})

it.each([
  [409, { code: 'id-taken' }, { kind: 'known-before' }],
  [409, { code: 'other-response' }, { kind: 'moved' }],
  [409, { code: 'conflict' }, { kind: 'refused', problems: [] }],
  [409, { code: 'wave-planned' }, { kind: 'closed' }],
  [409, { code: 'quota-full' }, { kind: 'full' }],
  [410, { code: 'wave-closed' }, { kind: 'closed' }],
  [410, { code: 'invitation-withdrawn' }, { kind: 'switched-off' }],
  [410, { code: 'erased' }, { kind: 'erased' }],
  [404, { code: 'not-found' }, { kind: 'gone' }],
  [
    422,
    { code: 'not-codable', problems: [{ item: 'imag1', reason: 'required', message: 'x' }] },
    { kind: 'refused', problems: [{ item: 'imag1', reason: 'required', message: 'x' }] },
  ],
  [413, { code: 'too-large' }, { kind: 'refused', problems: [] }],
])('%i %o is final', async (status, error, expected) => {
  const { fate, bodies } = await sent(reply(status, error))
  expect(fate).toEqual(expected)
  expect(bodies.length).toBe(1)
})

it.each([400, 401, 403, 404, 407, 408, 409, 410, 413, 422, 511])(
  'a %i that is not ours says nothing about the answers: they are sent again',
  async (status) => {
    const bodies = ['<html>', '', 'null', '"x"', '{"error":"x"}', '{"error":{"code":404,"message":"x"}}']
    for (const body of [...bodies, '{"error":{"code":"ResourceNotFound","message":"x"}}']) {
      expect((await sent(foreign(status, body))).fate).toEqual({ kind: 'unsent' })
    }
    const { fate, bodies: tried } = await sent(foreign(status), foreign(status), receipt())
    expect([fate, tried.length]).toEqual([{ kind: 'recorded' }, 3])
  },
)
