import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { rememberedRoutes } from '../../api/remembered-routes.ts'

const app = () =>
  new Hono({ router: rememberedRoutes() })
    .use('/r/*', async (c, next) => {
      await next()
      c.header('x-passed', 'yes')
    })
    .get('/r/offline', (c) => c.text('offline'))
    .get('/r/:key', (c) => c.text(`page ${c.req.param('key')}`))
    .post('/r/:key', (c) => c.text(`answers to ${c.req.param('key')}`))

describe('routes that remember what they found', () => {
  it('find the same again: by method, with the parameters of each address', async () => {
    const site = app()
    const ask = async (path: string, method = 'GET') => {
      const reply = await site.request(path, { method })
      return `${reply.status} ${await reply.text()} ${reply.headers.get('x-passed') ?? 'no'}`
    }
    for (let again = 0; again < 2; again++) {
      expect(await ask('/r/one')).toBe('200 page one yes')
      expect(await ask('/r/two')).toBe('200 page two yes')
      expect(await ask('/r/one', 'POST')).toBe('200 answers to one yes')
      expect(await ask('/r/offline')).toBe('200 offline yes')
      expect(await ask('/nowhere')).toBe('404 404 Not Found no')
    }
  })

  it('answer thousands of addresses that lead nowhere, and the others as before', async () => {
    const site = app()
    for (let i = 0; i < 3000; i++) expect((await site.request(`/none/${i}`)).status).toBe(404)
    expect(await (await site.request('/r/one')).text()).toBe('page one')
  })
})
