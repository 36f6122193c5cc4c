import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFieldwork } from '../fieldwork.ts'
import { answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { ACSI, openRespondents } from './respondents.ts'
import { storedOf } from './stored-answers.ts'

describe('a double press on Next', () => {
  let people: Awaited<ReturnType<typeof openRespondents>>
  let own: Awaited<ReturnType<typeof makeFieldwork>>
  let answers: Record<string, unknown>
  beforeAll(async () => {
    people = await openRespondents()
    const attributes = ['region', 'age-band']
    own = await makeFieldwork(people.site.databaseUrl, people.site.url, { ...ACSI, attributes })
    answers = { ...people.answers }
    for (const { code, values } of own.codeBook.attributes) answers[code] = values[1]
  })
  afterAll(() => people.close())

  /** To the card before the last, answered; neither of the two must be. */
  async function toRegion(page: Page): Promise<Record<string, unknown>> {
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 60; cards++) {
      Object.assign(given, await answerCard(page, answers))
      if ((await keysOnCard(page)).includes('region')) return given
      await goOn(page)
    }
    throw new Error('toRegion: no such card')
  }
  /** The time of the page stands still until the test lets it pass. */
  const stopClock = async (page: Page) => {
    await page.clock.install()
    await page.clock.pauseAt(Date.now() + 60_000)
  }
  const press = (page: Page) => page.locator('.steer .button').last().click()
  const shows = (page: Page, key: string) => expect.poll(() => keysOnCard(page)).toEqual([key])
  const sent = async () => {
    const { responses } = await storedOf(people.site.databaseUrl, own.organisationId, own.waveId)
    return responses.map(({ answers }) => answers)
  }
  /** The last card stays for whoever presses on; looked at for a moment, it may be sent as it is. */
  const isLookedAt = async (page: Page, before: unknown[], given: object) => {
    await press(page)
    await page.clock.runFor(399)
    await press(page)
    expect([await keysOnCard(page), await sent()]).toEqual([['age-band'], before])
    await page.clock.runFor(1)
    await press(page)
    await page.locator('.receipt').waitFor()
    expect((await sent()).at(-1)).toEqual(given)
  }

  it('leaves one card, not two: the last is not sent before anybody has seen it', async () => {
    const before = await sent()
    const page = await people.phone()
    await page.goto(people.site.url + own.path)
    await takenOver(page)
    const given = await toRegion(page)
    await stopClock(page)
    await press(page)
    await isLookedAt(page, before, given)
  })

  it('does not hold up whoever answers at once', async () => {
    const page = await people.phone()
    await page.goto(people.site.url + own.path)
    await takenOver(page)
    const given = await toRegion(page)
    await stopClock(page)
    await press(page)
    await shows(page, 'age-band')
    Object.assign(given, await answerCard(page, answers))
    await press(page)
    await page.locator('.receipt').waitFor()
    expect((await sent()).at(-1)).toEqual(given)
  })

  it('leaves one card of the plain form as well, whose second press comes when the next card is there', async () => {
    const before = await sent()
    const page = await people.phone()
    await page.route('**/form?*', () => new Promise(() => {}))
    await page.goto(people.site.url + own.path)
    const given = await toRegion(page)
    await stopClock(page)
    await press(page)
    await shows(page, 'age-band')
    await isLookedAt(page, before, given)
  })

  it('is none over cards of the plain form that were answered before', async () => {
    const page = await people.phone()
    await page.route('**/form?*', () => new Promise(() => {}))
    await page.goto(people.site.url + own.path)
    const cards: string[] = []
    for (let card = 0; card < 3; card++) {
      cards.push(...(await keysOnCard(page)))
      await answerCard(page, answers)
      await goOn(page)
    }
    for (const key of cards.slice(1).reverse()) {
      await page.locator('.steer .quiet-button').click()
      await shows(page, key)
    }
    await page.locator('.steer .quiet-button').click()
    await stopClock(page)
    for (const key of cards) {
      await shows(page, key)
      await press(page)
    }
    await expect.poll(() => page.locator('.card :is(input:checked)').count()).toBe(0)
  })

  it('is not made by holding Enter down', async () => {
    const page = await people.phone()
    await page.goto(people.site.url + own.path)
    await takenOver(page)
    await toRegion(page)
    await stopClock(page)
    await page.locator('.steer .button').last().focus()
    for (let times = 0; times < 5; times++) {
      await page.keyboard.down('Enter')
      await page.clock.runFor(500)
    }
    await page.keyboard.up('Enter')
    expect(await keysOnCard(page)).toEqual(['age-band'])
  })
})
