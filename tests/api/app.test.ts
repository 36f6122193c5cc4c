import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import type { ErrorBody } from '../../api/contract/common.ts'
import { createRecorder } from '../../api/services/record-response.ts'
import { newProgram, ORIGIN, openFieldwork, startTestApp, submission } from '../test-app.ts'
import { countStored, everythingStored } from './stored.ts'

const { test, mine } = await startTestApp()
const fieldwork = await openFieldwork(mine.ask)

interface Sent {
  readonly path: string
  readonly body: RequestInit['body']
  readonly headers?: Record<string, string>
}

/** Sends what no well-meant client would; expects a refusal in our shape that changed nothing, and a service still up. */
async function expectRefused({ path, body, headers = {} }: Sent, status: number, said: string | RegExp) {
  const before = await everythingStored(test, mine.organisationId)
  const answer = await test.app.request(path, {
    method: 'POST',
    headers: { origin: ORIGIN, cookie: mine.cookie, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  })
  const { error } = (await answer.json()) as ErrorBody
  expect([answer.status, error.message]).toEqual([status, expect.stringMatching(said)])
  expect(error.requestId).toBe(answer.headers.get('x-request-id'))
  expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  expect((await test.app.request('/readyz')).status).toBe(200)
}

const program = () => JSON.stringify(newProgram())
const answer = () => JSON.stringify(submission())
/** The respondent's way in and the studio's, each with a body that would be taken. */
const DOORS: readonly [string, () => string, () => string][] = [
  ['respond', () => fieldwork.path, answer],
  ['studio', () => '/api/programs', program],
]

function streamOf(chunk: Uint8Array, times: number): ReadableStream<Uint8Array> {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent++ < times) controller.enqueue(chunk)
      else controller.close()
    },
  })
}

describe.each(DOORS)('hostile bodies at the door of %s', (_, path, good) => {
  it('case 9: 10 MB are refused, with a stated length and without', async () => {
    const large = new Uint8Array(10 * 1024 * 1024).fill(32)
    const stated = { 'content-length': String(large.byteLength) }
    await expectRefused({ path: path(), body: large, headers: stated }, 413, 'is larger than 256 KiB')
    const chunk = new Uint8Array(64 * 1024).fill(32)
    await expectRefused({ path: path(), body: streamOf(chunk, 160) }, 413, 'is larger than 256 KiB')
  })

  it('case 9: a body without end is refused once it is too large', async () => {
    const chunk = new Uint8Array(64 * 1024).fill(32)
    await expectRefused({ path: path(), body: streamOf(chunk, 1e9) }, 413, 'is larger than 256 KiB')
  })

  it.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, identity'])(
    'case 9: a body packed with %s is refused',
    async (packed) => {
      const body = new Uint8Array(gzipSync(good()))
      await expectRefused(
        { path: path(), body, headers: { 'content-encoding': packed } },
        415,
        'send it uncompressed',
      )
    },
  )

  it.each<[string, string, RegExp]>([
    ['5,000 arrays deep', '['.repeat(5000) + ']'.repeat(5000), /nested more than \d+ deep/],
    ['5,000 objects deep', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, /nested more than \d+ deep/],
    ['not closed', '{"id":"x"', /is not valid JSON/],
    ['with a comma too many', '{"id":"x",}', /is not valid JSON/],
    ['with single quotes', "{'id':1}", /is not valid JSON/],
    ['NaN', '{"id":NaN}', /is not valid JSON/],
    ['with a raw control character', '{"id":"\u0001"}', /is not valid JSON/],
    ['two values', '{} {}', /is not valid JSON/],
    ['a text that never ends', `{"${'\\"'.repeat(100)}`, /is not valid JSON/],
    ['empty', '', /is empty/],
    ['blank', ' \n\t ', /is empty/],
    ['with a byte-order mark', '\ufeff{}', /starts with a byte-order mark/],
    ['the same key twice', '{"id":1,"id":2}', /holds the key "id" twice/],
    ['the same key in two spellings', '{"id":1,"\\u0069d":2}', /holds the key "id" twice/],
    [
      'the same key twice, far from its colon',
      `{"id":1,"id"${' '.repeat(100)}:2}`,
      /holds the key "id" twice/,
    ],
    ['the same key twice further in', '{"answers":{"a":1,"b":{"a":1},"a":2}}', /holds the key "a" twice/],
  ])('case 10: JSON %s is refused', async (_, body, said) => {
    await expectRefused({ path: path(), body }, 400, said)
  })

  it.each<[string, string]>([
    ['an array', '[]'],
    ['an array of bodies', '[{},{}]'],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"x"'],
    ['an empty object', '{}'],
  ])('case 10: %s where an object belongs is refused', async (_, body) => {
    await expectRefused({ path: path(), body }, 422, /Invalid input/)
  })

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['half a character', new Uint8Array([0x7b, 0x22, 0xe6, 0xbb])],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff{}', 'utf16le'))],
    ['Latin-1', new Uint8Array(Buffer.from('{"é":1}', 'latin1'))],
  ])('case 10: %s is no UTF-8', async (_, body) => {
    await expectRefused({ path: path(), body }, 400, /is not UTF-8 text/)
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    '',
  ])('case 32: a body of type "%s", which a page of another site could send, is refused', async (type) => {
    await expectRefused(
      { path: path(), body: good(), headers: { 'content-type': type } },
      415,
      'must be application/json',
    )
  })

  it('case 10: the type may state its encoding, and what was meant well is taken', async () => {
    const taken = await test.app.request(path(), {
      method: 'POST',
      headers: { origin: ORIGIN, cookie: mine.cookie, 'content-type': 'application/json; charset=utf-8' },
      body: good(),
    })
    expect(taken.status).toBe(201)
  })
})

describe('case 32: other sites', () => {
  it.each<[string, Record<string, string>]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that begins like ours', { origin: `${ORIGIN}.evil.example` }],
    ['no origin to name', { origin: 'null' }],
    ['another port', { origin: 'http://127.0.0.1:3001' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a fetch from a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('%s may change nothing, not even with a session', async (_, headers) => {
    await expectRefused({ path: '/api/programs', body: program(), headers }, 403, 'requests from other sites')
    await expectRefused({ path: '/api/auth/sign-out', body: '{}', headers }, 403, 'requests from other sites')
    await expectRefused({ path: '/api/setup', body: '{}', headers }, 403, 'requests from other sites')
    expect((await mine.ask('GET', '/api/programs')).status).toBe(200)
  })

  it.each(['GET', 'POST', 'OPTIONS'])('%s never answers with CORS headers', async (method) => {
    for (const path of [
      '/api/programs',
      '/api/session',
      '/api/auth/get-session',
      `${fieldwork.path}/form`,
      fieldwork.path,
    ]) {
      const answer = await test.app.request(path, {
        method,
        headers: {
          origin: 'https://evil.example',
          cookie: mine.cookie,
          'access-control-request-method': 'POST',
        },
      })
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  it('the session’s cookie cannot be read by scripts nor sent by other sites', async () => {
    const signedIn = await test.app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'mine@example.org', password: 'a-long-enough-password' }),
    })
    const [cookie] = signedIn.headers.getSetCookie()
    expect(cookie).toMatch(/^manyi\.session_token=.*HttpOnly.*SameSite=Lax/)
  })

  it('every answer, also of pages and errors, keeps frames out and scripts at home', async () => {
    const webFolder = await mkdtemp(join(tmpdir(), 'manyi-web-'))
    await mkdir(join(webFolder, 'respond'))
    await mkdir(join(webFolder, 'assets'))
    await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Studio</title>')
    await writeFile(join(webFolder, 'assets/a.js'), '1')
    const app = createApp({
      ...test,
      log: pino({ level: 'silent' }),
      config: { threads: 1, redirectHosts: [], proxies: 0 },
      publicUrl: ORIGIN,
      recordResponse: createRecorder(test.databases.app),
      webFolder,
    })
    try {
      for (const [path, status] of [
        ['/', 200],
        ['/programs/any/page', 200],
        [fieldwork.path, 200],
        [`${fieldwork.path}/form`, 200],
        ['/assets/a.js', 200],
        ['/assets/missing.js', 404],
        ['/assets/..%2f..%2fpackage.json', 404],
        ['/api/nothing', 404],
        ['/api/programs', 401],
        ['/healthz', 200],
      ] as const) {
        const { status: answered, headers } = await app.request(path)
        expect([path, answered]).toEqual([path, status])
        const policy = headers.get('content-security-policy') ?? ''
        expect(policy).toContain("frame-ancestors 'none'")
        expect(policy).toMatch(/script-src 'self'(;|$)/)
        expect(policy).not.toMatch(/script-src[^;]*unsafe/)
        expect(headers.get('x-frame-options')).toBe('DENY')
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      }
    } finally {
      await rm(webFolder, { recursive: true })
    }
  })
})

describe('errors', () => {
  it('an address that leads nowhere is 404 in our shape, for every method', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { status, body } = await mine.ask<ErrorBody>(
        method,
        '/api/nothing',
        method === 'GET' ? undefined : {},
      )
      expect([method, status, body.error.code]).toEqual([method, 404, 'not-found'])
    }
  })

  it('a bug is answered 500 with a number and without detail, and what happened is not shown', async () => {
    const app = createApp({
      ...test,
      log: pino({ level: 'silent' }),
      config: { threads: 1, redirectHosts: [], proxies: 0 },
      publicUrl: ORIGIN,
      recordResponse: () => Promise.reject(new TypeError('secret detail')),
      webFolder: undefined,
    })
    const answer = await app.request(fieldwork.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(submission()),
    })
    const text = await answer.text()
    expect(answer.status).toBe(500)
    expect(text).toContain('something went wrong on our side')
    expect(text).not.toContain('secret')
  })

  it('a database that is away is 503 with Retry-After, and nothing is half done', async () => {
    const away = Object.assign(new Error('the database system is shutting down'), { code: '57P03' })
    const app = createApp({
      ...test,
      log: pino({ level: 'silent' }),
      config: { threads: 1, redirectHosts: [], proxies: 0 },
      publicUrl: ORIGIN,
      recordResponse: () => Promise.reject(away),
      webFolder: undefined,
    })
    const before = await countStored(test.databases, mine.organisationId, 'response')
    const answer = await app.request(fieldwork.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(submission()),
    })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await countStored(test.databases, mine.organisationId, 'response')).toBe(before)
  })
})
