import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { OpenForm } from '../../../api/contract/response.ts'
import { done, ORIGIN } from '../../test-app.ts'
import { openDoor } from './door.ts'

const { test, mobile, everything, expectUp } = await openDoor()
afterAll(() => test.stop())

const FORM = 'application/x-www-form-urlencoded'

interface Sent {
  readonly body: RequestInit['body']
  readonly headers?: Record<string, string>
}

/** Posts to a page’s form what no page sends; expects the status, and that nothing came of it. */
async function expectRefused(page: string, { body, headers = {} }: Sent, status: number) {
  const before = await everything()
  const answer = await test.app.request(`${mobile.path}/${page}`, {
    method: 'POST',
    headers: { origin: ORIGIN, accept: 'text/html', 'content-type': FORM, ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  })
  expect(answer.status).toBe(status)
  expect((await answer.text()).length).toBeGreaterThan(20)
  expect(await everything()).toEqual(before)
  await expectUp()
}

function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024).fill(97)
  return new ReadableStream({ pull: (controller) => controller.enqueue(chunk) })
}

describe.each(['answer', 'erase'])('the plain form that posts to /%s', (page) => {
  it('case 9: refuses 10 MB, a body without end, a packed one and 5,000 fields', async () => {
    await expectRefused(page, { body: new Uint8Array(10 * 1024 * 1024).fill(97) }, 413)
    await expectRefused(page, { body: endless() }, 413)
    const packed = { 'content-encoding': 'gzip' }
    await expectRefused(page, { body: new Uint8Array(gzipSync('answer=x')), headers: packed }, 415)
    const fields = Array.from({ length: 5000 }, (_, i) => `f${i}=1`).join('&')
    await expectRefused(page, { body: fields }, 413)
  })

  it.each(['multipart/form-data; boundary=x', 'text/plain', 'application/json', ''])(
    'case 10: refuses a body of type "%s"',
    async (type) => {
      await expectRefused(page, { body: 'answer=x', headers: { 'content-type': type } }, 415)
    },
  )

  it('case 10: refuses what is empty, no UTF-8, or names no answer of ours', async () => {
    await expectRefused(page, { body: '' }, 404)
    await expectRefused(page, { body: new Uint8Array([0x61, 0x3d, 0xff, 0xfe]) }, 400)
    await expectRefused(page, { body: 'answer=%00&answer=%ff&__proto__=1' }, 404)
  })
})

describe('a card sent by a plain form', () => {
  const post = async (fields: string) => {
    const opened = await done<OpenForm>(test.ask('GET', `${mobile.path}/form`))
    const answer = await test.app.request(`${mobile.path}/answer`, {
      method: 'POST',
      headers: { origin: ORIGIN, accept: 'text/html', 'content-type': FORM },
      body: `answer=${opened.sealed}&page=page-imag1&startedAt=2026-11-22T10:00:00Z&in=en&to=next&${fields}`,
    })
    return { status: answer.status, html: await answer.text(), id: (opened.sealed ?? '').split('.')[0] ?? '' }
  }

  it.each([
    ['case 1', 'q:imag1=99'],
    ['case 1', 'q:imag1=-1'],
    ['case 1', 'q:imag1=7.5'],
    ['case 1', 'q:imag1=1e999'],
    ['case 1', 'q:imag1=abc'],
    ['case 5', ''],
    ['case 5', 'q:imag1='],
    ['case 8', 'q:imag1=%00'],
    ['case 8', 'q:imag1=%ed%a0%bd'],
    ['case 8', 's:imag1=%f0%9f%91%8d'],
  ])('%s: "%s" is asked again with the reason, and not kept', async (_, fields) => {
    const { status, html, id } = await post(fields)
    expect(status).toBe(422)
    expect(html).toContain('class="problem"')
    const { partial, response } = (await everything()) as Record<string, { id: string; answers: object }[]>
    expect(partial?.find((one) => one.id === id)?.answers ?? {}).toEqual({})
    expect(response).toEqual([])
    await expectUp()
  })

  it.each([
    ['case 6', 'q:imag1=7&q:sat1=7'],
    ['case 7', 'q:imag1=7&q:__proto__=1&q:constructor=1&__proto__=1&q:toString=2'],
    ['case 6', 'q:imag1=7&q:cusl3=10&s:cusl3=dont_know'],
  ])('%s: what the card does not ask (%s) is not read', async (_, fields) => {
    const { status, id } = await post(fields)
    expect([200, 303]).toContain(status)
    const { partial } = (await everything()) as Record<string, { id: string; answers: object }[]>
    expect(partial?.find((one) => one.id === id)?.answers).toEqual({ imag1: 7 })
  })

  it('case 12: an impossible beginning, and a page that is none, do no harm', async () => {
    for (const fields of [
      'startedAt=yesterday',
      'page=page-nope',
      'page=__proto__',
      'language=fr',
      'in=fr',
      'to=up',
    ]) {
      const opened = await done<OpenForm>(test.ask('GET', `${mobile.path}/form`))
      const body = new URLSearchParams({ page: 'page-imag1', in: 'en', to: 'next', 'q:imag1': '7' })
      const [name = '', value = ''] = fields.split('=')
      body.set(name, value)
      body.set('answer', opened.sealed ?? '')
      const answer = await test.app.request(`${mobile.path}/answer`, {
        method: 'POST',
        headers: { origin: ORIGIN, accept: 'text/html', 'content-type': FORM },
        body: body.toString(),
      })
      expect([fields, answer.status < 500]).toEqual([fields, true])
    }
    await expectUp()
  })
})
