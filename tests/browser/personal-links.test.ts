import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { newProgram } from '../new-program.ts'
import { type Inbox, openInbox } from '../smtp-inbox.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

const SHOTS = process.env['MANYI_SHOTS']
const CONSENT = { en: 'We keep this.', 'zh-Hans': '我们保存您的回答。', 'zh-Hant': '我們保存您的回答。' }

describe('tests to oneself and personal links, as people use them', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let inbox: Inbox
  let designer: Page
  let wave: string
  let links: Record<string, string>

  beforeAll(async () => {
    inbox = await openInbox()
    const mail = { SMTP_URL: inbox.url, MAIL_FROM: 'Firm <quality@example.org>' }
    site = await openSite({ env: { ...mail, MANYI_MAIL_PER_MINUTE: '1200' } })
    designer = await site.visitor(DESKTOP, 'en')
    await post('/api/setup', {
      ...{ name: 'Dee', email: 'dee@example.org', password: 'a-long-enough-password' },
      organisation: 'Firm',
    })
    const { id } = await post<Program>('/api/programs', newProgram({ consent: CONSENT }))
    await post(`/api/programs/${id}/publish`)
    const days = { name: 'Autumn', opensOn: '2020-01-01', closesOn: '2099-12-31' }
    wave = `/programs/${id}/waves/${(await post<Wave>(`/api/programs/${id}/waves`, days)).id}`
    for (const person of [
      { name: 'Anna Weber', customerNumber: 'C-1', language: 'en' },
      { name: '王伟', phone: '+8613800138000', language: 'zh-Hans' },
      { name: 'Other', email: 'other@example.org' },
    ]) {
      await post('/api/contacts', person)
    }
  })
  afterAll(async () => {
    await site.close()
    await inbox.close()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph('personal-links')
  })

  async function post<T>(path: string, data: unknown = {}): Promise<T> {
    const answer = await designer.request.post(`${site.url}${path}`, { headers: { origin: site.url }, data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const shoot = async (page: Page, name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
  }
  const row = (name: string) => designer.getByRole('row', { name: new RegExp(name) })

  it('a designer reads a test in the own mailbox before anybody is invited', async () => {
    await designer.goto(`${site.url}${wave}/invitations`)
    await designer.getByRole('heading', { name: 'Nobody has been invited yet' }).waitFor()
    await shoot(designer, 'nobody-yet')
    await designer.getByRole('button', { name: 'Invite contacts' }).click()
    await designer.getByText('This installation sends 1,200 messages a minute at most').waitFor()
    await designer.getByLabel('Subject').first().fill('A word, {name}?')
    await designer.getByRole('button', { name: 'Send a test to myself' }).first().click()
    await designer.getByText('A test is on its way to dee@example.org.').waitFor()
    await shoot(designer, 'test-mail')
    await expectAccessible(designer)
    const [mail] = await inbox.mailTo('dee@example.org')
    expect(mail?.subject).toBe('[Test] A word, Dee?')
    const link = /http:\S+\/design/.exec(mail?.text ?? '')?.[0] ?? ''
    const other = await designer.context().newPage()
    await other.goto(link)
    await other.getByText('We keep this.').first().waitFor()
    await other.close()
    await designer.getByRole('button', { name: 'Cancel' }).click()
    await designer.getByRole('heading', { name: 'Nobody has been invited yet' }).waitFor()
    expect(newComplaints()).toEqual([])
  })

  it('a designer makes links without sending, and downloads them', async () => {
    await designer.getByRole('button', { name: 'Make links without sending' }).click()
    await designer.getByText('3 of 3 can be reached now').waitFor()
    await shoot(designer, 'new-links')
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Make 3 links' }).click()
    await designer.getByRole('cell', { name: 'Anna Weber', exact: true }).waitFor()
    await shoot(designer, 'links-made')
    await expectAccessible(designer)
    const begun = designer.waitForEvent('download')
    await designer.getByRole('link', { name: 'Download links' }).click()
    const file = await begun
    expect(file.suggestedFilename()).toBe('links.csv')
    const rows: Record<string, string>[] = parse(await readFile(await file.path()), {
      columns: true,
      bom: true,
    })
    links = Object.fromEntries(rows.map(({ name = '', link = '' }) => [name, link]))
    expect(Object.keys(links).sort()).toEqual(['Anna Weber', 'Other', '王伟'])
    expect(inbox.counts().size).toBe(1)
    expect(newComplaints()).toEqual([])
  })

  it('whoever does not agree is listed as having declined', async () => {
    const phone = await site.visitor(PHONE, 'en')
    await phone.goto(links['Anna Weber'] ?? '')
    await phone.getByRole('button', { name: 'I do not agree' }).click()
    await phone.getByText('You did not agree, so the survey ends here.').waitFor()
    await designer.getByRole('combobox', { name: 'State' }).selectOption('declined')
    await row('Anna Weber').getByText('Declined').waitFor()
    await designer.getByRole('combobox', { name: 'State' }).selectOption('')
    expect(newComplaints()).toEqual([])
  })

  it('a link is switched off, says so in its person’s language, and is switched on again', async () => {
    await designer.getByRole('button', { name: 'Switch link off: 王伟' }).click()
    await designer.getByRole('button', { name: 'Switch link on: 王伟' }).waitFor()
    await row('王伟').getByText('Switched off').waitFor()
    await shoot(designer, 'link-off')
    await expectAccessible(designer)
    const phone = await site.visitor(PHONE, 'en')
    const answer = await phone.goto(links['王伟'] ?? '')
    expect(answer?.status()).toBe(410)
    await phone.locator('html[lang="zh-Hans"]').waitFor()
    await phone.getByText('这个专属链接已停用').waitFor()
    await shoot(phone, 'link-off-phone')
    await expectAccessible(phone)
    await designer.getByRole('button', { name: 'Switch link on: 王伟' }).click()
    await designer.getByRole('button', { name: 'Switch link off: 王伟' }).waitFor()
    expect((await phone.goto(links['王伟'] ?? ''))?.status()).toBe(200)
    // The refused visit is an answer of 410, which Chromium notes.
    newComplaints()
  })

  it('all of it fits a phone, in Chinese', async () => {
    const phone = await site.visitor(PHONE, 'zh-CN')
    await phone.request.post(`${site.url}/api/auth/sign-in/email`, {
      headers: { origin: site.url },
      data: { email: 'dee@example.org', password: 'a-long-enough-password' },
    })
    await phone.goto(`${site.url}${wave}/invitations`)
    await phone.getByRole('link', { name: '下载链接' }).waitFor()
    await phone.getByRole('cell', { name: 'Anna Weber', exact: true }).waitFor()
    await shoot(phone, 'links-phone')
    await expectAccessible(phone)
    const wide = () => phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.poll(wide).toBe(0)
    await phone.getByRole('button', { name: '仅生成链接，不发送' }).click()
    await phone.getByText('3 人中现在可联系 0 人').waitFor()
    await shoot(phone, 'new-links-phone')
    await expectAccessible(phone)
    await expect.poll(wide).toBe(0)
    expect(newComplaints()).toEqual([])
  })
})
