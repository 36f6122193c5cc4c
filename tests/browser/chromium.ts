import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** CHROMIUM_PATH, else the system's, else the one that an npm package brings. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH']
  const found = named ?? SYSTEM.find((path) => existsSync(path))
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    ...more,
  ]
  if (found !== undefined) return chromium.launch({ executablePath: found, args: quiet })
  const { default: packed } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...quiet] })
}
