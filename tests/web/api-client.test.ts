import { afterEach, expect, it, vi } from 'vitest'
import { ApiFailure, api, request } from '../../web/api-client.ts'

const reply = (status: number, body: string, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status, headers })))

const failureOf = async (sent: Promise<unknown>) => {
  const error = await sent.catch((error: unknown) => error)
  if (!(error instanceof ApiFailure)) throw new Error('did not fail as an ApiFailure')
  return error
}

afterEach(() => vi.unstubAllGlobals())

it('hands on what the server answered', async () => {
  reply(200, '{"programs":[]}')
  expect(await api.programs()).toEqual([])
})

it('keeps the sentence and the request id of a refusal', async () => {
  reply(409, '{"error":{"code":"already-published","message":"program is published","requestId":"r-1"}}')
  const failure = await failureOf(api.publish('p'))
  expect(failure).toMatchObject({
    status: 409,
    code: 'already-published',
    message: 'program is published',
    requestId: 'r-1',
  })
})

it('survives a page that a proxy put in between', async () => {
  reply(502, '<h1>Bad gateway</h1>', { 'x-request-id': 'r-2' })
  expect(await failureOf(api.session())).toMatchObject({ status: 502, code: 'http-502', requestId: 'r-2' })
})

it('says apart that no answer came at all', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  expect(await failureOf(request('GET', '/api/session'))).toMatchObject({ status: 0, code: 'no-answer' })
})
