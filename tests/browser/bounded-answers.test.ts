import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeFieldwork } from '../fieldwork.ts'
import { answerCard, goOn, holdForm, keysOnCard, takenOver } from './answer-card.ts'
import { DESKTOP, openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

let site: Awaited<ReturnType<typeof openSite>>
let fieldwork: Awaited<ReturnType<typeof makeFieldwork>>
beforeAll(async () => {
  site = await openSite()
  const modules = [
    { instrument: { name: 'churn', version: 1 }, parameters: {}, asked: 'always' as const, weight: 1 },
    {
      ...{ instrument: { name: 'loyalty-behaviour', version: 1 }, parameters: { rivals: true } },
      ...{ asked: 'always' as const, weight: 1 },
    },
  ]
  fieldwork = await makeFieldwork(site.databaseUrl, site.url, { modules, attributes: [] })
})
afterAll(() => site.close())

const ANSWERS: Record<string, unknown> = {
  'churn.left': 'yes',
  'churn.satisfaction': 3,
  'churn.reasons': ['pricing', 'competition'],
  'churn.main-reason': 'competition',
  'churn.in-own-words': 'Too dear.',
  'churn.bring-back': ['price'],
  'churn.return': 4,
  'behaviour.brands-used': 3,
}

const offered = (page: Page) =>
  page.locator('.card .choice input').evaluateAll((inputs) => inputs.map((one) => one.getAttribute('value')))

/** Answers card after card until the one with this question. */
async function until(page: Page, key: string): Promise<void> {
  for (let cards = 0; cards < 60 && !(await keysOnCard(page)).includes(key); cards++) {
    await answerCard(page, ANSWERS)
    if ((await page.locator('.card [name^="q:"]:checked').count()) === 0) await answerAny(page)
    await goOn(page)
  }
  expect(await keysOnCard(page)).toEqual([key])
}

/** The first choice of a card that nothing is said about. */
async function answerAny(page: Page): Promise<void> {
  const [key = ''] = await keysOnCard(page)
  if (Object.hasOwn(ANSWERS, key)) return
  const choices = page.locator('.card .choice')
  if ((await choices.count()) > 0) await choices.first().click()
}

const reasonsIn = (body: string | null): string =>
  String(JSON.parse(body ?? '{}').answers?.['churn.reasons'] ?? '')

const back = async (page: Page, key: string) => {
  await page.locator('.steer .quiet-button').click()
  await page.waitForFunction((key) => document.querySelector(`.card [name="q:${key}"]`) !== null, key)
}

it.each([
  ['en', PHONE],
  ['zh-CN', DESKTOP],
] as const)('the script offers what the answers before leave, %s', async (locale, viewport) => {
  const page = await site.visitor(viewport, locale)
  await page.goto(site.url + fieldwork.path)
  await takenOver(page)
  await until(page, 'churn.main-reason')
  expect(await offered(page)).toEqual(['pricing', 'competition', 'dont_know', 'refused'])
  await answerCard(page, ANSWERS)

  // Taken back: the choice goes with it, and is asked for again.
  await back(page, 'churn.reasons')
  const saved = page.waitForResponse(
    (answer) => answer.url().includes('/partial') && reasonsIn(answer.request().postData()) === 'pricing',
  )
  await page.locator('.card label:has(input[value="competition"])').click()
  await goOn(page)
  expect(await offered(page)).toEqual(['pricing', 'dont_know', 'refused'])
  expect(await page.locator('.card input:checked').count()).toBe(0)
  await goOn(page)
  expect(await page.locator('.card .problem').count()).toBe(1)

  // The plain page that comes first offers the same.
  await saved
  const release = await holdForm(page)
  await page.reload()
  expect(await offered(page)).toEqual(['pricing', 'dont_know', 'refused'])
  release()
  await takenOver(page)
  await page.locator('.card label:has(input[value="pricing"])').click()
  await goOn(page)

  await until(page, 'behaviour.place')
  const typed = page.locator('.card input[name="q:behaviour.place"]')
  await typed.fill('4')
  await page.locator('.steer .button').last().click()
  const problem = page.locator('.card .problem')
  expect(await problem.textContent()).toMatch(/1.*3/)
  await typed.fill('3')
  await goOn(page)
  for (let cards = 0; cards < 60 && !(await page.locator('.receipt').isVisible()); cards++) {
    await answerAny(page)
    await goOn(page)
  }
  const { responses } = await storedOf(site.databaseUrl, fieldwork.organisationId, fieldwork.waveId)
  expect(responses.at(-1)?.answers).toMatchObject({
    'churn.reasons': ['pricing'],
    'churn.main-reason': 'pricing',
    'behaviour.place': 3,
  })
})
