import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openDatabases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { changeProgram } from '../../api/services/change-program.ts'
import { changeWave } from '../../api/services/change-wave.ts'
import { publishProgram } from '../../api/services/publish-program.ts'
import { answerCard, goOn, keysOnCard, takenOver } from './answer-card.ts'
import { useGatedRespondents } from './gated-respondents.ts'
import { allKept, keptIn, openKept } from './kept-on-device.ts'
import { expectAccessible } from './site.ts'

/** How many begin to send when the page hears so often that it is online; none gets through before all have begun. */
const sendersAfter = (page: Page, times: number) =>
  page.evaluate(async (times) => {
    const { fetch } = window
    let senders = 0
    const counted = Promise.withResolvers<void>()
    window.fetch = async (input, init) => {
      if (init?.method === 'POST') senders += 1
      await counted.promise
      return fetch(input, init)
    }
    for (let i = 0; i < times; i++) dispatchEvent(new Event('online'))
    // By messages: the page's timers go by a clock of the test.
    for (let turns = 0; turns < 20; turns++) {
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = done
        port2.postMessage(turns)
      })
    }
    window.fetch = fetch
    counted.resolve()
    return senders
  }, times)

describe('a form reloaded without a network', () => {
  const at = useGatedRespondents()

  const begin = async () => openKept(await at.people.phone(), at.gate.url + at.people.fieldwork.path)

  it('comes back at its card with the answers given, is finished, and arrives once', async () => {
    const before = (await at.people.stored()).responses.length
    const page = await begin()
    const given: Record<string, unknown> = {}
    let shown: string[] = []
    for (let cards = 0; cards < 4; cards++) {
      shown = await keysOnCard(page)
      Object.assign(given, await answerCard(page, at.people.answers))
      await goOn(page)
    }
    const keys = () => keysOnCard(page)
    await page.goBack()
    await expect.poll(keys).toEqual(shown)
    at.gate.shut()
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
    expect((await allKept(page)).drafts).toMatchObject([{ answers: { ...given, ...last } }])
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
    at.gate.open()
    await page.locator('.receipt').waitFor({ timeout: 40_000 })
    expect((await at.people.stored()).responses.length).toBe(before + 1)
    await at.people.expectStored(given)
    // The page of the form may still be clearing away when the receipt is there, and the receipt's own script is not.
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })
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
      // Half a minute of tries, by the page's clock; each fails on the real one.
      const isUnsentSoon = async () => {
        await page.clock.runFor(1000)
        return unsent.isVisible()
      }
      await expect.poll(isUnsentSoon, { timeout: 60_000 }).toBe(true)
      // However often the device says that it is online again, there is one sender.
      expect(await sendersAfter(page, 3)).toBe(1)
      await page.getByText('Your answers are safe on this device').waitFor()
      await page.reload()
    }
    await page.getByText('Your answers are safe on this device').waitFor()
    await page.context().setOffline(false)
    await page.locator('.receipt').waitFor()
    expect((await at.people.stored()).responses.length).toBe(before + 1)
    await at.people.expectStored(given)
    // A reply may be lost and the same sent again; what is promised is that it is stored once.
    expect(at.gate.passed).toContain(`POST ${at.people.fieldwork.path}`)
    await expect.poll(() => keptIn(page)).toEqual({ drafts: 0, forms: 0, waiting: 0 })
  })

  it('comes back before anything is answered, and saves by itself when the network does', async () => {
    const page = await begin()
    at.gate.shut()
    await page.reload()
    await takenOver(page)
    expect(await page.getByText('Welcome back').count()).toBe(0)
    const given = await answerCard(page, at.people.answers)
    await page.getByRole('button', { name: '繁體中文' }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'zh-Hant')
    await page.locator('.connection').getByText('暫時沒有網路').waitFor()
    expect((await allKept(page)).drafts).toMatchObject([{ language: 'zh-Hant', answers: given }])
    await page.reload()
    await takenOver(page)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hant')

    const partials = async () => (await at.people.stored()).partials.map(({ answers }) => answers)
    expect(await partials()).not.toContainEqual(given)
    at.gate.open()
    await expect.poll(partials).toContainEqual(given)
    await expect.poll(() => page.locator('.connection').textContent()).toBe('')
    expect((await at.people.stored()).partials.at(-1)?.language).toBe('zh-Hant')
  })

  it('is answered to the end as it was begun, whatever has been published meanwhile', async () => {
    const { organisationId, programId, waveId } = at.people.fieldwork
    const page = await begin()
    const given = { ...(await answerCard(page, at.people.answers)) }
    await goOn(page)
    at.gate.shut()
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
    at.gate.open()
    await page.locator('.receipt').waitFor({ timeout: 40_000 })
    await at.people.expectStored(given)
    const answered = (await at.people.stored()).responses.at(-1)?.formId
    expect(forms.find(({ id }) => id === answered)?.number).toBe(1)
    expect(forms).toHaveLength(2)
  })
})
