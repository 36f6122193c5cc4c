import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext } from 'playwright-core'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { launchChromium } from '../browser/chromium.ts'
import { makeFieldwork } from '../fieldwork.ts'

/**
 * A cheap phone on a slow network, as Chromium's developer tools have "Slow 4G": 1.6 Mbit/s down and 750 kbit/s up,
 * each at 90 %, 150 ms round trip times 3.75; and a processor 4 times slower than this one.
 */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (750e3 / 8) * 0.9,
}
const SLOWER_BY = 4
const TRIES = 5

interface Visit {
  /** Bytes that arrived, headers and all. */
  readonly page: number
  readonly all: number
  /** Milliseconds from the start of the visit. */
  readonly readable: number
  readonly answerable: number
  readonly takenOver: number
}

/** What a respondent waits for and pays: bytes, and the time to the first question that can be answered. */
export async function benchRespond(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-bench-'))
  const postgres = await openEmbeddedServer(folder, 'bench', () => undefined)
  const server = spawn(
    process.execPath,
    [fileURLToPath(new URL('../serve-for-tests.ts', import.meta.url)), '--web'],
    {
      env: { ...process.env, DATABASE_URL: postgres.url, MANYI_LOG: 'silent', MANYI_DATA: folder, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const browser = await launchChromium()
  try {
    const url = await new Promise<string>((done, fail) => {
      server.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim()))
      server.once('exit', (code) => fail(new Error(`benchRespond: the server ended with ${code}`)))
    })
    const { path } = await makeFieldwork(postgres.url, url)
    print('Slow 4G, processor / 4; medians', 'readable', 'answerable', 'SurveyJS', 'page kB', 'all kB')
    await measure(browser, url + path, 'empty cache', { cached: false, script: true })
    await measure(browser, url + path, 'script in the cache', { cached: true, script: true })
    await measure(browser, url + path, 'without JavaScript', { cached: false, script: false })
    const plain = await fetch(url + path, { headers: { 'accept-encoding': 'identity' } })
    const bytes = (await plain.arrayBuffer()).byteLength
    process.stdout.write(`\nfirst page, HTML and CSS, not packed: ${(bytes / 1024).toFixed(1)} KiB of 35\n`)
  } finally {
    await browser.close()
    if (server.exitCode === null) {
      server.kill('SIGTERM')
      await new Promise((done) => server.once('exit', done))
    }
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Way {
  readonly cached: boolean
  readonly script: boolean
}

async function measure(browser: Browser, link: string, name: string, way: Way): Promise<void> {
  const visits: Visit[] = []
  for (let tried = 0; tried < TRIES; tried++) {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      javaScriptEnabled: way.script,
    })
    if (way.cached) await visit(context, link, way)
    await context.clearCookies()
    visits.push(await visit(context, link, way))
    await context.close()
  }
  const median = (of: (visit: Visit) => number) =>
    visits.map(of).sort((a, b) => a - b)[Math.floor(TRIES / 2)] ?? 0
  const milliseconds = (of: (visit: Visit) => number) =>
    median(of) > 0 ? `${Math.round(median(of))} ms` : '–'
  const kilobytes = (of: (visit: Visit) => number) => (median(of) / 1000).toFixed(1)
  print(
    name,
    milliseconds(({ readable }) => readable),
    milliseconds(({ answerable }) => answerable),
    milliseconds(({ takenOver }) => takenOver),
    kilobytes(({ page }) => page),
    kilobytes(({ all }) => all),
  )
}

/** `readable`: first contentful paint. `answerable`: the first answer is in the document, painted and not blocked. */
async function visit(context: BrowserContext, link: string, { script }: Way): Promise<Visit> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_BY })
  const addresses = new Map<string, string>()
  let [first, all] = [0, 0]
  devtools.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    all += encodedDataLength
    if (addresses.get(requestId) === link) first += encodedDataLength
  })
  const begun = performance.now()
  await page.goto(link, { waitUntil: 'commit' })
  await page.locator('.card input').first().waitFor()
  const answerable = performance.now() - begun
  if (!script) {
    await page.close()
    return { page: first, all, readable: answerable, answerable, takenOver: 0 }
  }
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  const readable = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  )
  await page.waitForFunction(
    () => document.querySelector('form.page') !== null && document.querySelector('input[name=page]') === null,
    undefined,
    { timeout: 60_000 },
  )
  const takenOver = performance.now() - begun
  await page.close()
  return { page: first, all, readable, answerable: Math.max(answerable, readable), takenOver }
}

function print(name: string, ...cells: string[]): void {
  process.stdout.write(`${name.padEnd(36)}${cells.map((cell) => cell.padStart(13)).join('')}\n`)
}
