import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * Whose request it is, for limits that count. With `proxies` of our own in front (each adds the address it was called
 * from to X-Forwarded-For), the one that the outermost of them saw; what stands before it is the caller's own word.
 */
export function callerAddress(c: Context, proxies: number): string {
  const socket = socketAddress(c)
  if (proxies === 0) return socket
  const seen = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
  return seen.at(-proxies)?.slice(0, 64) ?? socket
}

function socketAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // app.request() in tests has no socket.
    return 'unknown'
  }
}
