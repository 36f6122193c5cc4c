import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabases } from '../../api/db/database.ts'
import { uuidv7 } from '../../api/ids.ts'
import { mergeContacts } from '../../api/services/merge-contacts.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { invitePerson, SECRET } from './invite-person.ts'
import { ACSI } from './respondents.ts'
import { openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

describe('two contacts of one person, merged while a link of one is being answered', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let fieldwork: Awaited<ReturnType<typeof makeFieldwork>>
  let answers: Record<string, unknown>
  beforeAll(async () => {
    site = await openSite({ env: { MANYI_SECRET: SECRET } })
    fieldwork = await makeFieldwork(site.databaseUrl, site.url, { ...ACSI, attributes: [] })
    answers = simulateRespondent(fieldwork.codeBook.fields, { seed: 31, skips: 0, nonAnswers: 0 })
  })
  afterAll(() => site.close())

  const stored = () => storedOf(site.databaseUrl, fieldwork.organisationId, fieldwork.waveId)
  const savedOf = async (id: string) => (await stored()).partials.find((one) => one.id === id)?.answers ?? {}

  async function open(token: string) {
    const page = await site.visitor(PHONE, 'en')
    await page.goto(`${site.url}${fieldwork.path}?i=${token}`)
    await takenOver(page)
    return page
  }

  /** Begun through one link here; a moment later through the other elsewhere, where its links lead from then on. */
  async function both() {
    const [here, elsewhere] = [
      await invitePerson(site.databaseUrl, fieldwork),
      await invitePerson(site.databaseUrl, fieldwork),
    ]
    const page = await open(here.token)
    const other = await open(elsewhere.token)
    const there = await answerCard(other, { ...answers, exp1: 3 })
    await goOn(other)
    await expect.poll(() => savedOf(elsewhere.responseId)).toEqual(there)
    await other.context().close()
    const merge = async () => {
      const databases = openDatabases(site.databaseUrl, () => undefined)
      const contacts = { keep: here.contactId, others: [elsewhere.contactId] }
      await mergeContacts(databases.app, fieldwork.organisationId, uuidv7(), contacts)
      await databases.close()
    }
    return { page, merge, there, id: elsewhere.responseId }
  }

  it('goes on with the other answers, and what was answered here comes along', async () => {
    const { page, merge, there, id } = await both()
    await page.route('**/partial?*', (route) => route.abort())
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 4; cards++) {
      Object.assign(given, await answerCard(page, answers))
      await goOn(page)
    }
    await merge()
    await page.unroute('**/partial?*')
    const reopened = page.waitForEvent('framenavigated')
    await answerCard(page, answers).then((last) => Object.assign(given, last))
    await reopened
    await takenOver(page)
    await page.getByText('Welcome back').waitFor()
    for (const key of Object.keys(given).slice(1)) {
      expect([await keysOnCard(page), await page.locator('.card input:checked').count()]).toEqual([[key], 1])
      await goOn(page)
    }
    await expect.poll(() => savedOf(id)).toEqual({ ...given, ...there })
    await page.context().close()
  })

  it('sends everything under the other id, and never says that it had arrived', async () => {
    const { page, merge, there, id } = await both()
    await page.route('**/partial?*', (route) => route.abort())
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 40; cards++) {
      Object.assign(given, await answerCard(page, answers))
      if ((await page.locator('.steps').textContent()) === 'The last question') break
      await goOn(page)
    }
    await merge()
    const reopened = page.waitForEvent('framenavigated')
    await page.locator('.steer .button').last().click()
    await reopened
    await page.unroute('**/partial?*')
    await takenOver(page)
    for (let cards = 0; cards < 40 && !(await page.locator('.receipt').isVisible()); cards++) await goOn(page)
    const { responses } = await stored()
    expect(responses.map((one) => [one.id, one.answers])).toEqual([[id, { ...given, ...there }]])
    await page.context().close()
  })
})
