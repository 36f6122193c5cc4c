import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { keepSecrets } from '../../api/secrets.ts'
import { makeMailing } from '../mailing.ts'
import { startServer } from '../server-process.ts'
import { openInbox } from '../smtp-inbox.ts'

const MANY = 10_000

/** Seconds to queue 10,000 invitations, and how fast a mail server on the same machine gets them. */
export async function benchInvitations(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-bench-'))
  const inbox = await openInbox()
  const server = await startServer({
    MANYI_DATA: folder,
    PORT: '0',
    SMTP_URL: inbox.url,
    MAIL_FROM: 'quality@example.org',
  })
  try {
    const { databasePassword, sessionSecret } = await keepSecrets(folder)
    const postgres = await openEmbeddedServer(folder, databasePassword, () => undefined)
    const mailing = await makeMailing(postgres.url, server.url, sessionSecret)
    await mailing.addContacts(MANY)
    const begun = performance.now()
    const made = await mailing.send()
    const queued = (performance.now() - begun) / 1000
    while (inbox.raw.length === 0) await pause(10)
    const first = performance.now()
    while ((await mailing.read(made.mailing.id)).state !== 'done') await pause(200)
    const seconds = (performance.now() - first) / 1000
    const once = [...inbox.counts().values()].every((times) => times === 1)
    print('invitations', String(MANY))
    print('queued in one transaction, seconds', queued.toFixed(2))
    print('first message after, seconds', ((first - begun) / 1000 - queued).toFixed(2))
    print('messages sent, per second', (MANY / seconds).toFixed(0))
    print('arrived, each once', `${inbox.counts().size}, ${once ? 'yes' : 'no'}`)
    await mailing.close()
  } finally {
    await server.stop()
    await inbox.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const print = (what: string, figure: string) =>
  process.stdout.write(`${what.padEnd(42)}${figure.padStart(12)}\n`)
