import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Deps, Env } from './context.ts'
import { replaceHeader } from './frame-headers.ts'

/** The built pages: hashed assets for ever, the studio's document always fresh. */
export const webPages = ({ webFolder }: Pick<Deps, 'webFolder'>) => {
  const pages = new Hono<Env>()
  if (webFolder === undefined) return pages
  const document = async (name: string) => readFile(join(webFolder, name), 'utf8')
  return (
    pages
      .use(
        '/assets/*',
        serveStatic({
          root: webFolder,
          precompressed: true,
          onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
        }),
      )
      .use('/favicon.svg', serveStatic({ root: webFolder }))
      // The one file that pages of others load.
      .use(
        '/embed.js',
        serveStatic({
          root: webFolder,
          onFound: (_path, c) => {
            c.header('cache-control', 'public, max-age=3600')
            replaceHeader(c, 'cross-origin-resource-policy', 'cross-origin')
          },
        }),
      )
      .get('/*', async (c, next) => {
        if (c.req.path.startsWith('/api/') || c.req.path.startsWith('/assets/')) return next()
        return c.html(await document('index.html'), 200, { 'cache-control': 'no-cache' })
      })
  )
}
