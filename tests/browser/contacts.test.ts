import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

const FILE = [
  '客户编号,姓名,邮箱,手机,城市',
  'C-1,王伟,wang.wei@example.org,+86 138 0013 8000,上海',
  'C-2,李娜,not an address,,北京',
  'C-3,Anna Weber,anna@example.org,,Köln',
  ...Array.from({ length: 120 }, (_, i) => `D-${i},Person ${i},person${i}@example.org,,Leeds`),
].join('\n')

describe('the contact register, as a designer uses it', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let page: Page

  beforeAll(async () => {
    site = await openSite()
    page = await site.visitor(DESKTOP, 'en')
    await page.goto(site.url)
    const made = await page.request.post(`${site.url}/api/setup`, {
      headers: { origin: site.url },
      data: {
        name: 'Dee',
        email: 'dee@example.org',
        password: 'a-long-enough-password',
        organisation: 'Firm',
      },
    })
    expect(made.ok()).toBe(true)
  })
  afterAll(() => site.close())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph('contacts')
  })

  it('a file comes in: columns recognised, one kept as a new attribute, a wrong row told, the rest there', async () => {
    await page.goto(`${site.url}/contacts`)
    await page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Import a file' }).first().click()
    await page.getByRole('heading', { name: 'Import contacts', level: 1 }).waitFor()
    await expectAccessible(page)
    await page.locator('input[type=file]').setInputFiles({
      name: 'customers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(FILE),
    })
    await page.getByText('122 new').waitFor()
    await page.getByText('1 refused').waitFor()
    await page.getByText('not an e-mail address').waitFor()
    await page.getByLabel('城市 goes to').selectOption({ label: 'Keep as a new attribute …' })
    const asked = page.getByRole('dialog', { name: 'Keep “城市”' })
    await asked.getByText('4 different values in 123 rows:').waitFor()
    expect(await asked.locator('.found-values li').allInnerTexts()).toEqual([
      'Leeds 120',
      'Köln 1',
      '上海 1',
      '北京 1',
    ])
    // Few values that many share are offered as a segment; it may be a text as well.
    expect(await asked.getByRole('radio', { name: 'A segment with the values found' }).isChecked()).toBe(true)
    await expectAccessible(page)
    await asked.getByRole('textbox', { name: 'Title' }).fill('City')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByLabel('城市 goes to').inputValue()).toBe('attribute:city')
    await expectAccessible(page)
    await page.getByLabel('Batch for all of them').fill('Autumn')
    await page.getByRole('button', { name: 'Import 122 rows' }).click()
    await page.getByText('customers.csv: 122 added, 0 updated, 0 as they were, 1 refused.').waitFor()
    await page.getByRole('link', { name: 'Download the refused rows: customers.csv' }).waitFor()
    await expectAccessible(page)
    expect(newComplaints()).toEqual([])
  })

  it('a column of many values is kept as a text; values a list does not know are added when asked', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `E-${i},${['Leeds', 'York', 'Bath'][i % 3]},Manager ${i}`,
    )
    await page.locator('input[type=file]').setInputFiles({
      name: 'more.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['customer no.,City,Manager', ...rows].join('\n')),
    })
    await page.getByText('27 refused').waitFor()
    await page.getByText('26 rows say something that “City” does not know').waitFor()
    expect(await page.locator('.notice .found-values li').allInnerTexts()).toEqual(['Bath 13', 'York 13'])
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add them to “City”' }).click()
    await page.getByText('40 new').waitFor()
    await page.getByText('does not know').waitFor({ state: 'detached' })
    await page.getByLabel('Manager goes to').selectOption({ label: 'Keep as a new attribute …' })
    const asked = page.getByRole('dialog', { name: 'Keep “Manager”' })
    await asked.getByText('40 different values in 40 rows:').waitFor()
    await asked.getByText('and 35 more').waitFor()
    expect(await asked.getByRole('radio', { name: 'A segment with the values found' }).isDisabled()).toBe(
      true,
    )
    expect(await asked.getByRole('radio', { name: 'A text kept with the contact' }).isChecked()).toBe(true)
    await expectAccessible(page)
    await asked.getByRole('button', { name: 'Keep it' }).click()
    await expect.poll(() => page.getByLabel('Manager goes to').inputValue()).toBe('attribute:manager')
    expect(newComplaints()).toEqual([])
  })

  it('a workbook says which sheet it reads, and reads another', async () => {
    const data = (name: string) => [
      [{ value: 'Customer no.' }, { value: 'Name' }],
      [{ value: 1067, type: Number, format: '00000' }, { value: name }],
    ]
    const sheets = [
      { sheet: 'Kunden 2026', data: data('Ann') },
      { sheet: 'Kunden 2025', data: data('Bob') },
      { sheet: 'Notizen', data: [] },
    ]
    await page.locator('input[type=file]').setInputFiles({
      name: 'kunden.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await writeExcelFile(sheets as never).toBuffer(),
    })
    const chosen = page.getByRole('combobox', { name: 'Sheet' })
    await chosen.waitFor()
    await page.getByText('2 other sheets are not read.').waitFor()
    await expect.poll(() => page.locator('.preview-rows tbody td').allInnerTexts()).toEqual(['01067', 'Ann'])
    await expectAccessible(page)
    await chosen.selectOption('Kunden 2025')
    await expect.poll(() => page.locator('.preview-rows tbody td').allInnerTexts()).toEqual(['01067', 'Bob'])
    // What cannot be read is said, and what was read before stays.
    await chosen.selectOption('Notizen')
    await page.getByText('is empty; the first row must name the columns').waitFor()
    expect(await chosen.inputValue()).toBe('Kunden 2025')
    await chosen.selectOption('Kunden 2026')
    await expect.poll(() => page.locator('.preview-rows tbody td').allInnerTexts()).toEqual(['01067', 'Ann'])
    // The browser itself notes the answer that refuses the empty sheet.
    expect(newComplaints().filter((complaint) => !complaint.includes('422'))).toEqual([])
  })

  it('a list with running numbers says whom it would change, and into whom', async () => {
    const rows = [
      'No.,姓名,邮箱',
      'D-1,Zoe New,zoe@example.org',
      'D-2,Person 2,person2@example.org',
      ',New One,',
    ]
    await page.locator('input[type=file]').setInputFiles({
      name: 'guests.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([...rows, 'D-3,Person Three,person3@example.org'].join('\n')),
    })
    // By their addresses: one is new, one is so already, one has another name.
    await page.getByText('1 known, nothing new').waitFor()
    await page.getByLabel('No. goes to').selectOption({ label: 'Customer number' })
    await page.getByText('1 row has the customer number of somebody with another name').waitFor()
    const row = page.locator('.preview-rows tbody tr').first()
    expect(await row.locator('.row-change').allInnerTexts()).toEqual([
      'Name Person 1 → Zoe New',
      'E-mail person1@example.org → zoe@example.org',
    ])
    await page.getByText('Empty cells change nothing.').waitFor()
    await page.getByLabel('Batch for all of them').fill('Guests')
    await expect.poll(() => row.locator('.row-change').last().innerText()).toBe('Batch Autumn → Guests')
    await expectAccessible(page)
    expect(newComplaints()).toEqual([])
  })

  it('people are found by any part of their name, and the address says who is shown', async () => {
    await page.getByRole('link', { name: 'All contacts' }).click()
    await page.getByText('122 contacts').waitFor()
    await page.getByRole('searchbox', { name: 'Search' }).fill('伟')
    await page.getByText('1 contact', { exact: true }).waitFor()
    await page.getByRole('link', { name: '王伟' }).waitFor()
    expect(new URL(page.url()).searchParams.get('search')).toBe('伟')
    await page.reload()
    await page.getByText('1 contact', { exact: true }).waitFor()
    await page.getByRole('searchbox', { name: 'Search' }).fill('')
    await page.getByText('122 contacts').waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => page.locator('.contacts tbody tr').count()).toBe(100)
    await expectAccessible(page)
  })

  it('who was selected is no longer when others are shown', async () => {
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).check()
    await page.getByText('100 selected').waitFor()
    await page.getByRole('searchbox', { name: 'Search' }).fill('伟')
    await page.getByText('1 contact', { exact: true }).waitFor()
    expect(await page.getByText(/^\d+ selected$/).count()).toBe(0)
    expect(await page.getByRole('checkbox', { name: 'Select 王伟' }).isChecked()).toBe(false)
    await page.getByRole('searchbox', { name: 'Search' }).fill('')
    await page.getByText('122 contacts').waitFor()
  })

  it('all that fit are assigned with one click', async () => {
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).check()
    await page.getByRole('button', { name: 'Select all 122' }).click()
    await page.getByText('122 selected').waitFor()
    await page.getByRole('button', { name: 'Assign', exact: true }).click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Batch' }).fill('Phone')
    await page.getByRole('checkbox', { name: 'Dee' }).check()
    await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click()
    await page.getByText('122 contacts assigned.').waitFor()
    await page.getByRole('button', { name: 'OK' }).click()
    await page.getByLabel('Batch', { exact: true }).selectOption('Phone')
    await page.getByText('122 contacts').waitFor()
  })

  it('who is clicked right after the search was typed is shown, over a slow line as well', async () => {
    await page.route('**/api/contacts/*', async (route) => {
      await page.waitForTimeout(1000)
      await route.continue()
    })
    await page.getByRole('searchbox', { name: 'Search' }).fill('王')
    await page.locator('.contacts tbody a').first().click()
    await page.getByText('May be invited now.').waitFor()
    await page.goBack()
    await page.unroute('**/api/contacts/*')
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('王')
    await page.getByRole('searchbox', { name: 'Search' }).fill('')
    await page.getByText('122 contacts').waitFor()
  })

  it('one person: put right, then erased everywhere', async () => {
    await page.getByRole('searchbox', { name: 'Search' }).fill('anna weber')
    await page.getByText('1 contact', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Anna Weber' }).click()
    await page.getByText('May be invited now.').waitFor()
    await expectAccessible(page)
    await page.getByRole('textbox', { name: 'Telephone' }).fill('+49 221 000000')
    await page.getByRole('checkbox', { name: 'Unsubscribed' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Unsubscribed: will not be invited.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Telephone' }).inputValue()).toBe('+49221000000')
    await page.getByRole('button', { name: 'Erase this person' }).click()
    await page.getByRole('radio', { name: 'Delete them too' }).check()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await page.getByText('121 contacts').waitFor()
  })

  it('the rule says in a sentence what it means; attributes are added and had back', async () => {
    await page.getByRole('link', { name: 'Attributes and rules' }).click()
    await page.getByText('Nobody is held back.').waitFor()
    await page.getByRole('checkbox', { name: 'Limit invitations' }).check()
    await page.getByText('Not more than 1 invitation in 30 days').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('textbox', { name: 'Title' }).fill('Value tier')
    expect(await page.getByRole('textbox', { name: 'Short name' }).inputValue()).toBe('value-tier')
    await page.getByRole('textbox', { name: 'Values, separated by commas' }).fill('gold, silver')
    await page.getByRole('button', { name: 'Add an attribute' }).click()
    await page.getByText('gold · silver').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Remove Value tier' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('gold · silver').waitFor()
  })

  it('what was kept as a text becomes a segment of what contacts hold', async () => {
    await page.getByRole('textbox', { name: 'Title' }).fill('Branch')
    await page.getByRole('button', { name: 'Add an attribute' }).click()
    const make = page.getByRole('button', { name: 'Make it a segment: Branch' })
    await make.press('Enter')
    const asked = page.getByRole('dialog', { name: 'Make “Branch” a segment?' })
    await asked.getByText('Nobody has anything of it yet.').waitFor()
    expect(await asked.getByRole('button', { name: 'Make it a segment' }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    await asked.waitFor({ state: 'detached' })
    await expect.poll(() => make.evaluate((button) => button === document.activeElement)).toBe(true)
    for (const branch of ['Leeds', 'leeds', 'Leeds', 'York']) {
      const made = await page.request.post(`${site.url}/api/contacts`, {
        headers: { origin: site.url },
        data: { customerNumber: crypto.randomUUID(), attributes: { branch } },
      })
      expect(made.ok()).toBe(true)
    }
    await make.press('Enter')
    await asked.getByText('Contacts hold 2 different values of it (4 contacts):').waitFor()
    expect(await asked.locator('.found-values li').allInnerTexts()).toEqual(['Leeds 3', 'York 1'])
    await expectAccessible(page)
    await asked.getByRole('button', { name: 'Make it a segment' }).click()
    await page.getByText('Leeds · York').waitFor()
    expect(await make.count()).toBe(0)
    expect(newComplaints()).toEqual([])
  })

  it('two customer numbers are two people until somebody ticks them', async () => {
    const phone = '+49302222222'
    for (const data of [
      { customerNumber: 'T-1', name: 'Tim', phone, email: 'tim@example.org' },
      { customerNumber: 'T-2', name: 'Tom', phone, email: 'tim@example.org' },
      { name: 'Timmy', phone, email: 'timmy@example.org' },
    ]) {
      const made = await page.request.post(`${site.url}/api/contacts`, {
        headers: { origin: site.url },
        data,
      })
      expect(made.ok()).toBe(true)
    }
    await page.getByRole('link', { name: 'Duplicates' }).click()
    await page.getByRole('radio', { name: 'Keep Tim', exact: true }).check()
    expect(await page.getByRole('checkbox', { name: 'Tom is the same person' }).isChecked()).toBe(false)
    expect(await page.getByRole('checkbox', { name: 'Timmy is the same person' }).isChecked()).toBe(true)
    await page.getByText('has another customer number').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Merge 2 into one' }).click()
    await page.getByRole('link', { name: 'Timmy' }).waitFor({ state: 'detached' })
    const left = await page.request.get(`${site.url}/api/contacts?search=${encodeURIComponent(phone)}`)
    const { contacts } = (await left.json()) as { contacts: { name: string }[] }
    expect(contacts.map(({ name }) => name).sort()).toEqual(['Tim', 'Tom'])
    expect(newComplaints()).toEqual([])
  })

  it('duplicates are counted and shown to the last', async () => {
    const post = async (path: string, options: object) => {
      const answer = await page.request.post(`${site.url}${path}`, {
        headers: { origin: site.url, 'content-type': 'application/octet-stream' },
        ...options,
      })
      expect(answer.ok()).toBe(true)
      return (await answer.json()) as { id: string }
    }
    // Two customers and somebody without a number behind each of sixty telephones.
    const rows = Array.from({ length: 60 }, (_, i) =>
      ['a', 'b', '']
        .map(
          (number) =>
            `${number && number + i},Twin ${i}${number},${number ? 'e' : 'f'}${i}@example.org,+49307000${i + 100}`,
        )
        .join('\n'),
    )
    const file = ['customer no.,name,email,phone', ...rows].join('\n')
    const { id } = await post('/api/contacts/imports?fileName=twins.csv', { data: Buffer.from(file) })
    const headers = { origin: site.url, 'content-type': 'application/json' }
    await post(`/api/contacts/imports/${id}/start`, { headers, data: {} })
    await expect
      .poll(
        async () => (await (await page.request.get(`${site.url}/api/contacts/imports/${id}`)).json()).state,
      )
      .toBe('done')
    await page.goto(`${site.url}/contacts/duplicates`)
    // Those of the test before are one more, where two of them are still the same.
    await page.getByText(/^6[01] groups of possible duplicates. The first 50 are shown.$/).waitFor()
    expect(await page.locator('.twins').count()).toBe(50)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Show more' }).press('Enter')
    await page.getByText(/^6[01] groups of possible duplicates.$/).waitFor()
    const all = await page.locator('.twins').count()
    expect(all).toBeGreaterThanOrEqual(60)
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
    // One less once it was merged, and none is hidden for it.
    await page
      .locator('.twins')
      .first()
      .getByRole('button', { name: /^Merge/ })
      .click()
    await expect.poll(() => page.locator('.twins').count()).toBe(all - 1)
    await page.getByText(new RegExp(`^${all - 1} groups of possible duplicates.$`)).waitFor()
    expect(newComplaints()).toEqual([])
  })

  it('reads well on a phone and in Chinese, nothing sticks out', async () => {
    const phone = await site.visitor(PHONE, 'zh-CN')
    await phone.goto(site.url)
    await phone.request.post(`${site.url}/api/auth/sign-in/email`, {
      headers: { origin: site.url },
      data: { email: 'dee@example.org', password: 'a-long-enough-password' },
    })
    for (const path of ['/contacts', '/contacts/import', '/contacts/duplicates', '/contacts/settings']) {
      await phone.goto(`${site.url}${path}`)
      await phone.getByRole('heading', { level: 1 }).waitFor()
      await phone.waitForLoadState('networkidle')
      expect(await phone.locator('main').innerText()).toMatch(/\p{Script=Han}/u)
      const sideways = await phone.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([path, sideways]).toEqual([path, 0])
      await expectAccessible(phone)
    }
    expect(newComplaints()).toEqual([])
  })
})
