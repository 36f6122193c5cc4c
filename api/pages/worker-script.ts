import { Language } from '../contract/common.ts'
import { awayPage } from './away-page.ts'
import type { PageAssets } from './page-assets.ts'

/** Under `/r/`, so that it may stand before every page there; no link's key has a dot or is that short. */
export const AWAY_PATH = '/r/offline'

/**
 * The worker's code with what it is to keep; undefined where the pages were not built. Another build is another script:
 * browsers compare them byte by byte and take the new one.
 */
export async function workerScript(assets: PageAssets): Promise<string | undefined> {
  if (assets.away === undefined) return undefined
  const { worker, files } = assets.away
  const pages = await Promise.all(Language.options.map((language) => awayPage(assets, language)))
  const name = `manyi-respond-${await digestOf([worker, ...files, ...pages].join('\n'))}`
  return `self.kept = ${JSON.stringify({ name, page: AWAY_PATH, files })};\n${worker}`
}

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('hex').slice(0, 16)
}
