import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAll, answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { openRespondents } from './respondents.ts'

describe('the respondent’s way back', () => {
  let people: Awaited<ReturnType<typeof openRespondents>>
  beforeAll(async () => {
    people = await openRespondents()
  })
  afterAll(() => people.close())

  it('is resumed on the same device, and by its cookie on another', async () => {
    const page = await people.phone()
    await page.goto(people.link())
    await takenOver(page)
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 4; cards++) {
      Object.assign(given, await answerCard(page, people.answers))
      await goOn(page)
    }
    const heading = await page.locator('.card h1').textContent()
    const [key] = await keysOnCard(page)
    // Nobody waits for a saving; this reload does, so that it is the server's own page that is looked at.
    await expect
      .poll(async () => (await people.stored()).partials.map(({ page }) => page))
      .toContain(`page-${key}`)
    await page.goto(people.link())
    await page.getByText('Welcome back').waitFor()
    expect(await page.locator('.card h1').textContent()).toBe(heading)
    await takenOver(page)
    expect(await page.locator('.card h1').textContent()).toBe(heading)

    const other = await people.phone({
      storageState: { cookies: await page.context().cookies(), origins: [] },
    })
    await other.goto(people.link())
    await other.getByText('Welcome back').waitFor()
    expect(await other.locator('.card h1').textContent()).toBe(heading)
    Object.assign(given, await answerAll(other, people.answers))
    await people.expectStored(given)
    const { responses, partials } = await people.stored()
    expect(partials.map(({ id }) => id)).not.toContain(responses.at(-1)?.id)
  })

  it('walks its cards by the browser’s Back and Forward, with the answers kept, and stays where it is reloaded', async () => {
    const page = await people.phone()
    await page.goto(people.link())
    await takenOver(page)
    const walked: string[][] = [await keysOnCard(page)]
    for (let cards = 0; cards < 2; cards++) {
      await answerCard(page, people.answers)
      await goOn(page)
      walked.push(await keysOnCard(page))
    }
    const isAt = (place: number) => expect.poll(() => keysOnCard(page)).toEqual(walked[place])
    const chosen = () => page.locator('.card input:checked').count()

    await page.goBack()
    await isAt(1)
    expect([await chosen(), await page.evaluate(() => document.activeElement?.tagName)]).toEqual([1, 'H1'])
    await page.goBack()
    await isAt(0)
    expect(await chosen()).toBe(1)
    await page.goForward()
    await page.goForward()
    await isAt(2)
    // The page's own Back and the browser's are one way: what was left by the one is come back to by the other.
    await page.getByRole('button', { name: 'Back' }).click()
    await isAt(1)
    await page.goForward()
    await isAt(2)
    await page.goBack()
    await isAt(1)

    await expect
      .poll(async () => (await people.stored()).partials.map(({ page }) => page))
      .toContain(`page-${walked[2]}`)
    const plain = await people.phone({
      javaScriptEnabled: false,
      storageState: { cookies: await page.context().cookies(), origins: [] },
    })
    await plain.goto(page.url())
    expect(await keysOnCard(plain)).toEqual(walked[1])
    await page.reload()
    await takenOver(page)
    await isAt(1)
    expect(await chosen()).toBe(1)
    await page.goBack()
    await isAt(0)
    await page.goForward()
    await isAt(1)
    await goOn(page)
    const { length } = (await people.stored()).responses
    await answerAll(page, people.answers)
    await page.goBack()
    await page.locator('.receipt').waitFor()
    expect((await people.stored()).responses.length).toBe(length + 1)
  })

  it('goes back by the browser while the script is still loading', async () => {
    const page = await people.phone()
    await page.route('**/form?*', () => new Promise(() => {}))
    await page.goto(people.link())
    const first = await keysOnCard(page)
    await answerCard(page, people.answers)
    await goOn(page)
    const second = await keysOnCard(page)
    await answerCard(page, people.answers)
    await goOn(page)
    for (const card of [second, first]) {
      await page.goBack({ waitUntil: 'commit' })
      await expect.poll(() => keysOnCard(page).catch(() => [])).toEqual(card)
      // By then the first script of the page is there, which hears of the next Back.
      await page.waitForLoadState()
    }
    expect(await page.locator('.card input:checked').count()).toBe(1)
  })
})
