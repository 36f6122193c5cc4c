import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Password } from '../contract/account.ts'

/** Where a password comes from: a terminal, or a file or another program. */
export interface PasswordInput extends NodeJS.ReadableStream {
  readonly isTTY?: boolean
}

/**
 * A new password: asked for twice on a terminal, which does not show it, else all that comes in, without the end of its
 * line. Throws a sentence when it is too short, too long or not the same twice.
 */
export async function readPassword(input: PasswordInput, output: Pick<Writable, 'write'>): Promise<string> {
  const password = input.isTTY === true ? await askTwice(input, output) : await readAll(input)
  if (/[\r\n]/.test(password)) throw new Error('the password: must be a single line')
  const parsed = Password.safeParse(password)
  if (!parsed.success) throw new Error(`the password: ${parsed.error.issues[0]?.message}`)
  return password
}

async function askTwice(input: PasswordInput, output: Pick<Writable, 'write'>): Promise<string> {
  const lines = hiddenLines(input)
  try {
    output.write('New password (at least 10 characters, not shown): ')
    const first = await lines.next()
    output.write('\nThe same again: ')
    const second = await lines.next()
    output.write('\n')
    if (first !== second) throw new Error('the password: was not the same twice; nothing was changed')
    return first
  } finally {
    lines.close()
  }
}

/** What is typed is echoed by readline, which here speaks to nobody. */
function hiddenLines(input: PasswordInput) {
  const nowhere = new Writable({ write: (_, __, done) => done() })
  const reader = createInterface({ input, output: nowhere, terminal: true, historySize: 0 })
  const typed: string[] = []
  let tell: (() => void) | undefined
  let ended = false
  reader.on('line', (line) => {
    typed.push(line)
    tell?.()
  })
  for (const event of ['SIGINT', 'close'] as const) {
    reader.on(event, () => {
      ended = true
      tell?.()
    })
  }
  return {
    next: async (): Promise<string> => {
      while (typed.length === 0 && !ended) {
        await new Promise<void>((told) => {
          tell = told
        })
      }
      const line = typed.shift()
      if (line === undefined) throw new Error('the password: was not given; nothing was changed')
      return line
    },
    close: () => reader.close(),
  }
}

/** Longer than any password: what comes then is not one. */
const MOST_BYTES = 10_000

async function readAll(input: PasswordInput): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of input) {
    parts.push(Buffer.from(part))
    size += part.length
    if (size > MOST_BYTES) break
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)).replace(/\r?\n$/, '')
  } catch {
    throw new Error('the password: is not UTF-8 text')
  }
}
