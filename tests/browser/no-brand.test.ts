import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { PAGE_TEXTS } from '../../api/pages/texts.ts'
import { createCollector } from '../../api/services/create-collector.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { answerCard, keysOnCard, takenOver } from './answer-card.ts'
import { ACSI } from './respondents.ts'
import { expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

it.each([
  [0, 'en', 'en'],
  [2, 'zh-CN', 'zh-Hans'],
] as const)(
  'whoever knows none of the brands is told so at once, and nothing of theirs is kept (loop %i, %s)',
  async (loop, locale, language) => {
    const { organisationId, waveId } = await makeFieldwork(site.databaseUrl, site.url, { ...ACSI, loop })
    const databases = openDatabases(site.databaseUrl, () => undefined)
    const { key } = await createCollector(databases.app, organisationId, waveId, null)
    const page = await site.visitor(PHONE, locale)
    await page.goto(`${site.url}/r/${key}`)
    await takenOver(page)
    const [question = ''] = await keysOnCard(page)
    if (loop > 0) {
      // A brand that was ticked first is taken back.
      await page.locator('.card label.choice').first().click()
      await answerCard(page, { [question]: ['none'] })
      expect(await page.locator('.card input:checked').count()).toBe(1)
    } else await answerCard(page, { [question]: 'none' })
    await expectAccessible(page)
    await page.locator('.steer .button').last().click()
    await page.getByText(PAGE_TEXTS[language].noBrand).waitFor()
    await expectAccessible(page)
    await page.reload()
    await page.getByText(PAGE_TEXTS[language].noBrand).waitFor()
    const partials = await withOrganisation(databases.app, organisationId, (db) =>
      db.selectFrom('partial').select(['state', 'answers']).where('waveId', '=', waveId).execute(),
    )
    expect(partials).toEqual([{ state: 'screened-out', answers: {} }])
    expect(newComplaints()).toEqual([])
    await databases.close()
  },
)
