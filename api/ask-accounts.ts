import type { Context } from 'hono'
import { ADDRESS_HEADER } from './accounts.ts'
import { callerAddress } from './address.ts'
import { errorBody } from './errors.ts'
import type { Deps, Env } from './routes/context.ts'

/**
 * What people use of better-auth. The rest of it, changing roles and organisations above all, would pass by our
 * own rules (the last owner stays, an account belongs to one organisation), so it is not reachable.
 */
export const ACCOUNT_PATHS = [
  '/api/auth/sign-in/email',
  '/api/auth/sign-out',
  '/api/auth/change-password',
  '/api/auth/revoke-other-sessions',
] as const

/** Its answers as they are, its refusals in our shape. */
export const askAccounts =
  ({ accounts, config }: Deps) =>
  async (c: Context<Env>) => {
    const answer = await accounts.handler(await forAccounts(c, config.proxies))
    if (answer.ok) return answer
    const said = (await answer.json().catch(() => ({}))) as { code?: string; message?: string }
    const code = (said.code ?? `http-${answer.status}`).toLowerCase().replaceAll('_', '-')
    const message = said.message ?? 'the request was refused'
    const headers = new Headers(answer.headers)
    headers.delete('content-length')
    headers.set('content-type', 'application/json')
    const wait = headers.get('x-retry-after')
    if (wait !== null) headers.set('retry-after', wait)
    const body = JSON.stringify(errorBody(code, message, c.get('requestId')))
    return new Response(body, { status: answer.status, headers })
  }

/**
 * The request as better-auth gets it. The body was read to check it, so it is handed on as text; the caller's own
 * word for its address is thrown away, for limits on sign-in must count real ones.
 */
async function forAccounts(c: Context<Env>, proxies: number): Promise<Request> {
  const headers = new Headers(c.req.raw.headers)
  headers.set(ADDRESS_HEADER, callerAddress(c, proxies))
  headers.delete('content-length')
  if (c.req.method === 'GET') return new Request(c.req.url, { headers })
  const body = c.req.bodyCache.text === undefined ? '{}' : await c.req.text()
  headers.set('content-type', 'application/json')
  return new Request(c.req.url, { method: c.req.method, headers, body })
}
