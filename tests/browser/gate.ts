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
  // Whoever comes to a shut gate is cut off at once; the port stays ours, which somebody else might have by then.
  let isShut = false
  server.on('connection', (socket) => {
    if (isShut) return socket.destroy()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  const own = (server.address() as AddressInfo).port
  const shut = () => {
    isShut = true
    for (const socket of sockets) socket.destroy()
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
    open() {
      isShut = false
    },
    async close() {
      shut()
      await new Promise((done) => server.close(done))
    },
  }
}
