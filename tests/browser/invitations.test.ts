import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { newProgram } from '../new-program.ts'
import { type Inbox, openInbox } from '../smtp-inbox.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

const SHOTS = process.env['MANYI_SHOTS']

describe('inviting and calling, as people do it', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let inbox: Inbox
  let designer: Page
  let wave: string

  beforeAll(async () => {
    inbox = await openInbox()
    site = await openSite({ env: { SMTP_URL: inbox.url, MAIL_FROM: 'Firm <quality@example.org>' } })
    designer = await site.visitor(DESKTOP, 'en')
    await post('/api/setup', {
      name: 'Dee',
      email: 'dee@example.org',
      password: 'a-long-enough-password',
      organisation: 'Firm',
    })
    const { id } = await post<Program>('/api/programs', newProgram())
    await post(`/api/programs/${id}/publish`)
    const days = { name: 'Autumn', opensOn: '2020-01-01', closesOn: '2099-12-31' }
    wave = `/programs/${id}/waves/${(await post<Wave>(`/api/programs/${id}/waves`, days)).id}`
    const tier = { key: 'tier', title: { en: 'Value tier', 'zh-Hans': '价值等级' } }
    const gold = { code: 'gold', title: { en: 'Gold', 'zh-Hans': '黄金' } }
    await designer.request.put(`${site.url}/api/contacts/attributes`, {
      headers: { origin: site.url },
      data: { attributes: [{ ...tier, values: [gold] }] },
    })
    const attributes = { tier: 'gold' }
    const people = [
      {
        name: 'Anna Weber',
        attributes,
        email: 'anna@example.org',
        phone: '+4922112345',
        language: 'en',
        batch: 'Gold',
      },
      {
        name: '王伟',
        email: 'wang@example.org',
        phone: '+8613800138000',
        language: 'zh-Hans',
        batch: 'Gold',
      },
      { name: 'No Address', phone: '+442071234567', batch: 'Gold' },
      { name: 'Other', email: 'other@example.org' },
    ]
    for (const person of people) await post('/api/contacts', person)
  })
  afterAll(async () => {
    await site.close()
    await inbox.close()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph('invitations')
  })

  async function post<T>(path: string, data: unknown = {}): Promise<T> {
    const answer = await designer.request.post(`${site.url}${path}`, { headers: { origin: site.url }, data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const shoot = async (page: Page, name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
  }

  it('a designer chooses a batch, reads the preview, sends, and sees it arrive', async () => {
    await designer.goto(`${site.url}${wave}/invitations`)
    await designer.getByRole('heading', { name: 'Nobody has been invited yet' }).waitFor()
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Invite contacts' }).click()
    await designer.getByLabel('Batch').selectOption('Gold')
    await designer.getByText('2 of 3 can be reached now').waitFor()
    await designer.getByText('No address: 1').waitFor()
    await designer.getByLabel('Subject').first().fill('A word, {name}?')
    await designer.getByRole('button', { name: 'Preview' }).first().click()
    await designer.getByText('A word, Alex Example?').waitFor()
    await designer.frameLocator('iframe').getByRole('link', { name: 'Give my answers' }).waitFor()
    await shoot(designer, 'new-mailing')
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Invite 2 people now' }).click()
    await designer.getByText('2 invitations and 0 reminders sent').waitFor()
    await designer.getByRole('cell', { name: 'Anna Weber anna@example.org' }).waitFor()
    await shoot(designer, 'invitations')
    await expectAccessible(designer)
    expect([...inbox.counts()].sort()).toEqual([
      ['anna@example.org', 1],
      ['wang@example.org', 1],
    ])
    const [mail] = await inbox.mailTo('anna@example.org')
    expect(mail?.subject).toBe('A word, Anna Weber?')
    expect((await inbox.mailTo('wang@example.org'))[0]?.subject).toBe('您对Ours满意吗？')
    expect(newComplaints()).toEqual([])
  })

  it('the person invited opens the link on a phone, and may leave by the last one', async () => {
    const [mail] = await inbox.mailTo('wang@example.org')
    const link = /http:\S+\/r\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
    const phone = await site.visitor(PHONE, 'en')
    await phone.goto(link)
    await phone.locator('html[lang="zh-Hans"]').waitFor()
    await shoot(phone, 'invited-phone')
    await phone.goto(link.replace('/r/', '/u/'))
    await expectAccessible(phone)
    await shoot(phone, 'unsubscribe')
    await phone.getByRole('button', { name: '是，不再接收邀请' }).click()
    await phone.getByText('已完成。您将不再收到我们的邀请。').waitFor()
    await expectAccessible(phone)
    expect(newComplaints()).toEqual([])
    await designer.getByRole('combobox', { name: 'State' }).selectOption({ label: 'All' })
    // Who opened a page is noted every second; the stand is looked at again every few.
    await designer.reload()
    await expect.poll(() => designer.locator('.stand').innerText()).toMatch(/Opened\s*1/)
    await designer.setViewportSize(PHONE)
    const wide = () => designer.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.poll(wide).toBe(0)
    await designer.setViewportSize(DESKTOP)
  })

  it('an interviewer takes the next person, opens the form in her name, and says what became of it', async () => {
    const { password } = await post<{ password: string }>('/api/members', {
      name: 'Ida',
      email: 'ida@example.org',
      role: 'interviewer',
    })
    await designer.goto(`${site.url}${wave}/calls`)
    await designer.getByRole('button', { name: 'Choose whom to call' }).click()
    await designer.getByText('2 of 4 can be reached now').waitFor()
    await expectAccessible(designer)
    await designer.getByRole('button', { name: 'Put 2 people on the list' }).click()
    await designer.getByRole('button', { name: 'Choose whom to call' }).waitFor()

    const ida = await site.visitor(DESKTOP, 'zh-CN')
    await ida.request.post(`${site.url}/api/auth/sign-in/email`, {
      headers: { origin: site.url },
      data: { email: 'ida@example.org', password },
    })
    await ida.goto(`${site.url}${wave}/calls`)
    await ida.getByRole('button', { name: '下一位' }).click()
    // Two came on the list in the same moment: either may be first.
    const number = ida.getByRole('link', { name: /^\+4/ })
    const first = await number.innerText()
    // In the words and the language of whoever is called.
    const greeting = await ida.locator('.call-greeting').innerText()
    expect(greeting).toMatch(
      first === '+4922112345'
        ? /^Good day, this is Ida of Firm\. May I speak to Anna Weber\?\s+.* satisfied you are with Ours\./
        : /^您好，我是Firm的Ida。请问是No Address吗？\s+我们想了解您对Ours的满意程度/,
    )
    if (first !== '+442071234567') await ida.getByText('价值等级: 黄金').waitFor()
    await shoot(ida, 'call')
    await expectAccessible(ida)
    const form = ida.waitForEvent('popup')
    await ida.getByRole('link', { name: '打开要朗读的问卷' }).click()
    await (await form).waitForURL(/[?&]i=[\w-]{22}(?:&|$)/)
    await (await form).close()
    await ida.getByLabel('访问完成').check()
    await ida.getByRole('button', { name: '保存' }).click()
    await ida.getByText('no answers have arrived yet').waitFor()
    await ida.getByLabel('无人接听').check()
    await ida.getByLabel('备注').fill('晚上再打')
    await ida.getByRole('button', { name: '保存' }).click()
    await ida.getByRole('button', { name: '下一位' }).click()
    const others = ['+4922112345', '+442071234567'].filter((one) => one !== first)
    expect(others).toHaveLength(1)
    await ida.getByRole('link', { name: others[0] ?? '' }).waitFor()
    await ida.setViewportSize(PHONE)
    await shoot(ida, 'call-phone')
    await expectAccessible(ida)
    await ida.getByLabel('拒绝').check()
    await ida.getByRole('button', { name: '保存' }).click()
    await ida.getByRole('button', { name: '下一位' }).click()
    await ida.getByText(/之前没有需要拨打的人/).waitFor()
    await ida.goto(`${site.url}${wave}/invitations`)
    await ida.getByText('已发送 2 封邀请').waitFor()
    // The interviewer's look at Anna's form is not Anna's; 王伟 opened his.
    await expect.poll(() => ida.locator('.stand').innerText()).toMatch(/已打开\s*1/)
    await shoot(ida, 'invitations-phone')
    await expectAccessible(ida)
  })
})
