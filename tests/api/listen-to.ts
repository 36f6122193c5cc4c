import type { Socket } from 'node:net'

/** All that the server says until it hangs up. */
export function listenTo(socket: Socket): Promise<string> {
  return new Promise((done) => {
    let said = ''
    socket.on('data', (part: Buffer) => {
      said += part.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => done(said))
  })
}
