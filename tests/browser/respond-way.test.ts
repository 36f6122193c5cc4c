import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerAll, answerCard, goOn, holdForm, keysOnCard, takenOver } from './answer-card.ts'
import { everyQuestion } from './every-question.ts'
import { ACSI, openRespondents } from './respondents.ts'
import { expectAccessible } from './site.ts'
import { storedOf } from './stored-answers.ts'

describe('the respondent’s way', () => {
  let people: Awaited<ReturnType<typeof openRespondents>>
  beforeAll(async () => {
    people = await openRespondents()
  })
  afterAll(() => people.close())

  it('is walked without JavaScript, from the first question to the receipt, and back out of the data', async () => {
    const page = await people.phone({ javaScriptEnabled: false })
    await page.goto(people.link())
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 60 && !(await page.locator('.receipt').isVisible()); cards++) {
      for (const key of await plainKeys(page)) {
        if (people.answers[key] === undefined) continue
        given[key] = people.answers[key]
        for (const value of [people.answers[key]].flat()) {
          await page.locator(`.card label:has(input[name="q:${key}"][value="${String(value)}"])`).click()
        }
      }
      await goOn(page)
    }
    await page.locator('.receipt').waitFor()
    await people.expectStored(given)

    await page.locator('summary').click()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('Your answers have been deleted').waitFor()
    const { responses, observations, partials } = await people.stored()
    expect([responses, observations, partials]).toEqual([[], [], []])
  })

  it('takes over what was chosen before the script came, the keyboard where it was, and loses nothing', async () => {
    const page = await people.phone()
    const release = await holdForm(page)
    await page.goto(people.link())
    const [first = ''] = await keysOnCard(page)
    await page.locator(`input[name="q:${first}"][value="6"]`).focus()
    await page.keyboard.press('Space')
    release()
    await takenOver(page)
    expect(await page.locator(`input[name="q:${first}"]:checked`).getAttribute('value')).toBe('6')
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)).toBe('6')
    await goOn(page)
    const given = await answerAll(page, people.answers)
    await people.expectStored({ ...given, [first]: 6 })
  })

  it('goes on without leaving the page while the script is still loading', async () => {
    const page = await people.phone()
    await page.route('**/form?*', () => new Promise(() => {}))
    await page.goto(people.link())
    await page.evaluate('window.stayed = true')
    await answerCard(page, people.answers)
    await goOn(page)
    await answerCard(page, people.answers)
    await goOn(page)
    expect(await page.evaluate('window.stayed')).toBe(true)
    expect(await page.locator('#answering').textContent()).toContain('"revision":2')
  })

  it('changes its language in the middle and keeps every answer', async () => {
    const page = await people.phone()
    await page.goto(people.link())
    await takenOver(page)
    const given = await answerCard(page, people.answers)
    await page.getByRole('button', { name: '繁體中文' }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'zh-Hant')
    expect(await page.locator('.card input:checked').count()).toBe(1)
    expect(await page.locator('.card h1').textContent()).toMatch(/\p{Script=Han}/u)
    await page.getByRole('button', { name: '下一題' }).click()
    await page.waitForFunction(
      (key) => document.querySelector(`[name="q:${key}"]`) === null,
      Object.keys(given)[0],
    )
    Object.assign(given, await answerAll(page, people.answers))
    expect(page.url()).toContain('language=zh-Hant')
    await page.getByText('謝謝您').waitFor()
    await expectAccessible(page)
    expect((await people.stored()).responses.at(-1)?.language).toBe('zh-Hant')
    await people.expectStored(given)
  })

  it.each([
    ['as SurveyJS draws it', true, everyQuestion()],
    // No more cards than a person can send in a minute.
    ['as plain pages', false, ACSI],
  ])(
    'is filled in from right to left to the receipt, %s, and coded as it was entered',
    async (_, javaScriptEnabled, design) => {
      const own = await makeFieldwork(people.site.databaseUrl, people.site.url, design)
      const { fields, attributes } = own.codeBook
      const entered: Record<string, unknown> = simulateRespondent(fields, {
        seed: 3,
        skips: 0.1,
        nonAnswers: 0.2,
      })
      for (const { code, values } of attributes) entered[code] = values[0]
      const page = await people.phone({ javaScriptEnabled })
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
      await page.goto(people.site.url + own.path)
      if (javaScriptEnabled) await takenOver(page)
      const given: Record<string, unknown> = {}
      let cards = 0
      for (; cards < 120 && !(await page.locator('.receipt').isVisible()); cards++) {
        expect(await page.locator('.card').evaluate((card) => getComputedStyle(card).direction)).toBe('rtl')
        Object.assign(given, await answerCard(page, entered))
        await goOn(page)
      }
      expect(cards).toBeGreaterThan(10)
      expect(given).toEqual(entered)
      const { responses, observations } = await storedOf(
        people.site.databaseUrl,
        own.organisationId,
        own.waveId,
      )
      expect(responses.map(({ answers }) => answers)).toEqual([entered])
      const coded = compileResponse(own.codeBook)(entered)
      expect(observations.map(({ scores }) => scores)).toEqual(
        coded.ok ? coded.observations.map(({ scores }) => scores) : coded.problems,
      )
    },
  )

  it('is answered by keyboard alone, and says what is wrong where it is', async () => {
    const page = await people.phone()
    await page.goto(people.link())
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
