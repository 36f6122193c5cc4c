import type { ServerResponse } from 'node:http'
import type { Page, Request } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useGatedRespondents } from './gated-respondents.ts'
import { keptIn, openKept } from './kept-on-device.ts'
import { expectAccessible } from './site.ts'

/** A proxy says so while we are started anew: the device is online all the while. */
const awayFor = (methods: string) => (_: string, reply: ServerResponse) => {
  if (!methods.includes(reply.req.method ?? '')) return false
  reply.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
  return true
}

/** What the page asks for, as it goes along. */
function asksOf(page: Page): string[] {
  const asks: string[] = []
  page.on('request', (request: Request) =>
    asks.push(`${request.method()} ${new URL(request.url()).pathname}`),
  )
  return asks
}

describe('a server that was away while the device was online', () => {
  const at = useGatedRespondents()

  it('gets the answers that wait by itself, half a minute later, while the page is looked at', async () => {
    const before = (await at.people.stored()).responses.length
    const page = await openKept(await at.people.phone(), at.gate.url + at.people.fieldwork.path)
    const given = await at.people.answerToLast(page)
    await page.clock.install()
    at.gate.answerBy(awayFor('POST'))
    await page.locator('.steer .button').last().click()
    const unsent = page.getByText('Your answers wait on this device')
    // Half a minute of tries, by the page's clock; each fails on the real one.
    const isUnsentSoon = async () => {
      await page.clock.runFor(1000)
      return unsent.isVisible()
    }
    await expect.poll(isUnsentSoon, { timeout: 60_000 }).toBe(true)

    // A page that nobody looks at asks nothing; one that is looked at asks once, and says nothing of it.
    const asks = asksOf(page)
    const see = (state: string) =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { value: now, configurable: true })
      }, state)
    await see('hidden')
    await page.clock.runFor(60_000)
    expect(asks).toEqual([])
    await see('visible')
    const answered = page.waitForResponse((reply) => reply.request().method() === 'POST')
    await page.clock.runFor(30_000)
    await answered
    expect([asks, await unsent.isVisible()]).toEqual([[`POST ${at.people.fieldwork.path}`], true])

    at.gate.answerBy(undefined)
    // The page may still be hearing of the try before, and makes one at a time.
    const isThereSoon = async () => {
      await page.clock.runFor(30_000).catch(() => undefined)
      return page.locator('.receipt').isVisible()
    }
    await expect.poll(isThereSoon).toBe(true)
    expect((await at.people.stored()).responses.length).toBe(before + 1)
    await at.people.expectStored(given)
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })
  })

  it('has its page opened by itself, once, also where the device says at that moment that it is online', async () => {
    const page = await openKept(await at.people.phone(), at.gate.url + at.people.fieldwork.path)
    await page.clock.install()
    at.gate.shut()
    // A link of which nothing is kept here.
    await page.goto(`${at.gate.url}${at.people.fieldwork.path}?i=another`).catch(() => undefined)
    const away = page.getByText('This page opens by itself')
    await away.waitFor()
    await expectAccessible(page)
    // Once more by a clock that stands still: its time begins where the page does.
    await page.clock.pauseAt(Date.now() + 60_000)
    await page.reload()
    await away.waitFor()
    const asks = asksOf(page)
    await page.clock.runFor(14_000)
    expect(asks).toEqual([])
    await page.clock.runFor(1000)
    await expect.poll(() => asks).toEqual(['GET /r/offline'])
    at.gate.open()
    at.gate.answerBy(awayFor('GET'))
    const refused = page.waitForResponse('**/r/offline')
    await page.clock.runFor(15_000)
    await refused
    expect(await away.isVisible()).toBe(true)

    at.gate.answerBy(undefined)
    asks.length = 0
    const opened: string[] = []
    page.on('framenavigated', (frame) => opened.push(new URL(frame.url()).search))
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await page.clock.runFor(15_000).catch(() => undefined)
    await page.getByText('There is no survey at this address').waitFor()
    expect(opened).toEqual(['?i=another'])
    expect(asks.filter((ask) => ask === `GET ${at.people.fieldwork.path}`)).toHaveLength(1)
  })
})
