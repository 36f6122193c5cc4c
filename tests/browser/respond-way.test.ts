import type { BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerAll, answerCard, goOn, holdForm, keysOnCard, takenOver } from './answer-card.ts'
import { everyQuestion } from './every-question.ts'
import { expectAccessible, openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

type Site = Awaited<ReturnType<typeof openSite>>
type Fieldwork = Awaited<ReturnType<typeof makeFieldwork>>

const acsi = {
  modules: [
    { instrument: { name: 'acsi', version: 1 }, parameters: {}, asked: 'always' as const, weight: 1 },
  ],
}

describe('the respondent’s way', () => {
  let site: Site
  let fieldwork: Fieldwork
  let answers: Record<string, unknown>
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    site = await openSite()
    fieldwork = await makeFieldwork(site.databaseUrl, site.url, acsi)
    answers = simulateRespondent(fieldwork.codeBook.fields, { seed: 11, skips: 0, nonAnswers: 0 })
    for (const { code, values } of fieldwork.codeBook.attributes) answers[code] = values[1]
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await site.close()
  })

  async function phone(options: Parameters<Site['browser']['newContext']>[0] = {}): Promise<Page> {
    const context = await site.browser.newContext({ viewport: PHONE, locale: 'en', ...options })
    contexts.push(context)
    context.setDefaultTimeout(20_000)
    return context.newPage()
  }
  const stored = () => storedOf(site.databaseUrl, fieldwork.organisationId, fieldwork.waveId)
  const link = () => site.url + fieldwork.path

  /** Answers from the card shown on to the last one, which is not sent. Returns what was given. */
  async function answerToLast(page: Page): Promise<Record<string, unknown>> {
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 60; cards++) {
      Object.assign(given, await answerCard(page, answers))
      if ((await page.locator('.steps').textContent()) === 'The last question') break
      await goOn(page)
    }
    return given
  }

  /** The response that came last is what was entered, and so is its coding. */
  async function expectStored(given: Record<string, unknown>): Promise<void> {
    const { responses, observations } = await stored()
    const last = responses.at(-1)
    expect(last?.answers).toEqual(given)
    const coded = compileResponse(fieldwork.codeBook)(given)
    const observation = observations.find(({ responseId }) => responseId === last?.id)
    expect(coded.ok && coded.observations[0]?.scores).toEqual(observation?.scores)
  }

  it('is walked without JavaScript, from the first question to the receipt, and back out of the data', async () => {
    const page = await phone({ javaScriptEnabled: false })
    await page.goto(link())
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 60 && !(await page.locator('.receipt').isVisible()); cards++) {
      for (const key of await plainKeys(page)) {
        if (answers[key] === undefined) continue
        given[key] = answers[key]
        for (const value of [answers[key]].flat()) {
          await page.locator(`.card label:has(input[name="q:${key}"][value="${String(value)}"])`).click()
        }
      }
      await page.locator('.steer .button').last().click()
    }
    await page.locator('.receipt').waitFor()
    await expectStored(given)

    await page.locator('summary').click()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('Your answers have been deleted').waitFor()
    const { responses, observations, partials } = await stored()
    expect([responses, observations, partials]).toEqual([[], [], []])
  })

  it('takes over what was chosen before the script came, the keyboard where it was, and loses nothing', async () => {
    const page = await phone()
    const release = await holdForm(page)
    await page.goto(link())
    const [first = ''] = await keysOnCard(page)
    await page.locator(`input[name="q:${first}"][value="6"]`).focus()
    await page.keyboard.press('Space')
    release()
    await takenOver(page)
    expect(await page.locator(`input[name="q:${first}"]:checked`).getAttribute('value')).toBe('6')
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)).toBe('6')
    await goOn(page)
    const given = await answerAll(page, answers)
    await expectStored({ ...given, [first]: 6 })
  })

  it('goes on without leaving the page while the script is still loading', async () => {
    const page = await phone()
    await page.route('**/form?*', () => new Promise(() => {}))
    await page.goto(link())
    await page.evaluate('window.stayed = true')
    await answerCard(page, answers)
    await goOn(page)
    await answerCard(page, answers)
    await goOn(page)
    expect(await page.evaluate('window.stayed')).toBe(true)
    expect(await page.locator('#answering').textContent()).toContain('"revision":2')
  })

  it('loses the network in the middle, goes on, and sends everything once when it is back', async () => {
    const before = (await stored()).responses.length
    const page = await phone()
    await page.goto(link())
    await takenOver(page)
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 5; cards++) {
      Object.assign(given, await answerCard(page, answers))
      await goOn(page)
    }
    await page.context().setOffline(true)
    Object.assign(given, await answerToLast(page))
    await page.locator('.steer .button').last().click()
    await page.getByText('No connection just now').waitFor()
    expect((await stored()).responses.length).toBe(before)
    await page.context().setOffline(false)
    await page.locator('.receipt').waitFor()
    expect((await stored()).responses.length).toBe(before + 1)
    await expectStored(given)
  })

  it('says quietly on the card that pages cannot be saved, until they are again', async () => {
    const page = await phone()
    await page.goto(link())
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
    await answerCard(page, answers)
    await goOn(page)
    await said.waitFor()
    await page.unroute('**/partial')
    await answerCard(page, answers)
    await goOn(page)
    await said.waitFor({ state: 'detached' })
  })

  it('keeps answers that could not be sent, and sends them once on a later visit', {
    timeout: 120_000,
  }, async () => {
    const before = (await stored()).responses.length
    const page = await phone()
    await page.goto(link())
    await takenOver(page)
    const given = await answerToLast(page)
    // Answers do not get through; everything else does, as behind a broken proxy.
    let refused = 0
    await page.context().route(`**${fieldwork.path}`, (route) => {
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
    expect((await stored()).responses.length).toBe(before)

    const later = await page.context().newPage()
    await later.goto(link())
    await later.locator('.receipt').or(later.getByText('have arrived')).first().waitFor()
    expect((await stored()).responses.length).toBe(before + 1)
    await expectStored(given)
    await later.goto(link())
    await takenOver(later)
    expect((await stored()).responses.length).toBe(before + 1)
  })

  it('keeps the whole answer from the first try on: closed before it is sent, it goes once on the next visit', async () => {
    const before = (await stored()).responses.length
    const page = await phone()
    await page.goto(link())
    await takenOver(page)
    const given = await answerToLast(page)
    const posted = `**${fieldwork.path}`
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
    expect((await stored()).responses.length).toBe(before)

    // Still no way through: nobody is asked to press Send again, it goes by itself when there is one.
    const tried = failed
    const later = await page.context().newPage()
    await later.goto(link())
    await later.getByText('No connection just now').waitFor()
    expect(failed).toBeGreaterThan(tried)
    expect((await stored()).responses.length).toBe(before)
    await page.context().unroute(posted, lose)
    await later.locator('.receipt').waitFor()
    await expectStored(given)

    await later.goto(link())
    await takenOver(later)
    expect(await later.getByText('have arrived').count()).toBe(0)
    expect((await stored()).responses.length).toBe(before + 1)
  })

  it('is resumed on the same device, and by its cookie on another', async () => {
    const page = await phone()
    await page.goto(link())
    await takenOver(page)
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 4; cards++) {
      Object.assign(given, await answerCard(page, answers))
      await goOn(page)
    }
    const heading = await page.locator('.card h1').textContent()
    const [key] = await keysOnCard(page)
    // Nobody waits for a saving; this reload does, so that it is the server's own page that is looked at.
    await expect.poll(async () => (await stored()).partials.map(({ page }) => page)).toContain(`page-${key}`)
    await page.goto(link())
    await page.getByText('Welcome back').waitFor()
    expect(await page.locator('.card h1').textContent()).toBe(heading)
    await takenOver(page)
    expect(await page.locator('.card h1').textContent()).toBe(heading)

    const other = await phone({ storageState: { cookies: await page.context().cookies(), origins: [] } })
    await other.goto(link())
    await other.getByText('Welcome back').waitFor()
    expect(await other.locator('.card h1').textContent()).toBe(heading)
    Object.assign(given, await answerAll(other, answers))
    await expectStored(given)
    const { responses, partials } = await stored()
    expect(partials.map(({ id }) => id)).not.toContain(responses.at(-1)?.id)
  })

  it('walks its cards by the browser’s Back and Forward, with the answers kept, and stays where it is reloaded', async () => {
    const page = await phone()
    await page.goto(link())
    await takenOver(page)
    const walked: string[][] = [await keysOnCard(page)]
    for (let cards = 0; cards < 2; cards++) {
      await answerCard(page, answers)
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
      .poll(async () => (await stored()).partials.map(({ page }) => page))
      .toContain(`page-${walked[2]}`)
    const plain = await phone({
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
    const { length } = (await stored()).responses
    await answerAll(page, answers)
    await page.goBack()
    await page.locator('.receipt').waitFor()
    expect((await stored()).responses.length).toBe(length + 1)
  })

  it('goes back by the browser while the script is still loading', async () => {
    const page = await phone()
    await page.route('**/form?*', () => new Promise(() => {}))
    await page.goto(link())
    const first = await keysOnCard(page)
    await answerCard(page, answers)
    await goOn(page)
    const second = await keysOnCard(page)
    await answerCard(page, answers)
    await goOn(page)
    for (const card of [second, first]) {
      await page.goBack({ waitUntil: 'commit' })
      await page.waitForLoadState()
      await expect.poll(() => keysOnCard(page).catch(() => [])).toEqual(card)
    }
    expect(await page.locator('.card input:checked').count()).toBe(1)
  })

  it('changes its language in the middle and keeps every answer', async () => {
    const page = await phone()
    await page.goto(link())
    await takenOver(page)
    const given = await answerCard(page, answers)
    await page.getByRole('button', { name: '繁體中文' }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'zh-Hant')
    expect(await page.locator('.card input:checked').count()).toBe(1)
    expect(await page.locator('.card h1').textContent()).toMatch(/\p{Script=Han}/u)
    await page.getByRole('button', { name: '下一題' }).click()
    await page.waitForFunction(
      (key) => document.querySelector(`[name="q:${key}"]`) === null,
      Object.keys(given)[0],
    )
    Object.assign(given, await answerAll(page, answers))
    expect(page.url()).toContain('language=zh-Hant')
    await page.getByText('謝謝您').waitFor()
    await expectAccessible(page)
    expect((await stored()).responses.at(-1)?.language).toBe('zh-Hant')
    await expectStored(given)
  })

  it.each([
    ['as SurveyJS draws it', true, everyQuestion()],
    // No more cards than a person can send in a minute.
    ['as plain pages', false, acsi],
  ])(
    'is filled in from right to left to the receipt, %s, and coded as it was entered',
    async (_, javaScriptEnabled, design) => {
      const own = await makeFieldwork(site.databaseUrl, site.url, design)
      const { fields, attributes } = own.codeBook
      const entered: Record<string, unknown> = simulateRespondent(fields, {
        seed: 3,
        skips: 0.1,
        nonAnswers: 0.2,
      })
      for (const { code, values } of attributes) entered[code] = values[0]
      const page = await phone({ javaScriptEnabled })
      await page.route(`**${own.path}**`, async (route) => {
        if (route.request().resourceType() !== 'document') return route.continue()
        const answer = await route.fetch()
        const type = answer.headers()['content-type'] ?? ''
        if (!type.includes('text/html')) return route.fulfill({ response: answer })
        await route.fulfill({
          response: answer,
          body: (await answer.text()).replace('dir="ltr"', 'dir="rtl"'),
        })
      })
      await page.goto(site.url + own.path)
      if (javaScriptEnabled) await takenOver(page)
      const given: Record<string, unknown> = {}
      let cards = 0
      for (; cards < 120 && !(await page.locator('.receipt').isVisible()); cards++) {
        expect(await page.locator('.card').evaluate((card) => getComputedStyle(card).direction)).toBe('rtl')
        Object.assign(given, await answerCard(page, entered))
        if (javaScriptEnabled) await goOn(page)
        else await page.locator('.steer .button').last().click()
      }
      expect(cards).toBeGreaterThan(10)
      expect(given).toEqual(entered)
      const { responses, observations } = await storedOf(site.databaseUrl, own.organisationId, own.waveId)
      expect(responses.map(({ answers }) => answers)).toEqual([entered])
      const coded = compileResponse(own.codeBook)(entered)
      expect(observations.map(({ scores }) => scores)).toEqual(
        coded.ok ? coded.observations.map(({ scores }) => scores) : coded.problems,
      )
    },
  )

  it('is answered by keyboard alone, and says what is wrong where it is', async () => {
    const page = await phone()
    await page.goto(link())
    await takenOver(page)
    const steps = await page.locator('.steps').textContent()
    await page.locator('.steer .button').last().focus()
    await page.keyboard.press('Enter')
    await page.locator('.problem').waitFor()
    expect(await page.evaluate(() => document.activeElement?.matches('.card input'))).toBe(true)
    await expectAccessible(page)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.waitForFunction((before) => document.querySelector('.steps')?.textContent !== before, steps)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  })
})

const plainKeys = async (page: Page) => {
  const html = await page.content()
  return [...new Set([...html.matchAll(/name="q:([^"/]+)/g)].map(([, key = '']) => key))]
}
