import type { Request } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openDatabases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { changeProgram } from '../../api/services/change-program.ts'
import { changeWave } from '../../api/services/change-wave.ts'
import { publishProgram } from '../../api/services/publish-program.ts'
import { answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { useGatedRespondents } from './gated-respondents.ts'
import { keptIn, openKept } from './kept-on-device.ts'
import { expectAccessible } from './site.ts'

describe('a form reloaded without a network', () => {
  const at = useGatedRespondents()

  const begin = async () => openKept(await at.people.phone(), at.gate.url + at.people.fieldwork.path)

  it('comes back at its card with the answers given, is finished, and arrives once', async () => {
    const before = (await at.people.stored()).responses.length
    const page = await begin()
    const given: Record<string, unknown> = {}
    for (let cards = 0; cards < 4; cards++) {
      Object.assign(given, await answerCard(page, at.people.answers))
      await goOn(page)
    }
    await page.goBack()
    const keys = () => keysOnCard(page)
    const shown = await keys()
    await at.gate.shut()
    await page.reload()
    await takenOver(page)
    expect(await keys()).toEqual(shown)
    expect(await page.locator('.card input:checked').count()).toBe(1)
    await page.locator('.connection').getByText('No connection just now. You can go on').waitFor()
    await page.getByText('Welcome back').waitFor()
    await expectAccessible(page)
    await goOn(page)
    expect(await page.getByText('Welcome back').count()).toBe(0)
    // Chosen and not yet gone on from: kept as well, the moment it is chosen.
    const last = await answerCard(page, at.people.answers)
    await page.reload()
    await takenOver(page)
    expect(await keys()).toEqual(Object.keys(last))
    expect(await page.locator('.card input:checked').count()).toBe(1)
    Object.assign(given, await at.people.answerToLast(page))
    await page.locator('.steer .button').last().click()
    await page.getByText('Your answers are safe on this device').waitFor()

    // Whoever reloads now is told the same, and has nothing to press.
    await page.reload()
    await page.getByText('Your answers are safe on this device').waitFor()
    expect((await at.people.stored()).responses.length).toBe(before)
    await at.gate.open()
    await page.locator('.receipt').waitFor({ timeout: 40_000 })
    expect((await at.people.stored()).responses.length).toBe(before + 1)
    await at.people.expectStored(given)
    expect(await keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })
  })

  it('says so once more where the answers wait to be sent, and sends them as soon as there is a network', async () => {
    const before = (await at.people.stored()).responses.length
    const page = await begin()
    const given = await at.people.answerToLast(page)
    await page.clock.install()
    await page.context().setOffline(true)
    await page.locator('.steer .button').last().click()
    for (const _ of ['after the last card', 'after a reload']) {
      const unsent = page.getByText('Your answers wait on this device')
      // Half a minute of tries, by the page's clock.
      for (let seconds = 0; seconds < 120 && !(await unsent.isVisible()); seconds++) {
        await page.clock.runFor(1000)
      }
      expect(await unsent.isVisible()).toBe(true)
      // However often the device says that it is online again, there is one sender.
      let sent = 0
      const count = (request: Request) => void (request.method() === 'POST' && sent++)
      page.on('request', count)
      await page.evaluate(() => {
        for (let times = 0; times < 3; times++) dispatchEvent(new Event('online'))
      })
      await page.getByText('Your answers are safe on this device').waitFor()
      expect(sent).toBe(1)
      page.off('request', count)
      await page.reload()
    }
    await page.getByText('Your answers are safe on this device').waitFor()
    await page.context().setOffline(false)
    await page.locator('.receipt').waitFor()
    expect((await at.people.stored()).responses.length).toBe(before + 1)
    await at.people.expectStored(given)
    // A reply may be lost and the same sent again; what is promised is that it is stored once.
    expect(at.gate.passed).toContain(`POST ${at.people.fieldwork.path}`)
    expect(await keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })
  })

  it('comes back before anything is answered, and saves by itself when the network does', async () => {
    const page = await begin()
    await at.gate.shut()
    await page.reload()
    await takenOver(page)
    expect(await page.getByText('Welcome back').count()).toBe(0)
    const given = await answerCard(page, at.people.answers)
    await page.getByRole('button', { name: '繁體中文' }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'zh-Hant')
    await page.locator('.connection').getByText('暫時沒有網路').waitFor()
    await page.reload()
    await takenOver(page)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hant')

    const partials = async () => (await at.people.stored()).partials.map(({ answers }) => answers)
    expect(await partials()).not.toContainEqual(given)
    await at.gate.open()
    await expect.poll(partials, { timeout: 20_000 }).toContainEqual(given)
    await expect.poll(() => page.locator('.connection').textContent()).toBe('')
    expect((await at.people.stored()).partials.at(-1)?.language).toBe('zh-Hant')
  })

  it('is answered to the end as it was begun, whatever has been published meanwhile', async () => {
    const { organisationId, programId, waveId } = at.people.fieldwork
    const page = await begin()
    const given = { ...(await answerCard(page, at.people.answers)) }
    await goOn(page)
    await at.gate.shut()
    await page.reload()
    await takenOver(page)
    Object.assign(given, await at.people.answerToLast(page))
    await page.locator('.steer .button').last().click()
    await page.getByText('Your answers are safe on this device').waitFor()

    const databases = openDatabases(at.people.site.databaseUrl, () => undefined)
    const nps = {
      instrument: { name: 'nps', version: 1 },
      parameters: {},
      asked: 'always',
      weight: 1,
    } as const
    await changeProgram(databases.app, organisationId, programId, { modules: [nps] })
    await publishProgram(databases.app, organisationId, programId)
    await changeWave(databases.app, organisationId, waveId, { formNumber: 2 })
    const forms = await withOrganisation(databases.app, organisationId, (db) =>
      db.selectFrom('form').select(['id', 'number']).where('programId', '=', programId).execute(),
    )
    await databases.close()
    await at.gate.open()
    await page.locator('.receipt').waitFor({ timeout: 40_000 })
    await at.people.expectStored(given)
    const answered = (await at.people.stored()).responses.at(-1)?.formId
    expect(forms.find(({ id }) => id === answered)?.number).toBe(1)
    expect(forms).toHaveLength(2)
  })
})
