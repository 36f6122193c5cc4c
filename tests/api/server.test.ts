import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Recorded } from '../../api/contract/response.ts'
import { closeGracefully, type Door, listen } from '../../api/server.ts'
import { createTestApp, openFieldwork, submission } from '../test-app.ts'
import { listenTo } from './listen-to.ts'
import { countStored } from './stored.ts'

const LOCAL = { host: '127.0.0.1', port: 0, portIsFixed: true }

let test: Awaited<ReturnType<typeof createTestApp>>
let organisationId: string
let path: string
let door: Door
/** While set, the connection is cut when the app has answered and before the answer leaves. */
let cutting = false

beforeAll(async () => {
  test = await createTestApp()
  const mine = await test.organisation('Mine')
  organisationId = mine.organisationId
  path = (await openFieldwork(mine.ask)).path
  door = await listen(LOCAL, undefined, { requestMs: 1000, checkMs: 100 })
  door.open(async (request, env) => {
    const answer = await test.app.fetch(request, env)
    if (cutting && 'incoming' in env) env.incoming.socket.destroy()
    return answer
  })
})
afterAll(async () => {
  await closeGracefully(door.server, 100)
  await test.stop()
})

const stored = () => countStored(test.databases, organisationId, 'response')
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${door.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

const head = (...lines: string[]) =>
  [`POST ${path} HTTP/1.1`, 'host: 127.0.0.1', 'content-type: application/json', ...lines, '', ''].join(
    '\r\n',
  )

describe('the real server', () => {
  it('case 9: a body that trickles in is cut off, and the next request is served', async () => {
    const before = await stored()
    const socket = connect(door.port, '127.0.0.1')
    const said = listenTo(socket)
    socket.write(head('content-length: 1000'))
    const trickle = setInterval(() => socket.write('{'), 50)
    const answer = await said
    clearInterval(trickle)
    expect(answer).toMatch(/^HTTP\/1\.1 408/)
    expect(answer).toContain('request body: did not arrive whole within 1 seconds; send it again')
    expect(await stored()).toBe(before)
    expect((await post(JSON.stringify(submission()))).status).toBe(201)
  })

  it('case 9: headers that never end are cut off', async () => {
    const socket = connect(door.port, '127.0.0.1')
    const said = listenTo(socket)
    socket.write('POST / HTTP/1.1\r\n')
    const trickle = setInterval(() => socket.write('x-a: b\r\n'), 50)
    expect(await said).toMatch(/^HTTP\/1\.1 408/)
    clearInterval(trickle)
  })

  it('case 9: a chunked body without length is refused at its bound', async () => {
    const before = await stored()
    const socket = connect(door.port, '127.0.0.1')
    const said = listenTo(socket)
    socket.write(head('transfer-encoding: chunked', 'connection: close'))
    const chunk = `${(65_536).toString(16)}\r\n${' '.repeat(65_536)}\r\n`
    for (let i = 0; i < 8; i++) socket.write(chunk)
    socket.write('0\r\n\r\n')
    const answer = await said
    expect(answer).toMatch(/^HTTP\/1\.1 413/)
    expect(answer).toContain('is larger than 256 KiB')
    expect(await stored()).toBe(before)
  })

  it('case 9: a chunked body within bounds is taken', async () => {
    const sent = JSON.stringify(submission())
    const socket = connect(door.port, '127.0.0.1')
    const said = listenTo(socket)
    socket.write(head('transfer-encoding: chunked', 'connection: close'))
    for (const part of [sent.slice(0, 100), sent.slice(100)]) {
      socket.write(`${part.length.toString(16)}\r\n${part}\r\n`)
    }
    socket.write('0\r\n\r\n')
    expect(await said).toMatch(/^HTTP\/1\.1 201/)
  })

  it('case 9: a stated length that is a lie is refused before the body is read', async () => {
    const socket = connect(door.port, '127.0.0.1')
    const said = listenTo(socket)
    socket.write(head('content-length: 10737418240', 'connection: close'))
    expect(await said).toMatch(/^HTTP\/1\.1 413/)
  })

  it('case 9: a length and chunks at once, which proxies read differently, are refused', async () => {
    const socket = connect(door.port, '127.0.0.1')
    const said = listenTo(socket)
    socket.write(`${head('content-length: 5', 'transfer-encoding: chunked')}0\r\n\r\n`)
    expect(await said).toMatch(/^HTTP\/1\.1 400/)
  })

  it('case 14: an answer whose reply was lost is stored once and acknowledged on the retry', async () => {
    const before = await stored()
    const sent = submission()
    cutting = true
    await expect(post(JSON.stringify(sent))).rejects.toThrow()
    cutting = false
    expect(await stored()).toBe(before + 1)
    const retry = await post(JSON.stringify(sent))
    const recorded = (await retry.json()) as Recorded
    expect([retry.status, recorded.id]).toEqual([201, sent.id])
    const again = await post(JSON.stringify(sent))
    expect([again.status, await again.json()]).toEqual([201, recorded])
    expect(await stored()).toBe(before + 1)
  })

  it('case 14: a client that hangs up in the middle of its body leaves nothing', async () => {
    const before = await stored()
    const sent = JSON.stringify(submission())
    const socket = connect(door.port, '127.0.0.1')
    const said = listenTo(socket)
    socket.write(head(`content-length: ${sent.length}`))
    socket.write(sent.slice(0, 100))
    await new Promise((later) => setTimeout(later, 50))
    socket.destroy()
    await said
    expect((await post(sent)).status).toBe(201)
    expect(await stored()).toBe(before + 1)
  })

  it('waits for no headers longer than ten seconds, nor for a file longer than ten minutes and a half', async () => {
    const usual = await listen(LOCAL)
    expect([usual.server.requestTimeout, usual.server.headersTimeout]).toEqual([630_000, 10_000])
    const early = await fetch(`http://127.0.0.1:${usual.port}/healthz`)
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1'])
    await expect(listen({ ...LOCAL, port: usual.port })).rejects.toThrow(`port ${usual.port} is taken`)
    await closeGracefully(usual.server, 100)
  })

  it('stops as soon as what is under way has been answered, though connections are kept alive', async () => {
    const closing = await listen(LOCAL)
    let reached: () => void = () => undefined
    const underWay = new Promise<void>((done) => {
      reached = done
    })
    closing.open(async () => {
      reached()
      await new Promise((done) => setTimeout(done, 300))
      return new Response('answered')
    })
    const answer = fetch(`http://127.0.0.1:${closing.port}/`)
    await underWay
    const begun = performance.now()
    await closeGracefully(closing.server, 20_000)
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(await (await answer).text()).toBe('answered')
  })
})
