import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from '../../api/contract/program.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { newProgram } from '../new-program.ts'
import { answerCard, holdForm, takenOver } from './answer-card.ts'
import { openSurvey, signUp } from './designer.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'
import { storedOf } from './stored-answers.ts'

const ELSEWHERE = 'https://panel.example.org/done?p=7'
const nps = {
  instrument: { name: 'nps', version: 1 },
  parameters: { reason: false },
  asked: 'always' as const,
  weight: 1,
}
const design = {
  modules: [nps],
  attributes: [],
  privacy: {
    en: 'Answers are kept for *two years*. [More](https://a.example/privacy)',
    'zh-Hans': '答案保存*两年*。',
    'zh-Hant': '答案保存*兩年*。',
  },
  redirect: ELSEWHERE,
  redirectWhen: 'at-once' as const,
}

describe('what is said before and after', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let fieldwork: Awaited<ReturnType<typeof makeFieldwork>>
  let answers: Record<string, unknown>
  beforeAll(async () => {
    site = await openSite({
      flags: ['--host-resolver-rules=MAP panel.example.org ~NOTFOUND'],
      env: { MANYI_REDIRECT_HOSTS: 'panel.example.org' },
    })
    fieldwork = await makeFieldwork(site.databaseUrl, site.url, design)
    answers = simulateRespondent(fieldwork.codeBook.fields, { seed: 3, skips: 0, nonAnswers: 0 })
  })
  afterAll(() => site.close())

  const link = () => site.url + fieldwork.path
  const received = async () =>
    (await storedOf(site.databaseUrl, fieldwork.organisationId, fieldwork.waveId)).responses.length

  async function phone(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const context = await site.browser.newContext({ viewport: PHONE, locale: 'en', ...options })
    return context.newPage()
  }

  /** The form is one card. */
  async function answerToTheEnd(page: Page): Promise<void> {
    await answerCard(page, answers)
    // Nobody lives there; a browser that refuses to go would not ask.
    const asked = page.waitForRequest(ELSEWHERE)
    await page.locator('.steer .button').last().click()
    await asked
  }

  it('the privacy note is read while the script takes over: still open, the keyboard on it, nothing moved', async () => {
    const page = await phone()
    const release = await holdForm(page)
    await page.goto(link())
    const summary = page.getByText('What happens to your answers')
    await summary.focus()
    await page.keyboard.press('Enter')
    await page.getByText('two years').waitFor()
    const places = () =>
      page.evaluate(() =>
        ['.card', '.steer', 'details.privacy', 'details.privacy .prose', '.quiet'].map((part) => {
          const { x, y, width, height } = document.querySelector(part)?.getBoundingClientRect() ?? {}
          return [part, x, y, width, height]
        }),
      )
    const markup = () => page.locator('details.privacy').evaluate(({ outerHTML }) => outerHTML)
    const [before, written] = [await places(), await markup()]
    release()
    await takenOver(page)
    expect(await places()).toEqual(before)
    expect(await markup()).toBe(written)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
    await expectAccessible(page)

    await page.getByRole('button', { name: '简体中文' }).click()
    await page.getByText('答案保存两年。').waitFor()
    await page.context().close()
  })

  it('with a script respondents are at once where the designer sends them, their answers stored', async () => {
    const page = await phone()
    await page.goto(link())
    await takenOver(page)
    const before = await received()
    await answerToTheEnd(page)
    expect(await received()).toBe(before + 1)
    await page.context().close()
  })

  it('and without one, past the policy that holds forms', async () => {
    const page = await phone({ javaScriptEnabled: false })
    await page.goto(link())
    await page.getByText('What happens to your answers').click()
    await page.getByText('two years').waitFor()
    const before = await received()
    await answerToTheEnd(page)
    expect(await received()).toBe(before + 1)
    await page.context().close()
  })
})

describe('the studio', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let page: Page
  beforeAll(async () => {
    site = await openSite({ env: { MANYI_REDIRECT_HOSTS: 'panel.example.org' } })
    page = await site.visitor(DESKTOP, 'en')
  })
  afterAll(() => site.close())

  it('takes the note in every language, and says what going on at once costs', async () => {
    await signUp(page, site.url)
    await openSurvey(page, newProgram({ modules: [nps], attributes: [], languages: ['en', 'zh-Hans'] }))
    const program = () =>
      page.evaluate(async () => {
        const { programs } = (await (await fetch('/api/programs')).json()) as { programs: Program[] }
        return (await (await fetch(`/api/programs/${programs[0]?.id}`)).json()) as Program
      })
    await page.goto(`${site.url}/programs/${(await program()).id}/design`)
    const note = page.getByRole('group', { name: 'Privacy note' })
    await note.getByLabel('English').fill('Kept for *two years*.')
    await page.getByText('Privacy note: words are missing in 简体中文.').waitFor()
    await note.getByLabel('简体中文').fill('保存*两年*。')
    const choice = page.getByRole('radiogroup', { name: 'When they go on' })
    expect(await choice.count()).toBe(0)
    await page.getByLabel('Then go on to').fill(ELSEWHERE)
    expect(await choice.getByLabel('By a button on the thank-you page').isChecked()).toBe(true)
    await choice.getByText('nor the receipt with which answers are deleted').waitFor()
    await choice.getByLabel('At once').check()
    await expect.poll(program).toMatchObject({
      privacy: { en: 'Kept for *two years*.', 'zh-Hans': '保存*两年*。' },
      redirect: ELSEWHERE,
      redirectWhen: 'at-once',
      edited: true,
    })
    await expectAccessible(page)
    expect(newComplaints()).toEqual([])
  })
})
