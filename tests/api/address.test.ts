import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { callerAddress } from '../../api/address.ts'

const ask = async (proxies: number, forwarded?: string) => {
  const app = new Hono().get('/', (c) => c.text(callerAddress(c, proxies)))
  const answer = await app.request('/', {
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  })
  return answer.text()
}

it.each<[number, string | undefined, string]>([
  [0, undefined, 'unknown'],
  [0, '203.0.113.9', 'unknown'],
  [1, '203.0.113.9', '203.0.113.9'],
  [1, 'forged, 203.0.113.9', '203.0.113.9'],
  [2, 'forged, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
  [2, '203.0.113.9', 'unknown'],
  [1, ' , ', 'unknown'],
  [1, 'x'.repeat(500), 'x'.repeat(64)],
])('case 34: behind %i proxies, %s is %s', async (proxies, forwarded, address) => {
  expect(await ask(proxies, forwarded)).toBe(address)
})
