import type { Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Collector } from '../../api/contract/wave.ts'
import { newProgram } from '../new-program.ts'
import { openSurvey, signUp } from './designer.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

const SHOP = 'https://shop.example'
const SOON = { timeout: 15_000 }
const STRANGER = 'https://stranger.example'

describe('a form in a page of somebody else', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let link: Collector
  const key = () => link.url.split('/').at(-1) ?? ''

  beforeAll(async () => {
    // To the browser the shop is far away and our server on this machine, which pages from afar may not reach.
    site = await openSite({ flags: ['--disable-features=LocalNetworkAccessChecks'] })
    const owner = await site.visitor(DESKTOP, 'en')
    await signUp(owner, site.url)
    link = await openSurvey(owner, newProgram({ attributes: [] }), [SHOP])
    await owner.context().close()
    newComplaints()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(`embedding-${task.id}`)
  })
  afterAll(() => site.close())

  /** A page of another site, which the browser believes to be there. */
  async function visit(origin: string, body: string, viewport = PHONE): Promise<Page> {
    const page = await site.visitor(viewport, 'en')
    const shop = `<!doctype html><html lang="en"><title>Shop</title><main><h1>Your order</h1>${body}<p>Terms</p></main>`
    await page.route(`${origin}/**`, (route: Route) =>
      route.fulfill({ contentType: 'text/html', body: shop }),
    )
    await page.goto(`${origin}/thanks`)
    return page
  }
  const frame = () => `<iframe src="${link.url}" title="Survey" style="width:100%;height:700px"></iframe>`
  const script = () => `<script src="${site.url}/embed.js" data-manyi-key="${key()}" async></script>`

  it('is shown by the frame of a named site and can be finished there', async () => {
    const page = await visit(SHOP, frame())
    const form = page.frameLocator('iframe')
    for (let card = 0; card < 60; card++) {
      await form.locator('.receipt, .steer .button').last().waitFor()
      if (await form.locator('.receipt').isVisible()) break
      await answerCard(form)
    }
    await form.getByRole('heading', { name: 'Thank you!' }).waitFor()
    // A frame shows no address to keep.
    await expectAccessible(page)
    expect(await form.getByText('Keep the address of this page').count()).toBe(0)
    const opening = page.context().waitForEvent('page')
    await form.getByRole('link', { name: 'Open this page on its own' }).click()
    const alone = await opening
    await alone.getByText('Keep the address of this page').waitFor()
    expect(newComplaints()).toEqual([])
    await page.context().close()
  })

  it('is shown by the script, as wide as there is room and as high as it is', async () => {
    const page = await visit(SHOP, script())
    const element = page.locator('iframe')
    const form = page.frameLocator('iframe')
    await form.getByRole('button', { name: 'Next' }).first().waitFor()
    const inside = () => form.locator('html').evaluate((root) => root.getBoundingClientRect().height)
    const outside = async () => (await element.boundingBox())?.height ?? 0
    await expect.poll(async () => Math.abs((await outside()) - (await inside())), SOON).toBeLessThan(2)
    const first = await outside()
    expect((await element.boundingBox())?.width).toBeGreaterThan(300)
    await answerCard(form)
    await expect.poll(async () => Math.abs((await outside()) - (await inside())), SOON).toBeLessThan(2)
    expect(first).toBeGreaterThan(200)
    await expectAccessible(page)
    expect(newComplaints()).toEqual([])

    // Somebody else's message moves nothing.
    const before = await outside()
    await page.evaluate(() => window.postMessage({ manyi: 'height', height: 5000 }, '*'))
    await page.waitForTimeout(300)
    expect(await outside()).toBe(before)
    await page.context().close()
  })

  it.each([
    ['the frame', () => frame()],
    ['the script', () => script()],
  ])('is refused by the browser to %s of any other site', async (_, body) => {
    const page = await visit(STRANGER, body())
    await expect.poll(() => newComplaints().join(' '), SOON).toContain('frame-ancestors')
    const shown = page.frames().find((frame) => frame !== page.mainFrame())
    expect(await shown?.locator('.card').count()).toBe(0)
    await page.context().close()
  })

  it.each(['/', '/programs', '/sign-in'])('%s is refused to every site, also a named one', async (path) => {
    const page = await visit(SHOP, `<iframe src="${site.url}${path}" title="x"></iframe>`)
    await expect.poll(() => newComplaints().join(' '), SOON).toContain('frame-ancestors')
    await page.context().close()
  })
})

type Form = ReturnType<Page['frameLocator']>

/** Answers each question on the card shown, goes on, and waits for what comes next. */
async function answerCard(form: Form): Promise<void> {
  const shown = () => form.locator('body').innerText()
  const before = await shown()
  for (const group of await form.locator('.card [role=radiogroup]').all()) {
    await group.locator('label:has(input[type=radio])').nth(1).click()
  }
  for (const figure of await form.locator('.card input[type=text]').all()) await figure.fill('5')
  await form.locator('.steer .button').last().click()
  await expect.poll(shown, SOON).not.toBe(before)
}
