import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A way to a server that can be shut, as a network that is gone, and that notes what went through. */
export async function openGate(target: string) {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const passed: string[] = []
  let answer: ((path: string, reply: ServerResponse) => boolean) | undefined
  const server = createServer((asked, reply) => {
    const { method = '', url = '', headers } = asked
    passed.push(`${method} ${url}`)
    if (answer?.(url, reply) === true) return
    const onward = request({ hostname, port, method, path: url, headers }, (answered) => {
      reply.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(reply)
    })
    onward.on('error', () => reply.destroy())
    asked.pipe(onward)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const open = (at: number) =>
    new Promise<void>((done, fail) => {
      // Somebody else may have the port by now.
      server.once('error', fail)
      server.listen(at, '127.0.0.1', () => {
        server.off('error', fail)
        done()
      })
    })
  await open(0)
  const own = (server.address() as AddressInfo).port
  const shut = async () => {
    const closed = new Promise((done) => server.close(done))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    url: `http://127.0.0.1:${own}`,
    /** Method and address of every request so far. */
    passed,
    /** Answers in the server's place where it says true. */
    answerBy(by: typeof answer) {
      answer = by
    },
    shut,
    open: () => open(own),
    close: async () => {
      if (server.listening) await shut()
    },
  }
}
