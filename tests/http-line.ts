import { connect } from 'node:net'

export interface HttpLine {
  /** Posts JSON and resolves with the status; 0 when the connection ended before an answer. */
  post(body: string): Promise<number>
  close(): void
}

/**
 * One keep-alive connection that posts JSON to one address, one request at a time. It costs the machine far less
 * than a full HTTP client, so that a load test on two cores measures the server.
 */
export function openLine({ hostname, port, host, pathname }: URL): Promise<HttpLine> {
  return new Promise((opened, failed) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    let answer: ((status: number) => void) | undefined
    let received = ''
    const settle = (status: number) => {
      const resolve = answer
      answer = undefined
      received = ''
      resolve?.(status)
    }
    socket.setEncoding('latin1')
    socket.once('connect', () =>
      opened({
        post: (body) =>
          new Promise((resolve) => {
            if (socket.destroyed) return resolve(0)
            answer = resolve
            const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n`
            socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
          }),
        close: () => socket.destroy(),
      }),
    )
    socket.on('data', (chunk: string) => {
      received += chunk
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = /content-length: (\d+)/i.exec(received)?.[1]
      const complete =
        length === undefined ? received.endsWith('0\r\n\r\n') : received.length >= end + 4 + Number(length)
      if (complete) settle(Number(received.slice(9, 12)))
    })
    socket.on('error', failed)
    socket.on('close', () => settle(0))
  })
}
