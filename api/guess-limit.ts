import type { MiddlewareHandler } from 'hono'
import { ApiError } from './errors.ts'

const MOST_MISSES = 30
const WINDOW_MS = 60_000
const MOST_KEPT = 10_000

/**
 * Slows down whoever tries tokens: after 30 that lead nowhere, an address is told to wait for the rest of its minute,
 * whatever it tries. Tokens cannot be guessed in any time; this keeps trying from being a load.
 */
export function limitGuesses<Context extends Parameters<MiddlewareHandler>[0]>(
  addressOf: (c: Context) => string,
): MiddlewareHandler {
  const misses = new Map<string, { count: number; until: number }>()
  const guard: MiddlewareHandler = async (c, next) => {
    const address = addressOf(c as Context)
    const now = Date.now()
    const known = misses.get(address)
    if (known !== undefined && known.until <= now) misses.delete(address)
    else if (known !== undefined && known.count >= MOST_MISSES) {
      c.header('retry-after', String(Math.ceil((known.until - now) / 1000)))
      throw new ApiError(429, 'too-many-tries', 'too many links that lead nowhere; try again in a minute')
    }
    await next()
    if (c.res.status !== 404) return
    const entry = misses.get(address) ?? { count: 0, until: now + WINDOW_MS }
    misses.set(address, { ...entry, count: entry.count + 1 })
    if (misses.size > MOST_KEPT) misses.delete(misses.keys().next().value ?? '')
  }
  return (c, next) => (c.req.query('i') === undefined ? next() : guard(c, next))
}
