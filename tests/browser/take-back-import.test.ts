import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Collector, Wave } from '../../api/contract/wave.ts'
import { newProgram } from '../new-program.ts'
import { submission } from '../submission.ts'
import { ask, openSurvey, signUp } from './designer.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

const ITEMS = Object.keys(submission().answers)
/** Sixty interviews with own numbers; the corrected ones are a point higher. */
const csv = (more: number) =>
  [
    ['id', ...ITEMS],
    ...Array.from({ length: 60 }, (_, i) => [
      `N${i}`,
      ...ITEMS.map((_, at) => 1 + more + ((i * 7 + at * (3 + (i % 4))) % 9)),
    ]),
  ]
    .map((line) => line.join())
    .join('\n')

describe('taking an import back', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let page: Page
  let link: Collector
  let wavePath: string

  beforeAll(async () => {
    site = await openSite()
    page = await site.visitor(DESKTOP, 'en')
    await signUp(page, site.url)
    link = await openSurvey(page, newProgram({}))
    const { programId } = await ask<Wave>(page, 'GET', `/api/waves/${link.waveId}`)
    wavePath = `/programs/${programId}/waves/${link.waveId}`
    await page.goto(`${site.url}${wavePath}`)
    newComplaints()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(`take-back-${task.id}`)
  })
  afterAll(() => site.close())

  async function choose(name: string, text: string) {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
    await page.locator('.imports input[type=file]').setInputFiles(file)
    await page.getByLabel('Brand that all rows rate').selectOption({ index: 1 })
  }
  const responses = async () => (await ask<Wave>(page, 'GET', `/api/waves/${link.waveId}`)).responses
  const wide = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

  const isCut = ({ scrollWidth, clientWidth }: Element) => scrollWidth > clientWidth

  it('a file with other answers is told from which import they are, and to take that one back', async () => {
    await choose('agency.csv', csv(0))
    await page.getByRole('button', { name: 'Import 60 rows' }).click()
    await page.getByText('agency.csv: 60 added, 0 already here, 0 left out.').first().waitFor()
    await choose('corrected.csv', csv(1))
    const said = page.getByText(/^60 interviews are here with other answers, from agency\.csv/)
    await said.waitFor()
    expect(await said.textContent()).toContain('take that import back first')
    await expectAccessible(page)
    expect(newComplaints()).toEqual([])
  })

  it('is asked for with the keyboard, with the index before and after, and a reason', async () => {
    await page.getByRole('button', { name: 'Take back … agency.csv' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Take back agency.csv?' })
    await dialog.getByText(/^60 interviews leave every number, count and quota/).waitFor()
    await dialog.getByText(/: \d+\.\d \(± .*, n = 60\) → no index \(n = 0\)/).waitFor()
    await expectAccessible(page)
    // Left with Escape, nothing has happened and the focus is where it was.
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Take back … agency.csv')
    expect(await responses()).toBe(60)
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Why').selectOption('wrong-columns')
    await dialog.getByLabel('Note for colleagues').fill('Q3 and Q4 changed places.')
    await dialog.getByText(/→ no index/).waitFor()
    await dialog.getByRole('button', { name: 'Take back', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText(/^Taken back by Lin, .*: Columns went to the wrong questions\.$/).waitFor()
    await page.locator('.earlier').getByText('“Q3 and Q4 changed places.”').waitFor()
    await page.getByText('Choose the corrected file above').waitFor()
    expect(await responses()).toBe(0)
    await expectAccessible(page)
  })

  it('the corrected file, still open above, comes in its place; the first stays out', async () => {
    // Checked again by itself when the other was taken back.
    await page.getByText(/^60 interviews were taken back with agency\.csv .* come in anew/).waitFor()
    await page.getByRole('button', { name: 'Import 60 rows' }).click()
    await page.getByText(/^Came in the place of agency\.csv/).waitFor()
    await page.getByText(/^corrected\.csv .* is in instead\./).waitFor()
    expect(await page.getByRole('button', { name: 'Let in again … agency.csv' }).count()).toBe(0)
    expect(await responses()).toBe(60)
    await expectAccessible(page)
    expect(newComplaints()).toEqual([])
  })

  it('what was taken back is let in again with Undo, or from the list', async () => {
    // Away with the offer to undo what was done before.
    await page.setViewportSize(PHONE)
    await page.goto(`${site.url}${wavePath}`)
    await page.getByRole('button', { name: 'Take back … corrected.csv' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/→ no index/).waitFor()
    await dialog.getByRole('button', { name: 'Take back', exact: true }).click()
    const undo = page.getByRole('button', { name: 'Undo' })
    expect(await undo.locator('span').last().evaluate(isCut)).toBe(false)
    await undo.click()
    await page.getByText(/^Let in again by Lin, .*: Correcting a mistake\.$/).waitFor()
    expect(await responses()).toBe(60)
    expect(newComplaints()).toEqual([])
  })

  it.each([
    [PHONE, 'zh-Hans', '撤回… corrected.csv', '撤回corrected.csv？'],
    [PHONE, 'zh-Hant', '撤回… corrected.csv', '撤回corrected.csv？'],
    [DESKTOP, 'zh-Hans', '撤回… corrected.csv', '撤回corrected.csv？'],
  ])('at %o in %s nothing is cut off', async (viewport, language, open, title) => {
    await page.setViewportSize(viewport)
    await page.evaluate((language) => localStorage.setItem('manyi.language', language), language)
    await page.goto(`${site.url}${wavePath}`)
    await page.getByRole('button', { name: open }).waitFor()
    await expectAccessible(page)
    expect(await wide()).toBe(0)
    await page.getByRole('button', { name: open }).click()
    await page
      .getByRole('dialog', { name: title })
      .getByText(/n = 60/)
      .waitFor()
    await expectAccessible(page)
    expect(await wide()).toBe(0)
    expect(newComplaints()).toEqual([])
  })
})
