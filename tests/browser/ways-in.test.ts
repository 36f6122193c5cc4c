import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Collector } from '../../api/contract/wave.ts'
import { lockRegister } from '../../api/db/contact-rules.ts'
import { openDatabases } from '../../api/db/database.ts'
import { holding } from '../api/hold.ts'
import { newProgram } from '../new-program.ts'
import { readQr } from '../read-qr.ts'
import { submission } from '../submission.ts'
import { openSurvey, signUp } from './designer.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

const HOSTILE = '"><img src=x onerror=alert(1)>/..\u202e'
const ITEMS = Object.keys(submission().answers)

describe('ways in other than mail', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let designer: Page
  let link: Collector
  let wavePath: string

  beforeAll(async () => {
    site = await openSite()
    designer = await site.visitor(DESKTOP, 'en')
    await signUp(designer, site.url)
    const brands = [
      { name: `Ours ${HOSTILE}`, own: true },
      { name: 'Theirs', own: false },
    ]
    link = await openSurvey(designer, newProgram({ brands }))
    const { programId } = await designer.evaluate(
      async (waveId) => (await fetch(`/api/waves/${waveId}`)).json() as Promise<{ programId: string }>,
      link.waveId,
    )
    wavePath = `/programs/${programId}/waves/${link.waveId}`
    newComplaints()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(`ways-in-${task.id}`)
  })
  afterAll(() => site.close())

  it('case 22: the QR code is saved under a name that does no harm', async () => {
    await designer.goto(`${site.url}${wavePath}`)
    const saving = designer.waitForEvent('download')
    await designer.getByRole('link', { name: /^QR code as PNG/ }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('Ours img src=x onerror=alert(1).png')
    expect(readQr(await readFile(await saved.path())).text).toBe(link.url)
    await expectAccessible(designer)
    expect(newComplaints()).toEqual([])
  })

  it('a sheet to print is one A4 page with code and address, in the languages of the form', async () => {
    await designer.getByRole('link', { name: /^Sheet to print/ }).click()
    const sheet = designer.locator('.sheet')
    await sheet.waitFor()
    await expectAccessible(designer)
    const words = await sheet.innerText()
    expect(words).toContain(link.url)
    expect(words).toContain('How was it with \u2068Ours "><img')
    expect(words).toContain('满意吗')
    expect(words).toContain('滿意嗎')
    const code = sheet.getByRole('img')
    // It has its place on the sheet before the picture has arrived.
    await code.evaluate((image: HTMLImageElement) => image.decode())
    expect(readQr(await code.screenshot()).text).toBe(link.url)
    const pdf = (await designer.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? []
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
    await designer.getByRole('link', { name: 'Back to the wave' }).click()
    expect(newComplaints()).toEqual([])
  })

  it('a form is shown in named sites, which are checked while they are typed', async () => {
    await designer.getByText('Show it in your own pages').click()
    const sites = designer.getByRole('textbox', { name: /^Sites that may show it/ })
    await sites.fill('https://*.example.com')
    await designer.getByText('Not the address of a site').waitFor()
    expect(await designer.getByRole('button', { name: 'Save the sites' }).isDisabled()).toBe(true)
    await sites.fill('www.example.com\nhttps://shop.example/checkout')
    await designer.getByRole('button', { name: 'Save the sites' }).click()
    await designer.getByText('The form may be shown on 2 sites.').waitFor()
    expect(await sites.inputValue()).toBe('https://www.example.com\nhttps://shop.example')
    const script = await designer
      .getByRole('textbox', { name: 'Script: as high as the form is' })
      .inputValue()
    expect(script).toContain(`src="${site.url}/embed.js" data-manyi-key="${link.url.split('/').at(-1)}"`)
    expect(script).not.toContain('<img')
    await expectAccessible(designer)
    expect(newComplaints()).toEqual([])
  })

  it('a workbook is previewed, its columns corrected, and imported', async () => {
    const header = ['Nr', ...ITEMS.slice(0, -1), 'last question'].map((value) => ({ value, type: String }))
    const rows = [7, 8, 99].map((figure, i) =>
      [i + 1, ...ITEMS.map(() => figure)].map((value) => ({ value, type: Number })),
    )
    const file = join(tmpdir(), `manyi-${process.pid}.xlsx`)
    await writeFile(file, await writeXlsxFile([header, ...rows]).toBuffer())
    await designer.locator('.imports input[type=file]').setInputFiles(file)
    await designer.getByLabel('Brand that all rows rate').selectOption({ index: 1 })
    await designer.getByRole('combobox', { name: 'Nr goes to' }).selectOption('id')
    await designer.getByRole('combobox', { name: 'last question goes to' }).selectOption(ITEMS.at(-1) ?? '')
    await designer.getByText('2 rows will be added').waitFor()
    expect(await designer.getByRole('combobox', { name: 'Nr goes to' }).inputValue()).toBe('id')
    await designer.getByText('1 will be left out').waitFor()
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Import 2 rows' }).click()
    await designer.getByText('2 added, 0 already here, 1 left out.').first().waitFor()
    await expectAccessible(designer)
    expect(newComplaints()).toEqual([])
  })

  it('a long file goes on in the background, says how far it is, and can be stopped', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) =>
      [i, ...ITEMS.map((_, at) => ((i + at) % 10) + 1)].join(),
    )
    const file = {
      name: 'agency.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`id,${ITEMS.join()}\n${lines.join('\n')}\n`),
    }
    await designer.locator('.imports input[type=file]').setInputFiles(file)
    await designer.getByLabel('Brand that all rows rate').selectOption({ index: 1 })
    await designer.getByText('Tried on the first 20,000 of 60,000 rows.').waitFor()
    const databases = openDatabases(site.databaseUrl, () => undefined)
    const { id } = await databases.system
      .selectFrom('auth.organization')
      .select('id')
      .executeTakeFirstOrThrow()
    const { hold, letOneBy, inside } = holding(databases, id)
    // Each step of an import waits for whoever has the register: here the first step goes, and no other.
    const letGo = await hold(lockRegister)
    await designer.getByRole('button', { name: 'Import all 60,000 rows' }).click()
    await designer.getByText('agency.csv: 0 of 60,000 rows').waitFor()
    const letGoAgain = await letOneBy(letGo, lockRegister)
    await designer.getByText('agency.csv: 500 of 60,000 rows').waitFor()
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Stop' }).click()
    await designer.getByText('agency.csv was stopped after 500 of 60,000 rows').waitFor()
    await letGoAgain()
    // The step that was held has had its turn when the register is free: nothing of it is kept.
    await (await hold(lockRegister))()
    const { stored } = await inside((db) =>
      db
        .selectFrom('response')
        .select((eb) => eb.fn.countAll<number>().as('stored'))
        .executeTakeFirstOrThrow(),
    )
    expect(Number(stored)).toBe(500)
    await databases.close()
    expect(newComplaints()).toEqual([])
  })

  it.each([
    [PHONE, 'zh-CN', '可打印的海报'],
    [PHONE, 'zh-TW', '可列印的海報'],
  ])('at %o in %s, nothing is cut off', async (viewport, locale, sheet) => {
    const page = designer
    await page.setViewportSize(viewport)
    await page.evaluate(
      (language) => localStorage.setItem('manyi.language', language),
      locale === 'zh-CN' ? 'zh-Hans' : 'zh-Hant',
    )
    await page.goto(`${site.url}${wavePath}`)
    await page.locator('.embed summary').click()
    await expectAccessible(page)
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await wide()).toBe(0)
    await page.getByRole('link', { name: sheet }).click()
    await page.locator('.sheet').waitFor()
    await expectAccessible(page)
    expect(await wide()).toBe(0)
    expect(newComplaints()).toEqual([])
  })
})
