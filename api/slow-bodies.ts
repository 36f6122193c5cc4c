import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { ApiError, errorBody } from './errors.ts'

/** How long a file may take on its way. A slow line is no reason to end it, a silent one is. */
export interface UploadPatience {
  /** Without a single byte. */
  readonly silentMs: number
  /** In all. */
  readonly wholeMs: number
}

export const UPLOAD_PATIENCE: UploadPatience = { silentMs: 30_000, wholeMs: 10 * 60_000 }

/** Requests whose handler looks after their pace itself. */
const unhurried = new WeakSet<IncomingMessage>()

/**
 * For requests that carry a file: behind whatever says that this caller may send one, or anybody could hold
 * connections open. Its body fails with an ApiError 408 when it comes too slowly.
 */
export const unhurriedBody =
  (patience: UploadPatience = UPLOAD_PATIENCE): MiddlewareHandler =>
  async (c, next) => {
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
    if (incoming !== undefined) unhurried.add(incoming as IncomingMessage)
    const { body } = c.req.raw
    if (body !== null) {
      // Half: the answer may come before the body has ended.
      const how = { body: withinPatience(body, patience), duplex: 'half' }
      c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers: c.req.raw.headers, ...how })
    }
    await next()
    if (c.res.status === 408) c.header('connection', 'close')
  }

function withinPatience(
  body: ReadableStream<Uint8Array>,
  { silentMs, wholeMs }: UploadPatience,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const end = performance.now() + wholeMs
  const pull = async (out: ReadableStreamDefaultController<Uint8Array>) => {
    const left = end - performance.now()
    const part = await within(reader.read(), Math.min(silentMs, left))
    if (part === undefined) {
      out.error(left <= silentMs ? tooSlow(`took longer than ${spell(wholeMs)}`) : silent(silentMs))
    } else if (part.done) out.close()
    else out.enqueue(part.value)
  }
  return new ReadableStream({ pull, cancel: (reason) => reader.cancel(reason) }, { highWaterMark: 0 })
}

/** Undefined when it takes longer. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), Math.max(0, milliseconds))
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

const silent = (milliseconds: number) => tooSlow(`stopped coming: no byte arrived for ${spell(milliseconds)}`)

const tooSlow = (what: string) =>
  new ApiError(408, 'too-slow', `file: ${what}; send it again over a better line, or in smaller files`)

const spell = (milliseconds: number) =>
  milliseconds >= 120_000 ? `${Math.round(milliseconds / 60_000)} minutes` : `${milliseconds / 1000} seconds`

export interface BodyPatience {
  /** A body that has not arrived whole by then is cut off. */
  readonly requestMs: number
  /** How often that is looked at. */
  readonly checkMs: number
}

/** Cuts off bodies that trickle in, but for those that their handler has taken its time for. */
export function cutSlowBodies(server: Server, { requestMs, checkMs }: BodyPatience): void {
  const arriving = new Map<IncomingMessage, { readonly response: ServerResponse; readonly since: number }>()
  server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    const { headers } = incoming
    if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0') return
    arriving.set(incoming, { response, since: performance.now() })
    // When it has arrived, or never will.
    incoming.once('close', () => arriving.delete(incoming))
  })
  const sweep = setInterval(() => {
    const before = performance.now() - requestMs
    for (const [incoming, { response, since }] of arriving) {
      // In the order of their arrival: the rest is younger.
      if (since > before) break
      const isLookedAfter = unhurried.has(incoming) && !response.writableEnded
      if (!incoming.complete && !isLookedAfter) cut(incoming, response, requestMs)
    }
  }, checkMs)
  sweep.unref()
  server.once('close', () => clearInterval(sweep))
}

function cut({ socket }: IncomingMessage, response: ServerResponse, requestMs: number): void {
  if (response.headersSent || !socket.writable) {
    socket.destroy()
    return
  }
  const message = `request body: did not arrive whole within ${spell(requestMs)}; send it again`
  const body = JSON.stringify(
    errorBody('too-slow', message, String(response.getHeader('x-request-id') ?? '')),
  )
  const head = [
    'HTTP/1.1 408 Request Timeout',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}
