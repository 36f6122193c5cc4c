import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const Head = z.object({
  host: z.string(),
  pid: z.number(),
  organisationId: z.uuid(),
  mailingId: z.uuid(),
})

/** What a sender notes of one claim, beside the database, in the instant before a message's last byte goes. */
export interface MailJournal {
  /** Returns when the operating system has it: a process killed afterwards does not take it back. */
  going(mailId: string): void
  /** Everything it was about is written down in the database. */
  close(): Promise<void>
  /** It is not: the claim is left to whoever looks for abandoned ones. */
  abandon(): void
}

/** A claim whose sender is gone; `going`: the messages whose last byte it may have sent. */
export interface AbandonedClaim {
  readonly claimId: string
  readonly organisationId: string
  readonly mailingId: string
  readonly going: readonly string[]
}

export type MailJournals = ReturnType<typeof keepJournals>

/**
 * Tells, after a sender was killed, the messages it had not yet let go from those it had. The database alone says only
 * that a message might go; between that commit and the byte lie milliseconds, between this note and the byte
 * microseconds. Lost with the machine, the note is missed by nobody: then the message counts as uncertain.
 */
export function keepJournals(folder: string) {
  const mine = new Set<string>()
  return {
    async open(claimId: string, of: { organisationId: string; mailingId: string }): Promise<MailJournal> {
      await mkdir(folder, { recursive: true })
      mine.add(claimId)
      const path = join(folder, claimId)
      const file = openSync(path, 'wx', 0o600)
      writeSync(file, `${JSON.stringify({ host: hostname(), pid: process.pid, ...of })}\n`)
      return {
        going: (mailId) => {
          writeSync(file, `${mailId}\n`)
        },
        close: async () => {
          closeSync(file)
          await rm(path, { force: true })
          mine.delete(claimId)
        },
        abandon: () => {
          closeSync(file)
          mine.delete(claimId)
        },
      }
    },
    /** Of this machine's senders that live no more. */
    async abandoned(): Promise<AbandonedClaim[]> {
      const names = await readdir(folder).catch(() => [])
      const found: AbandonedClaim[] = []
      for (const claimId of names.filter((name) => !mine.has(name))) {
        const [first = '', ...going] = (await readFile(join(folder, claimId), 'utf8').catch(() => '')).split(
          '\n',
        )
        const head = Head.safeParse(parse(first))
        if (!head.success || head.data.host !== hostname() || isOther(head.data.pid)) continue
        const { organisationId, mailingId } = head.data
        found.push({ claimId, organisationId, mailingId, going: going.filter((id) => id.length === 36) })
      }
      return found
    },
    forget: (claimId: string) => rm(join(folder, claimId), { force: true }),
  }
}

/** Another process that lives: it may be the sender, or have got its number since; then the lease has to run out. */
function isOther(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
