import type { Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerCard, goOn, takenOver } from './answer-card.ts'
import { openRespondents } from './respondents.ts'
import { expectAccessible } from './site.ts'

describe('the respondent’s way over a bad network', () => {
  let people: Awaited<ReturnType<typeof openRespondents>>
  beforeAll(async () => {
    people = await openRespondents()
  })
  afterAll(() => people.close())

  it('loses the network in the middle, goes on, and sends everything once when it is back', async () => {
    const before = (await people.stored()).responses.length
    const page = await people.phone()
    await page.goto(people.link())
    await takenOver(page)
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 5; cards++) {
      Object.assign(given, await answerCard(page, people.answers))
      await goOn(page)
    }
    await page.context().setOffline(true)
    Object.assign(given, await people.answerToLast(page))
    await page.locator('.steer .button').last().click()
    await page.getByText('Your answers are safe on this device').waitFor()
    expect((await people.stored()).responses.length).toBe(before)
    await page.context().setOffline(false)
    await page.locator('.receipt').waitFor()
    expect((await people.stored()).responses.length).toBe(before + 1)
    await people.expectStored(given)
  })

  it('says quietly on the card that pages cannot be saved, until they are again', async () => {
    const page = await people.phone()
    await page.goto(people.link())
    await takenOver(page)
    const note = page.locator('.connection[role=status]')
    const said = page.locator('.connection').getByText('No connection just now. You can go on')
    expect(await note.textContent()).toBe('')
    await page.context().setOffline(true)
    await said.waitFor()
    await expectAccessible(page)
    await page.context().setOffline(false)
    await said.waitFor({ state: 'detached' })

    // The device thinks it is online, as behind a broken proxy.
    await page.route('**/partial', (route) => route.abort())
    await answerCard(page, people.answers)
    await goOn(page)
    await said.waitFor()
    await page.unroute('**/partial')
    await answerCard(page, people.answers)
    await goOn(page)
    await said.waitFor({ state: 'detached' })
  })

  it('keeps answers that could not be sent, and sends them once on a later visit', async () => {
    const before = (await people.stored()).responses.length
    const page = await people.phone()
    await page.goto(people.link())
    await takenOver(page)
    const given = await people.answerToLast(page)
    // Answers do not get through; everything else does, as behind a broken proxy.
    let refused = 0
    await page.context().route(`**${people.fieldwork.path}`, (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      refused += 1
      return route.abort()
    })
    await page.locator('.steer .button').last().click()
    await page.getByText('Your answers wait on this device').waitFor({ timeout: 60_000 })
    expect(refused).toBe(6)
    await expectAccessible(page)
    await page.close()
    await page.context().unrouteAll()
    expect((await people.stored()).responses.length).toBe(before)

    const later = await page.context().newPage()
    await later.goto(people.link())
    await later.locator('.receipt').or(later.getByText('have arrived')).first().waitFor()
    expect((await people.stored()).responses.length).toBe(before + 1)
    await people.expectStored(given)
    await later.goto(people.link())
    await takenOver(later)
    expect((await people.stored()).responses.length).toBe(before + 1)
  })

  it('keeps the whole answer from the first try on: closed before it is sent, it goes once on the next visit', async () => {
    const before = (await people.stored()).responses.length
    const page = await people.phone()
    await page.goto(people.link())
    await takenOver(page)
    const given = await people.answerToLast(page)
    const posted = `**${people.fieldwork.path}`
    let failed = 0
    const lose = (route: Route) => {
      if (route.request().method() !== 'POST') return route.continue()
      failed += 1
      return route.abort()
    }
    await page.context().route(posted, lose)
    await page.locator('.steer .button').last().click()
    await page.getByText('No connection just now').waitFor()
    await page.close()
    expect((await people.stored()).responses.length).toBe(before)

    // Still no way through: nobody is asked to press Send again, it goes by itself when there is one.
    const tried = failed
    const later = await page.context().newPage()
    await later.goto(people.link())
    await later.getByText('No connection just now').waitFor()
    expect(failed).toBeGreaterThan(tried)
    expect((await people.stored()).responses.length).toBe(before)
    await page.context().unroute(posted, lose)
    await later.locator('.receipt').waitFor()
    await people.expectStored(given)

    await later.goto(people.link())
    await takenOver(later)
    expect(await later.getByText('have arrived').count()).toBe(0)
    expect((await people.stored()).responses.length).toBe(before + 1)
  })
})
