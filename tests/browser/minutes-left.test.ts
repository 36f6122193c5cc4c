import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { NewProgram } from '../../api/contract/program.ts'
import { openDatabases } from '../../api/db/database.ts'
import { createCollector } from '../../api/services/create-collector.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { ask } from './designer.ts'
import { DESKTOP, newComplaints, openSite, PHONE } from './site.ts'

const always = (name: string) => ({
  ...{ instrument: { name, version: 1 }, parameters: {}, asked: 'always' as const, weight: 1 },
})
const SEVERAL: Partial<NewProgram> = {
  modules: [
    always('acsi'),
    { ...always('ces'), asked: 'rotating' },
    { ...always('servqual'), asked: 'rotating' },
  ],
  ...{ rotating: 1, loop: 0, attributes: [] },
}
const LOOPED: Partial<NewProgram> = {
  modules: [always('acsi')],
  brands: ['Ours', 'Northwind', 'Contoso', 'Fabrikam'].map((name, i) => ({ name, own: i === 0 })),
  ...{ loop: 4, attributes: [] },
}

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const stepsOn = (page: Page) => page.locator('.steps').textContent()

/** What the page says when the server makes it anew, without a script. */
const plainSteps = (page: Page) =>
  page.evaluate(async () => {
    const html = await (await fetch(location.href, { headers: { accept: 'text/html' } })).text()
    return new DOMParser().parseFromString(html, 'text/html').querySelector('.steps')?.textContent
  })

/** The link asks for the brand. */
async function openAnyBrand(design: Partial<NewProgram>) {
  const fieldwork = await makeFieldwork(site.databaseUrl, site.url, design)
  const databases = openDatabases(site.databaseUrl, () => undefined)
  const { key } = await createCollector(databases.app, fieldwork.organisationId, fieldwork.waveId, null)
  await databases.close()
  return { ...fieldwork, path: `/r/${key}` }
}

it.each([
  ['en', '14–53 questions to go, about 2–8 minutes', '39 questions to go, about 6 minutes'],
  ['zh-CN', '还有14～53题，约2～8分钟', '还有39题，约6分钟'],
])(
  'brands that may be chosen are a range, those chosen are minutes, the same without scripts (%s)',
  async (locale, before, after) => {
    const { path } = await openAnyBrand(LOOPED)
    const told: (string | null)[][] = []
    for (const javaScriptEnabled of [true, false]) {
      const context = await site.browser.newContext({ viewport: PHONE, locale, javaScriptEnabled })
      const page = await context.newPage()
      await page.goto(site.url + path)
      if (javaScriptEnabled) await takenOver(page)
      const said = [await stepsOn(page)]
      const [question = ''] = await keysOnCard(page)
      const choices = page.locator('.card label.choice')
      for (let i = 0; i < 3; i++) await choices.nth(i).click()
      expect(question).toBe('brands')
      for (let card = 0; card < 6; card++) {
        await goOn(page)
        said.push(await stepsOn(page))
        const [key = ''] = await keysOnCard(page)
        await answerCard(page, { [key]: 7 })
      }
      told.push(said)
      await context.close()
    }
    expect(told[0]?.slice(0, 2)).toEqual([before, after])
    expect(told[1]).toEqual(told[0])
  },
)

it('the blocks drawn for somebody are their minutes, card by card, with a script and without', async () => {
  const { path, codeBook } = await openAnyBrand(SEVERAL)
  const answers = simulateRespondent(codeBook.fields, { seed: 3, nonAnswers: 0, skips: 0 })
  const page = await site.visitor(PHONE, 'en')
  await page.goto(site.url + path)
  await takenOver(page)
  for (let card = 0; card < 14; card++) {
    const said = await stepsOn(page)
    // As soon as the card is saved, which the script does not wait for.
    await expect.poll(() => plainSteps(page), { message: `card ${card}` }).toBe(said)
    expect(said).toMatch(/^(\d+ questions to go, (less than|about) |The last question)/)
    if (card === 0)
      expect(['15 questions to go, about 2 minutes', '58 questions to go, about 8 minutes']).toContain(said)
    const [key = ''] = await keysOnCard(page)
    if (key === 'brand') await page.locator('.card label.choice').first().click()
    else await answerCard(page, answers)
    await goOn(page)
  }
  expect(newComplaints()).toEqual([])
})

it.each([
  ['en', 'About 5 minutes to answer on average; 2–8 minutes from one respondent to another'],
  ['zh-CN', '答题平均约需5分钟，因受访者而异：2-8分钟'],
  ['zh-TW', '作答平均約需5 分鐘，因受訪者而異：2-8 分鐘'],
])('the designer sees the mean and from where to where it goes (%s)', async (locale, sentence) => {
  const { programId, account } = await makeFieldwork(site.databaseUrl, site.url, SEVERAL)
  const page = await site.visitor(DESKTOP, locale)
  await page.goto(site.url)
  await ask(page, 'POST', '/api/auth/sign-in/email', { email: account.email, password: account.password })
  await page.goto(`${site.url}/programs/${programId}/design`)
  await page.locator('aside.preview p', { hasText: sentence }).waitFor()
  expect(newComplaints()).toEqual([])
})
