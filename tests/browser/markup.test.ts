import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewProgram, Program } from '../../api/contract/program.ts'
import type { Collector, Wave } from '../../api/contract/wave.ts'
import { newProgram } from '../new-program.ts'
import { goOn, keysOnCard, takenOver } from './answer-card.ts'
import { DESKTOP, newComplaints, openSite, PHONE } from './site.ts'

const HOSTILE = `"><img src=x onerror="window.ran=1"><script>window.ran=2</script><svg onload=window.ran=3>'{brand}$&`
const texts = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text })
const asked = (name: string, parameters = {}) => ({
  instrument: { name, version: 1 },
  parameters,
  asked: 'always' as const,
  weight: 1,
})
const design: NewProgram = newProgram({
  name: HOSTILE,
  purpose: HOSTILE,
  brands: [
    { name: HOSTILE, own: true },
    { name: `${HOSTILE} 2`, own: false },
  ],
  category: texts(HOSTILE),
  period: texts(HOSTILE),
  thanks: texts(`${HOSTILE} [click](javascript:window.ran=4)`),
  modules: [
    asked('nps', { reason: true }),
    asked('kano', { features: [{ key: 'a', text: texts(HOSTILE), description: texts(HOSTILE) }] }),
    asked('acsi'),
  ],
})

/** What became of the markup: elements it made, handlers it left, links that run, or that it ran. */
const lively = (page: Page) =>
  page.evaluate(() => {
    const made = document.querySelectorAll(
      'img[src="x"], img[src$="/x"], script:not([src]):not([type]), [onerror], [onload]',
    )
    const links = [...document.querySelectorAll('a[href]')].filter((link) =>
      /^\s*(javascript|data):/i.test(link.getAttribute('href') ?? ''),
    )
    return { made: [...made, ...links].map((one) => one.outerHTML), ran: 'ran' in window }
  })
const NOTHING = { made: [], ran: false }

describe('case 22: markup in a browser', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let designer: Page
  let program: Program
  let wave: Wave
  let link = ''
  beforeAll(async () => {
    site = await openSite()
    designer = await site.visitor(DESKTOP, 'en')
    const { request } = designer.context()
    const post = async <T>(path: string, data: object): Promise<T> => {
      const answer = await request.post(site.url + path, { data, headers: { origin: site.url } })
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
      return answer.json() as Promise<T>
    }
    const account = {
      name: HOSTILE,
      email: 'lin@example.org',
      password: 'a quiet sentence',
      organisation: HOSTILE,
    }
    await post('/api/setup', account)
    const draft = await post<Program>('/api/programs', design)
    program = await post<Program>(`/api/programs/${draft.id}/publish`, {})
    const days = { name: HOSTILE, opensOn: '2020-01-01', closesOn: '2099-12-31' }
    wave = await post<Wave>(`/api/programs/${program.id}/waves`, days)
    const brandId = program.brands[0]?.id ?? null
    link = (await post<Collector>(`/api/waves/${wave.id}/collectors`, { brandId })).url
    await post('/api/contacts', { name: HOSTILE, customerNumber: HOSTILE })
  })
  afterAll(() => site.close())

  it('in the form, in an answer and in the thanks is only ever text, also once the page’s script has taken over', async () => {
    const phone = await site.visitor(PHONE, 'en')
    newComplaints()
    await phone.goto(link)
    await takenOver(phone)
    let typed = 0
    for (let card = 0; card < 40 && !(await phone.locator('.receipt').isVisible()); card++) {
      for (const key of await keysOnCard(phone)) {
        const text = phone.locator(`.card textarea[name="q:${key}"]`)
        if ((await text.count()) > 0) {
          await text.fill(HOSTILE)
          typed += 1
        } else await phone.locator(`.card label:has(input[name="q:${key}"])`).nth(2).click()
      }
      expect(await lively(phone)).toEqual(NOTHING)
      await goOn(phone)
    }
    expect(typed).toBeGreaterThan(0)
    expect(await phone.locator('.receipt').isVisible()).toBe(true)
    expect(await phone.locator('main').textContent()).toContain('<img src=x')
    expect(await lively(phone)).toEqual(NOTHING)
    expect(newComplaints()).toEqual([])
  })

  it('in names is only ever text in the studio, its charts and tables', async () => {
    const own = `/programs/${program.id}`
    for (const path of [
      '/programs',
      own,
      `${own}/design`,
      `${own}/waves/${wave.id}`,
      `${own}/waves/${wave.id}/fieldwork`,
      `${own}/results`,
      '/members',
      '/contacts',
    ]) {
      newComplaints()
      await designer.goto(site.url + path)
      await designer.locator('h1').first().waitFor()
      await designer.waitForLoadState('networkidle')
      expect([path, await lively(designer)]).toEqual([path, NOTHING])
      expect([path, newComplaints()]).toEqual([path, []])
    }
    expect(await designer.locator('body').textContent()).toContain('<img src=x')
  })
})
