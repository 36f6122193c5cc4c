import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { startServer } from '../server-process.ts'
import { createTestDatabase } from '../test-database.ts'
import { launchChromium } from './chromium.ts'

export const DESKTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

interface SiteOptions {
  /** Of the browser. */
  readonly flags?: readonly string[]
  /** Of the server. */
  readonly env?: Readonly<Record<string, string>>
}

/** The real server with its pages on an empty database, and a real browser, started with these `flags` too. */
export async function openSite({ flags = [], env: more = {} }: SiteOptions = {}) {
  const database = await createTestDatabase(inject('postgresUrl'))
  const folder = await mkdtemp(join(tmpdir(), 'manyi-site-'))
  const env = { DATABASE_URL: database.url, MANYI_DATA: folder, PORT: '0', ...more }
  const server = await startServer(env, ['--web'])
  const browser: Browser = await launchChromium(flags)
  const contexts: BrowserContext[] = []
  return {
    url: server.url,
    databaseUrl: database.url,
    browser,
    async visitor(viewport: { width: number; height: number }, locale: string): Promise<Page> {
      const context = await browser.newContext({ viewport, locale, acceptDownloads: true })
      contexts.push(context)
      context.setDefaultTimeout(60_000)
      context.on('page', noteComplaints)
      return context.newPage()
    },
    /** Pictures of every open page, for whoever reads why a test failed. */
    async photograph(name: string) {
      const pages = contexts.flatMap((context) => context.pages())
      for (const [i, page] of pages.entries()) {
        await page.screenshot({ path: `${SHOTS}/${name}-${i}.png`, fullPage: true }).catch(() => undefined)
      }
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()))
      await browser.close()
      await server.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const SHOTS = fileURLToPath(new URL('./shots', import.meta.url))
const complaints: string[] = []

/** From now on, what the browser complains about on a page. */
export function noteComplaints(page: Page): void {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
}

/** What the browser complained about since the last question: script errors, refused policies. */
export function newComplaints(): string[] {
  return complaints.splice(0)
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** A dialog that is still fading in has the contrast of nothing: what moves has come to rest when this ends. */
const AT_REST = `(async () => {
  const frame = () => new Promise(requestAnimationFrame)
  for (;;) {
    await frame()
    await frame()
    const moving = document.getAnimations().filter((one) => one instanceof CSSTransition && one.playState === 'running')
    if (moving.length === 0) return
    await Promise.allSettled(moving.map(({ finished }) => finished))
  }
})()`

/** axe finds nothing against WCAG 2.2 AA and its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  // A string is run by the developer tools, past the policy that rightly forbids injected scripts.
  await page.evaluate(AT_REST)
  await page.evaluate(await readFile(AXE, 'utf8'))
  const findings = await page.evaluate<Finding[]>('axe.run().then(({ violations }) => violations)')
  const told = findings.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  )
  expect(told, `axe at ${page.url()}`).toEqual([])
}
