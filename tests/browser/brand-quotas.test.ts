import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listBrands } from '../../api/db/brands.ts'
import { openDatabases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { createCollector } from '../../api/services/create-collector.ts'
import { setQuotas } from '../../api/services/set-quotas.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerAll, answerCard, goOn, takenOver } from './answer-card.ts'
import { ACSI } from './respondents.ts'
import { openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

it('of two brands chosen, the one that enough have answered about is not asked; the other is, to the receipt', async () => {
  const { organisationId, programId, waveId, codeBook } = await makeFieldwork(site.databaseUrl, site.url, {
    ...ACSI,
    loop: 2,
    attributes: [],
  })
  const databases = openDatabases(site.databaseUrl, () => undefined)
  const { key } = await createCollector(databases.app, organisationId, waveId, null)
  const brands = await withOrganisation(databases.app, organisationId, (db) => listBrands(db, programId))
  const [ours, theirs] = brands
  if (ours === undefined || theirs === undefined) throw new Error('there are no two brands')
  const full = (...of: string[]) =>
    setQuotas(
      databases.app,
      { organisationId, userId: organisationId },
      waveId,
      of.map((brandId) => ({ brandId, attributes: {}, target: 0 })),
    )
  await full(ours.id)

  const context = await site.browser.newContext({ viewport: PHONE, locale: 'en' })
  const page = await context.newPage()
  await page.goto(`${site.url}/r/${key}`)
  await takenOver(page)
  await answerCard(page, { brands: [ours.id, theirs.id] })
  const steps = await page.locator('.steps').textContent()
  expect(await roomSaid(page, () => goOn(page))).toEqual({ room: true, full: [ours.id] })
  expect(await page.locator('.card').innerText()).toContain(theirs.name)
  expect(await page.locator('.card').innerText()).not.toContain(ours.name)
  expect(await page.locator('.steps').textContent()).not.toBe(steps)
  const said = simulateRespondent(codeBook.fields, { seed: 5, skips: 0, nonAnswers: 0 })
  const about = Object.fromEntries(
    Object.entries(said).map(([code, answer]) => [loopedKey(code, 'b2'), answer]),
  )
  const aboutOurs = Object.fromEntries(
    Object.entries(said).map(([code, answer]) => [loopedKey(code, 'b1'), answer]),
  )
  const given = await answerAll(page, about)
  const { responses, observations } = await storedOf(site.databaseUrl, organisationId, waveId)
  expect(responses.map(({ answers }) => answers)).toEqual([{ ...given, brands: [theirs.id] }])
  expect(observations).toHaveLength(1)

  // Full only when everything about both is answered: the last card, about that brand, goes with it.
  await full()
  const third = await (await site.browser.newContext({ viewport: PHONE, locale: 'en' })).newPage()
  await third.goto(`${site.url}/r/${key}`)
  await takenOver(third)
  const both = { brands: [ours.id, theirs.id], ...about, ...aboutOurs }
  for (let cards = 0; cards < 80; cards++) {
    await answerCard(third, both)
    if ((await third.locator('.steps').textContent()) === 'The last question') break
    await goOn(third)
  }
  await full(theirs.id)
  expect(await roomSaid(third, () => next(third))).toEqual({ room: true, full: [theirs.id] })
  await third.locator('.receipt').waitFor()
  const after = await storedOf(site.databaseUrl, organisationId, waveId)
  expect(after.observations).toHaveLength(2)
  expect(after.responses.at(-1)?.answers).toMatchObject({ brands: [ours.id] })
  expect(Object.keys(after.responses.at(-1)?.answers ?? {}).filter((code) => code.endsWith('__b2'))).toEqual(
    [],
  )

  // A quota of both that fills while somebody looks at the first card: turned away there, with nothing kept.
  const other = await (await site.browser.newContext({ viewport: PHONE, locale: 'en' })).newPage()
  await other.goto(`${site.url}/r/${key}`)
  await takenOver(other)
  await full(ours.id, theirs.id)
  await answerCard(other, { brands: [ours.id, theirs.id] })
  expect(await roomSaid(other, () => next(other))).toMatchObject({ room: false })
  await other.getByText('Enough people').waitFor()
  await databases.close()
})

const next = (page: Page) => page.locator('.steer .button').last().click()

/** For which brands there is room, as the page hears: where it hears nothing for seconds it goes on as if for all. */
async function roomSaid(page: Page, act: () => Promise<void>): Promise<unknown> {
  const said = page.waitForResponse((response) => response.url().endsWith('/screen'))
  await act()
  return (await said).json()
}
