import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import { findEmbedOrigins } from '../db/collectors.ts'
import type { Deps, Env } from './context.ts'

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Charts and the form library set style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
]

/**
 * What a page of ours may do, and whose pages may hold it in a frame: nobody's, unless sites are named. Browsers hold a
 * form to its policy also where the answer to it sends on: to hosts that respondents may be sent to after the last card.
 */
export const contentPolicy = (frameAncestors: readonly string[] = [], sentOnTo: readonly string[] = []) => {
  const ancestors = frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')
  const forms = ["'self'", ...sentOnTo.map((host) => `https://${host}`)].join(' ')
  return [...POLICY, `form-action ${forms}`, `frame-ancestors ${ancestors}`].join('; ')
}

/**
 * Lets the sites that a link names show its pages in a frame. The older header knows no list: where there is one, the
 * policy alone decides. Every page that names none is shown in no frame at all.
 */
export const frameHeaders =
  ({ databases, config }: Pick<Deps, 'databases' | 'config'>): MiddlewareHandler<Env> =>
  async (c, next) => {
    const key = c.req.param('key') ?? ''
    const origins = /^[a-z0-9]{8,40}$/.test(key) ? await findEmbedOrigins(databases.app, key) : []
    if (origins.length > 0 || config.redirectHosts.length > 0) {
      replaceHeader(c, 'content-security-policy', contentPolicy(origins, config.redirectHosts))
    }
    if (origins.length > 0) replaceHeader(c, 'x-frame-options', undefined)
    await next()
  }

/** The app writes its headers straight to the socket where there is one; so must whoever changes them. */
export function replaceHeader(c: Context, name: string, value: string | undefined): void {
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>
  if (outgoing === undefined) c.header(name, value)
  else if (value === undefined) outgoing.removeHeader(name)
  else outgoing.setHeader(name, value)
}
