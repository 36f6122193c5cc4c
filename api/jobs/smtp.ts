import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** A message as it goes out. */
export interface Letter {
  readonly id: string
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly language: string
  /** Null where there is nothing to leave. */
  readonly unsubscribe: string | null
}

/** What a server's no means: this message never (`refused`), this address never (`bounced`), later, or nothing at all now. */
export type Refusal = 'bounced' | 'refused' | 'later' | 'no-server'

export class SmtpRefusal extends Error {
  readonly kind: Refusal
  /** Nothing was answered after the last byte: the server may have the message. */
  readonly unknown: boolean

  constructor(kind: Refusal, message: string, unknown: boolean) {
    super(message)
    this.kind = kind
    this.unknown = unknown
  }
}

/** One connection; messages go over it one after the other. */
export interface Lane {
  /**
   * Resolves when the server has taken the message. `beforeEnd` runs when all but the last byte is there: what fails
   * until it has resolved was certainly not taken, and when it rejects, the message is not sent and `send` throws that.
   */
  send(letter: Letter, beforeEnd: () => Promise<void>): Promise<void>
  /** False once it broke; it is then of no more use. */
  isOpen(): boolean
  close(): void
}

const PATIENCE = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  dnsTimeout: 10_000,
}

/** `url`: smtp:// or smtps://, with user and password where the server wants them. Throws SmtpRefusal `no-server`. */
export async function openLane(url: string, from: string): Promise<Lane> {
  const { auth, ...settings } = parseConnectionUrl(url)
  const connection = new SMTPConnection({ ...settings, ...PATIENCE })
  let open = true
  let fail: ((error: Error) => void) | undefined
  connection.on('error', (error: Error) => {
    open = false
    fail?.(error)
  })
  connection.on('end', () => {
    open = false
    fail?.(new Error('the mail server closed the connection'))
  })
  /** One step of the conversation; a connection that breaks in the middle ends the step as well. */
  const step = <T>(run: (done: (error: Error | null | undefined, result?: T) => void) => void) =>
    new Promise<T | undefined>((resolve, reject) => {
      fail = reject
      run((error, result) => (error === null || error === undefined ? resolve(result) : reject(error)))
    }).finally(() => {
      fail = undefined
    })

  const close = () => {
    open = false
    connection.close()
  }

  try {
    await step((done) => connection.connect(done))
    if (auth !== undefined) {
      await step((done) => connection.login({ user: auth.user ?? '', pass: auth.pass ?? '' }, done))
    }
  } catch (error) {
    close()
    throw new SmtpRefusal('no-server', sentenceOf(error), false)
  }
  return {
    isOpen: () => open,
    close: () => (open ? connection.quit() : connection.close()),
    send: async (letter, beforeEnd) => {
      const raw = await compose(letter, from)
      let handed = false
      async function* parts() {
        yield raw
        await beforeEnd()
        handed = true
      }
      const envelope = { from: addressOf(from), to: [letter.to.address] }
      try {
        await step((done) => connection.send(envelope, Readable.from(parts(), { objectMode: false }), done))
      } catch (error) {
        if ((error as Said).code === 'ESTREAM') {
          close()
          throw error
        }
        const refusal = refusalOf(error, handed)
        // After a clean no the conversation begins anew; one that broke in the middle of a message cannot go on.
        const clean = refusal.kind !== 'no-server' && open
        if (clean) await step((done) => connection.reset(done)).catch(() => close())
        else close()
        throw refusal
      }
    },
  }
}

/** The same id for the same message, however often it is tried. */
async function compose(letter: Letter, from: string): Promise<Buffer> {
  const message = new MailComposer({
    from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: `<${letter.id}@${addressOf(from).split('@')[1] ?? 'localhost'}>`,
    headers: {
      'Content-Language': letter.language,
      'Auto-Submitted': 'auto-generated',
      ...(letter.unsubscribe === null
        ? {}
        : {
            'List-Unsubscribe': `<${letter.unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return message.compile().build()
}

export const addressOf = (from: string) => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()

interface Said {
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
  readonly code?: string
}

/** RFC 3463, of what is said for good: not this address, whatever step of the conversation it is said at. */
const OF_ADDRESS = ['5.1.1', '5.1.2', '5.1.3', '5.1.4', '5.1.6', '5.1.10', '5.2.1']
/** Our own address or policy: it says nothing about theirs. */
const OF_SENDER = /^5\.(7\.\d+|1\.[78])$/

/** RFC 5321: 4yz later, 5yz never. Before the message is there an address is refused; after it, also the message. */
function refusalOf(error: unknown, handed: boolean): SmtpRefusal {
  const { command, response = '', responseCode } = error as Said
  const sentence = sentenceOf(error)
  if (responseCode === undefined || responseCode === 421)
    return new SmtpRefusal('no-server', sentence, handed && responseCode === undefined)
  if (responseCode < 500 || responseCode === 503) return new SmtpRefusal('later', sentence, false)
  const status = /(?<![\d.])5\.\d{1,3}\.\d{1,3}(?!\.?\d)/.exec(response)?.[0] ?? ''
  if (command !== 'MAIL FROM' && OF_ADDRESS.includes(status))
    return new SmtpRefusal('bounced', sentence, false)
  if (command === 'RCPT TO')
    return new SmtpRefusal(OF_SENDER.test(status) ? 'refused' : 'bounced', sentence, false)
  // The server does not take mail from us at all: no fault of the message.
  if (command === 'MAIL FROM') return new SmtpRefusal('no-server', sentence, false)
  return new SmtpRefusal('refused', sentence, false)
}

/** The server's own words, without addresses: they are kept, and shown. */
function sentenceOf(error: unknown): string {
  const { message, response } = error as Error & Said
  const said = (response ?? message ?? 'no reason given').replaceAll(/[^\s<>]+@[^\s<>]+/g, '…')
  return said.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 300)
}
