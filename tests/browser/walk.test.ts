import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cookie, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { demoWaves } from '../../api/demo/program.ts'
import { demoRespondents } from '../../api/demo/respondents.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

/** Interviews as a research agency would deliver them: our own simulated respondents of one brand and wave. */
async function writeInterviews(): Promise<string> {
  const people = demoRespondents().filter((person) => person.wave === 0 && person.brand === 0)
  const columns = [...new Set(people.flatMap((person) => Object.keys(person.answers)))].filter((code) =>
    /^(imag|cuex|perq|perv|cusa|cusco|cusl)\d?$/.test(code),
  )
  const lines = people.map((person) => columns.map((code) => person.answers[code] ?? '').join(';'))
  const file = join(tmpdir(), `manyi-interviews-${process.pid}.csv`)
  await writeFile(file, `\uFEFF${columns.map((code) => code.toUpperCase()).join(';')}\n${lines.join('\n')}\n`)
  return file
}

describe('the main job, as people do it', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let designer: Page
  beforeAll(async () => {
    site = await openSite()
    designer = await site.visitor(DESKTOP, 'en')
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(task.name.replaceAll(/\W+/g, '-').slice(0, 60))
  })
  afterAll(() => site.close())

  it('begins with the first account', async () => {
    await designer.goto(site.url)
    await designer.getByRole('heading', { name: 'Start your own' }).waitFor()
    await expectAccessible(designer)
    await designer.getByLabel('Your name').fill('Lin')
    await designer.getByLabel('Organisation').fill('Quality team')
    await designer.getByLabel('E-mail').fill('lin@example.org')
    await designer.locator('input[name=password]').fill('a quiet sentence')
    await designer.getByRole('button', { name: 'Create account' }).click()
    await designer.getByRole('heading', { name: 'No program yet' }).waitFor()
    await expectAccessible(designer)
  })

  it('makes a program from ECSI and publishes it', async () => {
    await designer.getByRole('link', { name: 'New program' }).first().click()
    await designer.getByRole('heading', { name: 'New program' }).waitFor()
    await designer.getByRole('radio', { name: /ECSI.*mobile/i }).check({ force: true })
    await designer.getByLabel('Name of the program').fill('Operators')
    await designer.getByLabel('Your brand').fill('Qivola')
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Create the draft' }).click()
    await designer.getByText('On the respondent’s phone').waitFor()
    await designer.getByRole('checkbox', { name: '简体中文' }).check({ force: true })
    await designer.getByRole('button', { name: 'Add a competitor' }).click()
    await designer.getByRole('textbox', { name: 'Competitor 1' }).fill('Tamoru')
    await designer.getByText('All changes saved').first().waitFor()
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Publish…' }).click()
    await designer.getByRole('button', { name: 'Publish and freeze' }).click()
    await designer.getByRole('heading', { name: 'Open the first wave' }).waitFor()
    await expectAccessible(designer)
  })

  let link = ''
  it('opens a wave and a link with its QR code', async () => {
    await designer.getByRole('button', { name: 'Create the wave' }).click()
    await designer.getByText('Nobody has answered yet').waitFor()
    await designer.getByRole('button', { name: 'Create a link' }).click()
    link = await designer
      .getByRole('textbox', { name: /^Link, / })
      .first()
      .inputValue()
    expect(link).toMatch(/\/r\/[a-z0-9]{14}$/)
    const qr = designer.getByRole('img', { name: /QR code/ }).first()
    await qr.waitFor()
    // It has its place on the page before the picture has arrived; one that is no picture is refused here.
    await qr.evaluate((image: HTMLImageElement) => image.decode())
    expect(await qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await expectAccessible(designer)
  })

  it('is answered in Chinese on a phone, and counted', async () => {
    const phone = await site.visitor(PHONE, 'zh-CN')
    await phone.goto(link)
    await phone.locator('.card h1').waitFor()
    await expectAccessible(phone)
    expect(await phone.evaluate(() => document.documentElement.lang)).toBe('zh-Hans')
    let questions = 0
    for (; questions < 60; questions++) {
      if (await phone.locator('.receipt').isVisible()) break
      const asked = (await phone.locator('.card h1').textContent()) ?? ''
      expect(asked).toMatch(/\p{Script=Han}/u)
      const scale = phone.locator('.scale-points label')
      const points = (await scale.count()) > 0 ? scale : phone.locator('label.choice')
      // Which brand comes first: the second of them, before "none of these".
      await points.nth(questions === 0 ? 1 : Math.min(7, (await points.count()) - 1)).click()
      if (questions === 1) await expectAccessible(phone)
      await phone.locator('.steer .button').last().click()
      await phone.waitForFunction((before) => {
        const next = document.querySelector('.card h1')?.textContent
        return document.querySelector('.receipt') !== null || (next !== undefined && next !== before)
      }, asked)
    }
    expect(questions).toBeGreaterThanOrEqual(24)
    await expectAccessible(phone)
    await designer.getByRole('heading', { name: '1 response' }).waitFor()
  })

  it('takes interviews done elsewhere, once', async () => {
    for (const [added, known] of [
      [500, 0],
      [0, 500],
    ]) {
      const chooser = designer.waitForEvent('filechooser')
      await designer
        .getByRole('button', { name: /Choose a(nother)? (CSV or XLSX )?file/ })
        .first()
        .click()
      await (await chooser).setFiles(await writeInterviews())
      if (added === 500) {
        await designer.getByLabel('Brand that all rows rate').selectOption({ label: 'Qivola' })
        await designer.getByText('500 rows will be added').waitFor()
        await expectAccessible(designer)
        await designer.getByRole('button', { name: 'Import 500 rows' }).click()
        await designer.getByText('500 added, 0 already here, 0 left out').first().waitFor()
      } else {
        await designer.getByLabel('Brand that all rows rate').selectOption({ label: 'Qivola' })
        await designer.getByText(`${known} are here already`).waitFor()
      }
    }
    await designer.getByRole('heading', { name: '501 responses' }).waitFor()
  })

  it('runs the estimate and reads index, margin and path diagram', { timeout: 240_000 }, async () => {
    await designer.getByRole('link', { name: 'See the results' }).first().click()
    await designer.getByText('These are quick margins').waitFor()
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Run 5,000 resamples' }).click()
    await designer.getByText('These numbers come from a full run').waitFor({ timeout: 120_000 })
    const headline = await designer.locator('main').textContent()
    const [, index, margin] = /(\d\d\.\d)\s*±\s*(\d\.\d)/.exec(headline ?? '') ?? []
    expect(Number(index)).toBeGreaterThan(55)
    expect(Number(index)).toBeLessThan(75)
    expect(Number(margin)).toBeGreaterThan(0.5)
    expect(Number(margin)).toBeLessThan(3)
    const diagram = designer.getByRole('img', { name: /How does satisfaction come about/ }).first()
    await diagram.waitFor()
    for (const construct of ['Image', 'Quality', 'Value', 'Satisfaction', 'Loyalty']) {
      expect(await diagram.innerHTML()).toContain(construct)
    }
    await expectAccessible(designer)
    expect(newComplaints()).toEqual([])
  })
})

/** The wave that is open now, named by its half-year. */
const waveName = () => demoWaves(new Date().toISOString().slice(0, 10)).at(-1)?.name ?? ''

describe('the demo', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let cookies: Cookie[] = []
  beforeAll(async () => {
    site = await openSite()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(task.name.replaceAll(/\W+/g, '-').slice(0, 60))
  })
  afterAll(() => site.close())

  it('opens with one button: four brands, three waves, on any screen, in three languages', async () => {
    const visitor = await site.visitor(DESKTOP, 'en')
    await visitor.goto(site.url)
    await visitor.getByRole('button', { name: 'Open the demo' }).click()
    await visitor.getByRole('heading', { name: 'The demo is ready' }).waitFor({ timeout: 60_000 })
    expect(await visitor.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe('demo@manyi.example')
    expect(await visitor.getByRole('textbox', { name: 'Password' }).inputValue()).toMatch(/^\w{14}$/)
    await expectAccessible(visitor)
    await visitor.getByText('See the results').first().click()
    await visitor
      .getByRole('heading', { name: /How satisfied/ })
      .first()
      .waitFor()
    const page = await visitor.locator('main').textContent()
    for (const brand of ['Qivola', 'Tamoru', 'Besani', 'Kolumi']) expect(page).toContain(brand)
    for (const wave of ['H1', 'H2']) expect(page).toContain(wave)
    await expectAccessible(visitor)

    const address = visitor.url()
    cookies = await visitor.context().cookies()
    for (const [locale, word] of [
      ['zh-CN', '满意'],
      ['zh-TW', '滿意'],
    ] as const) {
      const phone = await site.visitor(PHONE, locale)
      await phone.context().addCookies(cookies)
      await phone.goto(address)
      await phone.getByRole('heading', { level: 1 }).first().waitFor()
      await phone.getByText(word).first().waitFor()
      await expectAccessible(phone)
      const sideways = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(sideways).toBeLessThanOrEqual(0)
    }
    expect(newComplaints()).toEqual([])
  })

  it('has no page that axe complains about', async () => {
    const visitor = await site.visitor(DESKTOP, 'zh-CN')
    await visitor.goto(`${site.url}/sign-in`)
    await visitor.locator('input[name=email], input[type=email]').first().waitFor()
    await expectAccessible(visitor)
    await visitor.context().addCookies(cookies)
    await visitor.goto(`${site.url}/programs`)
    const program = visitor.getByRole('link', { name: 'Mobile operators' }).first()
    await program.waitFor()
    await expectAccessible(visitor)
    await program.click()
    await visitor.getByRole('heading', { level: 1, name: 'Mobile operators' }).waitFor()
    await expectAccessible(visitor)
    await visitor.getByRole('link', { name: waveName() }).first().click()
    await visitor
      .getByRole('img', { name: /QR|二维码/ })
      .first()
      .waitFor()
    await expectAccessible(visitor)
    for (const page of ['/members', '/programs/new', '/nowhere']) {
      await visitor.goto(`${site.url}${page}`)
      await visitor.getByRole('heading', { level: 1 }).first().waitFor()
      await expectAccessible(visitor)
    }
    await visitor.goto(`${site.url}/r/abcdefghijkl23`)
    await visitor.getByRole('heading').first().waitFor()
    await expectAccessible(visitor)
    // The link that leads nowhere is answered 404, and the browser says so.
    expect(newComplaints().filter((complaint) => !complaint.includes('404'))).toEqual([])
  })
})
