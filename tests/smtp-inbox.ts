import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface Inbox {
  readonly url: string
  /** Every message taken, as it came; the same message twice is there twice. */
  readonly raw: readonly { readonly to: string; readonly source: Buffer }[]
  /** How often each address was written to. */
  counts(): Map<string, number>
  mailTo(address: string): Promise<ParsedMail[]>
  close(): Promise<void>
}

export interface InboxOptions {
  readonly port?: number
  /** Whom it takes mail from; anybody unless said. */
  readonly login?: { readonly user: string; readonly password: string }
  /** Answers to an address: a code and a sentence instead of yes. */
  readonly refuse?: (
    address: string,
    at: 'rcpt' | 'data',
  ) => Refused | undefined | Promise<Refused | undefined>
}

interface Refused {
  readonly code: number
  readonly message: string
}

/** A real mail server on this machine that keeps what it is given. */
export async function openInbox({
  port = 0,
  login,
  refuse = () => undefined,
}: InboxOptions = {}): Promise<Inbox> {
  const raw: { to: string; source: Buffer }[] = []
  const no = ({ code, message }: Refused) => Object.assign(new Error(message), { responseCode: code })
  const server = new SMTPServer({
    disabledCommands: login === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) => {
      if (username === login?.user && password === login?.password) done(null, { user: username })
      else done(no({ code: 535, message: '5.7.8 wrong password' }))
    },
    logger: false,
    onRcptTo: async ({ address }, _, done) => {
      const refused = await refuse(address, 'rcpt')
      done(refused === undefined ? null : no(refused))
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const refused = await refuse(to, 'data')
        if (refused === undefined) raw.push({ to, source: Buffer.concat(parts) })
        done(refused === undefined ? null : no(refused))
      })
    },
  })
  // A client that is killed in the middle of a message is no event.
  server.on('error', () => undefined)
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', () => done())
  })
  const address = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    raw,
    counts: () => {
      const counts = new Map<string, number>()
      for (const { to } of raw) counts.set(to, (counts.get(to) ?? 0) + 1)
      return counts
    },
    mailTo: (wanted) =>
      Promise.all(raw.filter(({ to }) => to === wanted).map(({ source }) => simpleParser(source))),
    close: () => new Promise((done) => server.close(() => done())),
  }
}
