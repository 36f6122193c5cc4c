import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabases } from '../../api/db/database.ts'
import { createCollector } from '../../api/services/create-collector.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { ACSI } from './respondents.ts'
import { openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

describe('whether there is room is heard late', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(() => site.close())

  /** Answers card by card, until one has this question. */
  async function answerTo(page: Page, key: string, answers: Record<string, unknown>) {
    for (let cards = 0; cards < 80; cards++) {
      await answerCard(page, answers)
      if ((await keysOnCard(page)).includes(key)) return
      await goOn(page)
    }
    throw new Error(`answerTo: no card asks ${key}`)
  }
  /** Holds what is asked at an address; says when it was, and answers it when told to. */
  async function hold(page: Page, address: string, reply?: object) {
    const asked = Promise.withResolvers<void>()
    const through = Promise.withResolvers<void>()
    await page.route(address, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      asked.resolve()
      await through.promise
      await (reply === undefined ? route.continue() : route.fulfill({ json: reply }))
    })
    return { asked: asked.promise, release: through.resolve }
  }
  const press = (page: Page) => page.locator('.steer .button').last().click()

  it('does not send for who has gone back meanwhile', async () => {
    const own = await makeFieldwork(site.databaseUrl, site.url, { ...ACSI, loop: 2, attributes: ['region'] })
    const databases = openDatabases(site.databaseUrl, () => undefined)
    const { key } = await createCollector(databases.app, own.organisationId, own.waveId, null)
    await databases.close()
    const page = await site.visitor(PHONE, 'en')
    await page.goto(`${site.url}/r/${key}`)
    await takenOver(page)
    const said = simulateRespondent(own.codeBook.fields, { seed: 5, skips: 0, nonAnswers: 0 })
    const answers: Record<string, unknown> = { region: own.codeBook.attributes[0]?.values[0] }
    for (const [code, answer] of Object.entries(said)) {
      for (const brand of ['b1', 'b2']) answers[loopedKey(code, brand)] = answer
    }
    const brands = await page
      .locator('.card input[type=checkbox]')
      .evaluateAll((fields) => (fields as HTMLInputElement[]).map(({ value }) => value).slice(0, 2))
    await answerTo(page, 'region', { ...answers, brands })
    const screen = await hold(page, '**/screen', { room: true, full: [] })
    await press(page)
    await screen.asked
    await page.getByRole('button', { name: 'Back' }).click()
    // By the browser's own way back, which takes its time.
    await expect.poll(() => keysOnCard(page)).not.toContain('region')
    const [before = ''] = await keysOnCard(page)
    const heard = page.waitForResponse('**/screen')
    screen.release()
    await (await heard).finished()
    await page.waitForTimeout(100)
    expect(await keysOnCard(page)).toEqual([before])
    const stored = async () =>
      (await storedOf(site.databaseUrl, own.organisationId, own.waveId)).responses.length
    expect(await stored()).toBe(0)
    await goOn(page)
    await press(page)
    await page.locator('.receipt').waitFor()
    expect(await stored()).toBe(1)
  })

  it('says nothing over answers that are on their way, which have a reply of their own', async () => {
    const attributes = ['region', 'age-band']
    const own = await makeFieldwork(site.databaseUrl, site.url, { ...ACSI, attributes })
    const page = await site.visitor(PHONE, 'en')
    await page.goto(site.url + own.path)
    await takenOver(page)
    const answers: Record<string, unknown> = simulateRespondent(own.codeBook.fields, { seed: 5, skips: 0 })
    for (const { code, values } of own.codeBook.attributes) answers[code] = values[0]
    await answerTo(page, 'region', answers)
    const screen = await hold(page, '**/screen', { room: false, full: [] })
    await goOn(page)
    await screen.asked
    await answerCard(page, answers)
    const sending = await hold(page, `**${own.path}`)
    await press(page)
    await sending.asked
    const heard = page.waitForResponse('**/screen')
    screen.release()
    await (await heard).finished()
    await page.waitForTimeout(100)
    expect(await page.locator('h1').textContent()).toContain('Sending your answers')
    sending.release()
    await page.locator('.receipt').waitFor()
  })
})
