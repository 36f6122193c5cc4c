import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAll, answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { openRespondents } from './respondents.ts'

describe('the script that takes over beside answers on their way', () => {
  let people: Awaited<ReturnType<typeof openRespondents>>
  beforeAll(async () => {
    people = await openRespondents()
  })
  afterAll(() => people.close())

  /** Two cards answered and saved on an earlier visit, so that this browser keeps a draft that is not ahead. */
  async function begun(): Promise<{ page: Page; given: Record<string, unknown> }> {
    const page = await people.phone()
    await page.goto(people.link())
    await takenOver(page)
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 2; cards++) {
      Object.assign(given, await answerCard(page, people.answers))
      await goOn(page)
    }
    await expect
      .poll(async () => (await people.stored()).partials.map(({ answers }) => Object.keys(answers).length))
      .toContain(2)
    return { page, given }
  }

  it('goes on at the card that is shown by then, and asks for the form once', async () => {
    const { page, given } = await begun()
    const held = Promise.withResolvers<void>()
    let asked = 0
    await page.route('**/form?*', async (route) => {
      asked += 1
      await held.promise
      await route.continue()
    })
    await page.goto(people.link())
    Object.assign(given, await answerCard(page, people.answers))
    await goOn(page)
    Object.assign(given, await answerCard(page, people.answers))

    // The next answer is on its way when the form comes.
    const sent = Promise.withResolvers<void>()
    const through = Promise.withResolvers<void>()
    await page.route('**/answer', async (route) => {
      sent.resolve()
      await through.promise
      await route.continue()
    })
    const [shown = ''] = await keysOnCard(page)
    await page.locator('.steer .button').last().click()
    await sent.promise
    const form = page.waitForResponse('**/form?*')
    held.resolve()
    await form
    expect(await keysOnCard(page)).toEqual([shown])
    through.resolve()
    await takenOver(page)
    expect(await keysOnCard(page)).not.toContain(shown)
    expect(asked).toBe(1)
    Object.assign(given, await answerAll(page, people.answers))
    await people.expectStored(given)
  })

  it('loses no answer that is sent while what it needs is still on its way', async () => {
    const { page, given } = await begun()
    // Whatever it asks for after the form comes late.
    const held = Promise.withResolvers<void>()
    let asked = 0
    await page.route('**/form?*', async (route) => {
      asked += 1
      if (asked > 1) await held.promise
      await route.continue()
    })
    const form = page.waitForResponse('**/form?*')
    await page.goto(people.link())
    await form
    await page.waitForTimeout(300)
    for (let cards = 0; cards < 2; cards++) {
      Object.assign(given, await answerCard(page, people.answers))
      await goOn(page)
    }
    held.resolve()
    await takenOver(page)
    const [shown = ''] = await keysOnCard(page)
    expect(Object.keys(given)).not.toContain(shown)
    await page.goBack()
    await expect.poll(() => page.locator('.card input:checked').count()).toBe(1)
    await page.goForward()
    await expect.poll(() => keysOnCard(page)).toEqual([shown])
    Object.assign(given, await answerAll(page, people.answers))
    await people.expectStored(given)
  })

  it('keeps what was answered without a network when the card shown is one answered before', async () => {
    const { page, given } = await begun()
    const first = page.url()
    await page.route('**/partial', (route) => route.abort())
    for (let cards = 0; cards < 2; cards++) {
      Object.assign(given, await answerCard(page, people.answers))
      await goOn(page)
    }
    await page.unroute('**/partial')
    await page.route('**/partial', (route) => route.fulfill({ status: 503 }))
    // The card before, with the answer that the server has.
    await page.goto(first.replace(/page=[^&]*/, `page=page-${Object.keys(given)[0]}`))
    await takenOver(page)
    await page.unroute('**/partial')
    for (const key of Object.keys(given)) {
      expect([await keysOnCard(page), await page.locator('.card input:checked').count()]).toEqual([[key], 1])
      await goOn(page)
    }
    Object.assign(given, await answerAll(page, people.answers))
    await people.expectStored(given)
  })
})
