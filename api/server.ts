import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { type BodyPatience, cutSlowBodies, UPLOAD_PATIENCE } from './slow-bodies.ts'

/** Every body but a file's. */
const SLOWEST_REQUEST_MS = 30_000
const SLOWEST_HEADERS_MS = 10_000
/** What a handler has taken its time for is cut by the handler, this is for when it cannot. */
const SLOWEST_UPLOAD_MS = UPLOAD_PATIENCE.wholeMs + SLOWEST_REQUEST_MS
const NEXT_PORTS = 20

type Fetch = Parameters<typeof getRequestListener>[0]

export interface Door {
  readonly server: Server
  readonly port: number
  /** From now on requests reach the app; until then they are told to come back in a second. */
  open(fetch: Fetch): void
}

/** Listens on `port`, or, unless it was asked for by name, on the next free one, saying so. */
export async function listen(
  { host, port, portIsFixed }: { host: string; port: number; portIsFixed: boolean },
  say: (sentence: string) => void = () => undefined,
  patience: Partial<BodyPatience> = {},
): Promise<Door> {
  for (let next = port; ; next++) {
    try {
      const door = await listenOn(host, next, patience)
      if (next !== port) say(`Port ${port} is taken; using ${door.port}.`)
      return door
    } catch (error) {
      if (!isPortTaken(error)) throw error
      if (portIsFixed || next >= port + NEXT_PORTS) {
        throw new Error(`port ${port} is taken; stop what uses it, or set PORT to another one`, {
          cause: error,
        })
      }
    }
  }
}

async function listenOn(
  host: string,
  port: number,
  { requestMs = SLOWEST_REQUEST_MS, checkMs = 5000 }: Partial<BodyPatience>,
): Promise<Door> {
  let fetch: Fetch = () => new Response('starting', { status: 503, headers: { 'retry-after': '1' } })
  const server = createServer(
    {
      requestTimeout: SLOWEST_UPLOAD_MS,
      headersTimeout: Math.min(requestMs, SLOWEST_HEADERS_MS),
      connectionsCheckingInterval: checkMs,
    },
    getRequestListener((request, env) => fetch(request, env)),
  )
  cutSlowBodies(server, { requestMs, checkMs })
  // Longer than a proxy's own, so that it never reuses a connection that we are closing.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen({ host, port, backlog: 1024 }, done)
  })
  const address = server.address()
  return {
    server,
    port: typeof address === 'object' && address !== null ? address.port : port,
    open: (app) => {
      fetch = app
    },
  }
}

const isPortTaken = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

/** Takes no new connections, lets requests under way end, and cuts what has not ended by the deadline. */
export function closeGracefully(server: Server, deadlineMs = 10_000): Promise<void> {
  return new Promise((done) => {
    const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs)
    // A connection kept alive ends with the answer that is under way, not with the deadline.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.prependListener('request', (_, response) => {
      response.shouldKeepAlive = false
    })
    server.close(() => {
      clearTimeout(deadline)
      clearInterval(sweep)
      done()
    })
    server.closeIdleConnections()
  })
}
