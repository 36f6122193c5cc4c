import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const squeeze = promisify(brotliCompress)
const PACKABLE = /^(?:text\/html|application\/json)/
/** Below this the header costs more than it saves. */
const SMALLEST = 1024

/** Answers as brotli where the browser takes it: a cheap phone reads a third. Made on the fly, so not at its hardest. */
export const brotli: MiddlewareHandler = async (c, next) => {
  await next()
  // Receipts are small and many: even to look at them would cost more than taking the answer.
  if (c.req.method !== 'GET') return
  const type = c.res.headers.get('content-type') ?? ''
  if (!PACKABLE.test(type) || c.res.headers.has('content-encoding')) return
  c.header('vary', 'accept-encoding', { append: true })
  if (!/\bbr\b/.test(c.req.header('accept-encoding') ?? '')) return
  const plain = Buffer.from(await c.res.arrayBuffer())
  const body =
    plain.byteLength < SMALLEST
      ? plain
      : await squeeze(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  const headers = new Headers(c.res.headers)
  headers.delete('content-length')
  if (body !== plain) headers.set('content-encoding', 'br')
  c.res = new Response(body, { status: c.res.status, headers })
}
