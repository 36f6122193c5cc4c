import { describe, expect, it } from 'vitest'
import type { Collector } from '../../../api/contract/wave.ts'
import { readQr } from '../../read-qr.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()
const field = await openFieldwork(mine.ask)

const address = () => `/api/collectors/${field.collector.id}`
const change = (embedOrigins: unknown) => mine.ask<Collector>('PATCH', address(), { embedOrigins })

describe('the QR code as a picture', () => {
  const png = async (query = '') =>
    test.app.request(`${address()}/qr.png${query}`, { headers: { cookie: mine.cookie } })

  it.each([
    ['', 1024],
    ['?size=256', 256],
    ['?size=2048', 2048],
    ['?size=777', 777],
  ])('%s is read by a camera as the link', async (query, size) => {
    const answer = await png(query)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    const read = readQr(Buffer.from(await answer.arrayBuffer()))
    expect(read).toEqual({ text: field.collector.url, width: size, height: size })
  })

  it.each(['255', '2049', '1e9', 'large', '-1', ''])('of size "%s" is refused', async (size) => {
    expect((await png(`?size=${size}`)).status).toBe(422)
  })

  it('is there for links alone, and for those who belong here', async () => {
    expect((await test.app.request(`${address()}/qr.png`)).status).toBe(401)
    const other = await test.organisation('Other')
    expect((await other.ask('GET', `${address()}/qr.png`)).status).toBe(404)
    expect((await other.ask('GET', `${address()}/qr.svg`)).status).toBe(404)
  })
})

describe('sites that may show a form in a frame', () => {
  const framing = async (path: string, init?: RequestInit) => {
    const { headers } = await test.app.request(path, init)
    const [ancestors] = /frame-ancestors [^;]*/.exec(headers.get('content-security-policy') ?? '') ?? []
    return [ancestors, headers.get('x-frame-options')]
  }

  it('are none until some are named, and none again when they are taken away', async () => {
    expect(await framing(field.path)).toEqual(["frame-ancestors 'none'", 'DENY'])
    const { status, body } = await change([
      'https://Shop.Example/',
      'https://shop.example',
      'https://b.example:8443',
    ])
    expect([status, body.embedOrigins]).toEqual([200, ['https://shop.example', 'https://b.example:8443']])
    const named = ['frame-ancestors https://shop.example https://b.example:8443', null]
    expect(await framing(field.path)).toEqual(named)
    for (const page of ['answer', 'erase']) {
      const posted = {
        method: 'POST',
        body: 'answer=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }
      expect(await framing(`${field.path}/${page}`, posted)).toEqual(named)
    }
    expect(await framing(`${field.path}/receipt?s=x`)).toEqual(named)
    await done(change([]))
    expect(await framing(field.path)).toEqual(["frame-ancestors 'none'", 'DENY'])
  })

  it('see no other page', async () => {
    await done(change(['https://shop.example']))
    const other = await openFieldwork(mine.ask)
    for (const path of [
      other.path,
      '/',
      '/programs',
      '/healthz',
      `${field.path}/form`,
      '/r/nonsense12345',
      '/api/session',
    ]) {
      expect([path, ...(await framing(path))]).toEqual([path, "frame-ancestors 'none'", 'DENY'])
    }
  })

  it('keep answers coming in as before', async () => {
    await done(change(['https://shop.example']))
    expect((await test.ask('POST', field.path, submission())).status).toBe(201)
  })

  it.each<[string, unknown]>([
    ['no https', ['http://shop.example']],
    ['a star', ['https://*.example']],
    ['a page', ['https://shop.example/survey']],
    ['a question', ['https://shop.example/?x']],
    ['a name and password', ['https://a:b@shop.example']],
    ['another directive', ['https://shop.example; script-src *']],
    ['two in one', ['https://shop.example https://b.example']],
    ['a line break', ['https://shop.example\r\nx-evil: 1/']],
    ['a keyword', ["'self'"]],
    ['a script', ['javascript:alert(1)']],
    ['nothing', ['']],
    ['no list', 'https://shop.example'],
    ['21 of them', Array.from({ length: 21 }, (_, i) => `https://s${i}.example`)],
    ['a very long one', [`https://${'a'.repeat(300)}.example`]],
  ])('cannot be %s', async (_, embedOrigins) => {
    await done(change(['https://shop.example']))
    await test.opened.flush()
    const before = await everythingStored(test, mine.organisationId)
    expect((await change(embedOrigins)).status).toBe(422)
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it('are chosen by designers, for links of their own organisation, and nothing else can be', async () => {
    const analyst = await mine.member('analyst')
    expect((await analyst('PATCH', address(), { embedOrigins: [] })).status).toBe(403)
    const other = await test.organisation('Another')
    expect((await other.ask('PATCH', address(), { embedOrigins: [] })).status).toBe(404)
    expect((await mine.ask('PATCH', address(), { embedOrigins: [], key: 'mykey12345' })).status).toBe(422)
    expect((await mine.ask('PATCH', address(), {})).status).toBe(422)
  })
})
