import { Hono } from 'hono'
import { notFound } from '../errors.ts'
import { awayPage } from '../pages/away-page.ts'
import { browserLanguage } from '../pages/choose-language.ts'
import { AWAY_PATH, workerScript } from '../pages/worker-script.ts'
import type { Deps, Env } from './context.ts'

/** Asked each time whether it is still the same. */
const COMPARED = { 'cache-control': 'no-cache' }

/** What a browser keeps to show a respondent's page without a network. */
export const awayPages = ({ pageAssets: assets }: Pick<Deps, 'pageAssets'>) => {
  const script = workerScript(assets)
  return new Hono<Env>()
    .get(AWAY_PATH.replace('/r', ''), (c) => {
      const language = browserLanguage(c.req.header('accept-language'))
      return c.html(awayPage(assets, language), 200, COMPARED)
    })
    .get('/worker.js', async (c) => {
      const text = await script
      if (text === undefined) throw notFound('worker')
      return c.body(text, 200, { 'content-type': 'text/javascript; charset=utf-8', ...COMPARED })
    })
}
