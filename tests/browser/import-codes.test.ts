import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import type { Import } from '../../api/contract/import.ts'
import { newProgram } from '../new-program.ts'
import { ask, openSurvey, signUp } from './designer.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

const acsi = { instrument: { name: 'acsi', version: 1 }, parameters: {}, asked: 'always', weight: 1 } as const

/** "Very satisfied" as a Chinese spreadsheet writes it, in GB18030. */
const VERY_SATISFIED = Buffer.from('badcc2fad2e2', 'hex')
const OTHERS = [
  'exp1',
  'exp2',
  'exp3',
  'qua1',
  'qua2',
  'qua3',
  'val1',
  'val2',
  'sat3',
  'loy1',
  'pt_up',
  'pt_down',
]
/** Of the rest, prices that may rise: who would come back is not asked what would bring them. */
const SAID = OTHERS.map((code) => (code === 'pt_down' ? '' : '8')).join()
const rowsOf = (...rows: string[]) => rows.map((row) => `${row},${SAID}\n`).join('')
const FILE = Buffer.concat([
  Buffer.from(`id,sat1,sat2,com1,region,${OTHERS.join()}\n1,`),
  VERY_SATISFIED,
  Buffer.from(
    rowsOf(
      ',8,no,local',
      '2,99,99,no,In this area',
      '3,99,8,no,local',
      '4,7,99,no,local',
      '5,7,8,99,local',
      '6,11,8,no,local',
    ),
  ),
])

describe('a file in codes of its own', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let designer: Page
  let waveId: string
  let path: string

  beforeAll(async () => {
    site = await openSite()
    designer = await site.visitor(DESKTOP, 'en')
    await signUp(designer, site.url)
    const link = await openSurvey(designer, newProgram({ modules: [acsi] }))
    waveId = link.waveId
    const { programId } = await ask<{ programId: string }>(designer, 'GET', `/api/waves/${waveId}`)
    path = `${site.url}/programs/${programId}/waves/${waveId}`
    newComplaints()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(`import-codes-${task.id}`)
  })
  afterAll(() => site.close())

  const choose = async (page: Page, file = FILE) => {
    await page.goto(path)
    const sent = { name: 'agency.csv', mimeType: 'text/csv', buffer: file }
    await page.locator('.imports input[type=file]').setInputFiles(sent)
    await page.getByRole('combobox', { name: 'Brand that all rows rate' }).selectOption('Ours')
  }
  const verdict = (page: Page, words: string) => page.locator('.verdicts', { hasText: words }).waitFor()

  it('is read in the encoding that is chosen, and another can be chosen after one that was wrong', async () => {
    await choose(designer)
    const encoding = designer.getByRole('combobox', { name: 'Encoding' })
    await encoding.waitFor()
    expect(await encoding.inputValue()).toBe('gb18030')
    await encoding.selectOption('utf-8')
    await designer.getByRole('alert').getByText('is not UTF-8 text').waitFor()
    // Refused by design, and said by the browser as well.
    expect(newComplaints()).toHaveLength(1)
    await encoding.selectOption('gb18030')
    await designer.getByRole('alert').waitFor({ state: 'detached' })
    await verdict(designer, '1 row will be added')
    // In Big5 the same bytes are other characters, which are no answer.
    await encoding.selectOption('big5')
    await verdict(designer, '6 will be left out')
    await encoding.selectOption('gb18030')
    await verdict(designer, '5 will be left out')
    expect(newComplaints()).toEqual([])
  })

  it('says where 99 stands, is told what it means, and is imported so', async () => {
    await choose(designer)
    await verdict(designer, '1 row will be added')
    await designer.getByText('99 stands 5 times in 3 columns').waitFor()
    await designer.locator('.problems', { hasText: '99 is outside 1 to 10' }).waitFor()
    await expectAccessible(designer)

    // By keyboard: the first letters of a choice choose it.
    await designer.getByRole('combobox', { name: '99 means', exact: true }).focus()
    await designer.keyboard.type('Don')
    await verdict(designer, '5 rows will be added')
    await designer.getByText('Column by column').click()
    await designer
      .getByRole('combobox', { name: '99 means in column com1' })
      .selectOption({ label: 'An error: its rows are left out' })
    await verdict(designer, '4 rows will be added')
    await designer.getByRole('combobox', { name: '99 means in column com1' }).selectOption('refused')
    await verdict(designer, '5 rows will be added')
    await expectAccessible(designer)

    await designer.getByRole('button', { name: 'Import 5 rows' }).click()
    await designer.getByText('5 added, 0 already here, 1 left out').first().waitFor()
    const { imports } = await ask<{ imports: Import[] }>(designer, 'GET', `/api/waves/${waveId}/imports`)
    expect(imports[0]).toMatchObject({ added: 5, rejectedRows: 1 })

    const saving = designer.waitForEvent('download')
    await designer.getByRole('link', { name: 'Download the rows left out' }).first().click()
    const saved = await readFile(await (await saving).path(), 'utf8')
    // What was said of its codes stays with it, for whoever has to defend the numbers.
    await designer.getByText('What its own codes were read as').click()
    const read = designer.locator('.codes-said li')
    expect(await read.allTextContents()).toEqual(['99: Don’t know', '99 in com1: Prefer not to say'])
    expect(saved.replace('\uFEFF', '').trim().split('\n')).toEqual([
      `id,sat1,sat2,com1,region,${OTHERS.join()},line,problem`,
      `6,11,8,no,local,${SAID},7,sat1: 11 is outside 1 to 10`,
    ])
    expect(newComplaints()).toEqual([])
  })

  it('has choices under numbers of its own, which are named one by one', async () => {
    const numbered = rowsOf('n1,7,8,2,1', 'n2,7,8,2,2', 'n3,7,8,2,1', 'n4,99,8,1,9')
    await choose(designer, Buffer.from(`id,sat1,sat2,com1,region,${OTHERS.join()}\n${numbered}`))
    await designer.getByRole('heading', { name: 'Choices in a code of the file' }).waitFor()
    const means = (value: string, column: string) =>
      designer.getByRole('combobox', { name: `${value} means in column ${column}` })
    await means('1', 'region').selectOption({ label: 'In this area' })
    await means('2', 'region').selectOption({ label: 'Elsewhere in this country' })
    await designer.getByRole('combobox', { name: '2 means', exact: true }).selectOption({ label: 'No' })
    await verdict(designer, '3 rows will be added')
    await means('9', 'region').selectOption({ label: 'Prefer not to say' })
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Import 3 rows' }).click()
    await designer.getByText('3 added, 0 already here, 1 left out').first().waitFor()
    expect(newComplaints()).toEqual([])
  })

  it('is a workbook of which another sheet is read, also after one that cannot be', async () => {
    const table = [['id', 'sat1'].map((value) => ({ value })), [{ value: 's1' }, { value: '99' }]]
    const sheets = [
      { sheet: 'Wave 1', data: table },
      { sheet: 'Wave 2', data: [...table, [{ value: 's2' }, { value: '99' }]] },
      { sheet: 'Notes', data: [] },
    ]
    await designer.goto(path)
    await designer.locator('.imports input[type=file]').setInputFiles({
      name: 'agency.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await writeExcelFile(sheets as never).toBuffer(),
    })
    const sheet = designer.getByRole('combobox', { name: 'Sheet' })
    await sheet.waitFor()
    await sheet.selectOption('Wave 2')
    await designer.getByText('99 stands 2 times in column sat1').waitFor()
    await sheet.selectOption('Notes')
    await designer.getByRole('alert').getByText('is empty').waitFor()
    expect(newComplaints()).toHaveLength(1)
    expect(await sheet.inputValue()).toBe('Notes')
    await sheet.selectOption('Wave 2')
    await designer.getByText('99 stands 2 times in column sat1').waitFor()
    await expectAccessible(designer)
    expect(newComplaints()).toEqual([])
  })

  it('can be told on a phone, in Chinese', async () => {
    const phone = await site.visitor(PHONE, 'zh-CN')
    await phone.context().addCookies(await designer.context().cookies())
    await phone.goto(path)
    const numbered = Buffer.from(
      rowsOf(
        'p1,7,8,no,local',
        'p2,99,8,no,1',
        'p3,7,8,no,1',
        'p4,7,99,no,2',
        'p5,99,8,99,2',
        'p6,x,99,no,1',
      ),
    )
    const sent = { name: 'agency.csv', mimeType: 'text/csv', buffer: Buffer.concat([FILE, numbered]) }
    await phone.locator('.imports input[type=file]').setInputFiles(sent)
    await phone.getByRole('combobox', { name: /品牌/ }).selectOption('Ours')
    await phone.getByText('99 在 3 列中出现 10 次').waitFor()
    await phone.getByText('逐列说明').click()
    await phone.getByRole('combobox', { name: '99 在列“sat1”中表示' }).selectOption({ label: '不愿回答' })
    await expectAccessible(phone)
    const width = await phone.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(PHONE.width)
    expect(newComplaints()).toEqual([])
  })
})
