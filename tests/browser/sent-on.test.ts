import type { Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Collector } from '../../api/contract/wave.ts'
import { newProgram } from '../new-program.ts'
import { answerCard, goOn, takenOver } from './answer-card.ts'
import { openSurvey, signUp } from './designer.ts'
import { DESKTOP, expectAccessible, openSite, PHONE } from './site.ts'

const SHOP = 'https://shop.example'
const PANEL = 'https://panel.example.org/done?p=7'
/** 5 to every question: of ten, or in words. */
const FIVES = new Proxy<Readonly<Record<string, unknown>>>({}, { get: () => 5 })

describe('whoever is sent on at once after the last answer', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let link: Collector
  const key = () => link.url.split('/').at(-1) ?? ''

  beforeAll(async () => {
    site = await openSite({
      flags: ['--disable-features=LocalNetworkAccessChecks'],
      env: { MANYI_REDIRECT_HOSTS: 'panel.example.org' },
    })
    const owner = await site.visitor(DESKTOP, 'en')
    await signUp(owner, site.url)
    const modules = [
      { instrument: { name: 'csat', version: 1 }, parameters: {}, asked: 'always', weight: 1 },
    ] as const
    const design = newProgram({
      attributes: [],
      modules: [...modules],
      redirect: PANEL,
      redirectWhen: 'at-once',
    })
    link = await openSurvey(owner, design, [SHOP])
    await owner.context().close()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(`sent-on-${task.id}`)
  })
  afterAll(() => site.close())

  async function visitor(): Promise<Page> {
    const page = await site.visitor(PHONE, 'en')
    await page.route('https://panel.example.org/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Panel</title><h1>Welcome at the panel</h1>' }),
    )
    return page
  }

  /** A page of the shop with this in it, and the form's frame there. */
  async function shop(body: string, isEarly = false): Promise<{ page: Page; form: Frame }> {
    const page = await visitor()
    if (isEarly) await page.route('**/form?*', () => new Promise(() => {}))
    const html = `<!doctype html><html lang="en"><title>Shop</title><main><h1>Your order</h1>${body}</main></html>`
    await page.route(`${SHOP}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }))
    await page.goto(`${SHOP}/thanks`)
    const element = await page.locator('iframe').elementHandle()
    const form = await element?.contentFrame()
    if (form == null) throw new Error('shop: there is no frame')
    await (isEarly ? form.locator('.card').waitFor() : takenOver(form))
    return { page, form }
  }

  /** Answers the cards and sends them. */
  async function finish(form: Page | Frame): Promise<void> {
    for (let cards = 0; cards < 20; cards++) {
      await answerCard(form, FIVES)
      if ((await form.locator('.steps').textContent()) === 'The last question') break
      await goOn(form)
    }
    await form.locator('.steer .button').last().click()
  }

  const frame = () => `<iframe src="${link.url}" title="Survey" style="width:100%;height:700px"></iframe>`
  const script = (more = '') =>
    `<script src="${site.url}/embed.js" data-manyi-key="${key()}"${more} async></script>`

  it.each([
    ['a frame', frame, false],
    ['a frame, before the script has taken over', frame, true],
    ['a script that says nothing of it', () => script(), false],
  ])('in %s is thanked there, and goes on in the whole window by the link', async (_, body, isEarly) => {
    const { page, form } = await shop(body(), isEarly)
    await finish(form)
    await form.getByRole('heading', { name: 'Thank you!' }).waitFor()
    await form.locator('.receipt').waitFor()
    await page.waitForTimeout(500)
    expect(page.url()).toBe(`${SHOP}/thanks`)
    // A reload is of the page around: no worker stands before a frame.
    const workers = () => navigator.serviceWorker.getRegistrations().then(({ length }) => length)
    expect(await form.evaluate(workers)).toBe(0)
    await expectAccessible(page)
    await form.getByRole('link', { name: 'Continue to panel.example.org' }).click()
    await page.getByText('Welcome at the panel').waitFor()
    expect(page.url()).toBe(PANEL)
    await page.context().close()
  })

  it('in a script that allows it takes the whole page there', async () => {
    const { page, form } = await shop(script(' data-manyi-go-on'))
    await finish(form)
    await page.getByText('Welcome at the panel').waitFor()
    expect(page.url()).toBe(PANEL)
    await page.context().close()
  })

  it('is not taken anywhere by somebody else’s message', async () => {
    const { page } = await shop(script(' data-manyi-go-on'))
    const other = 'https://panel.example.org/elsewhere'
    await page.evaluate((to) => window.postMessage({ manyi: 'go-on', to }, '*'), other)
    await page.waitForTimeout(300)
    expect(page.url()).toBe(`${SHOP}/thanks`)
    await page.context().close()
  })

  it.each([
    ['with the script', false],
    ['before the script has taken over', true],
  ])('in a window of its own goes there in place of the receipt, %s', async (_, isEarly) => {
    const page = await visitor()
    if (isEarly) await page.route('**/form?*', () => new Promise(() => {}))
    await page.goto(link.url)
    if (!isEarly) await takenOver(page)
    // Where the server itself sends on, no route of the page's stands in the way; that it is asked for is enough.
    const asked = page.waitForRequest(PANEL)
    await finish(page)
    expect((await asked).isNavigationRequest()).toBe(true)
    await page.context().close()
  })
})
