import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { keepSecrets } from '../../api/secrets.ts'
import { makeMailing } from '../mailing.ts'
import { findFreePort, type ServerProcess, startServer } from '../server-process.ts'
import { type Inbox, openInbox } from '../smtp-inbox.ts'
import { createTestDatabase } from '../test-database.ts'

/** `MANYI_MAILS=10000 MANYI_MAIL_KILLS=10` for a longer drill. */
const MAILS = Number(process.env['MANYI_MAILS'] ?? 2000)
const KILLS = Number(process.env['MANYI_MAIL_KILLS'] ?? 5)

describe('queued invitations', () => {
  let folder: string
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let env: Record<string, string>
  let inbox: Inbox
  let server: ServerProcess

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'manyi-mail-kills-'))
    inbox = await openInbox()
    database = await createTestDatabase(inject('postgresUrl'))
    env = {
      DATABASE_URL: database.url,
      MANYI_DATA: folder,
      PORT: String(await findFreePort()),
      SMTP_URL: inbox.url,
      MAIL_FROM: 'quality@example.org',
    }
    server = await startServer(env)
  })
  afterEach(async () => {
    expect(await server.stop()).toBe(0)
    await inbox.close()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })

  it('are never sent twice and never lost sight of, whenever their sender is killed', {
    timeout: 600_000,
  }, async () => {
    const { mailing, addresses, made } = await queue(MAILS)

    for (let kill = 1; kill <= KILLS; kill++) {
      // Each time with a further share of the messages gone, and in the middle of others.
      const share = (MAILS * kill) / (KILLS + 1)
      while (inbox.raw.length < share) await pause(5)
      await pause(50 * Math.random())
      await server.kill()
      server = await startServer(env)
    }
    const { id } = made.mailing
    while ((await mailing.read(id)).state !== 'done') await pause(250)

    const counts = inbox.counts()
    const { invitations } = await mailing.read(id)
    const uncertain = new Set(await mailing.addressesOf('uncertain'))
    const missing = addresses.filter((address) => !counts.has(address))
    process.stdout.write(
      `${MAILS} invitations, ${KILLS} kills: ${counts.size} arrived, ${uncertain.size} uncertain, ${missing.length} of them did not arrive\n`,
    )
    expect([...counts.values()].filter((times) => times !== 1)).toEqual([])
    expect([...counts.keys()].every((address) => addresses.includes(address))).toBe(true)
    expect({ ...invitations, sent: 0, uncertain: 0 }).toEqual({
      ...{ queued: 0, sent: 0, uncertain: 0, bounced: 0, failed: 0, cancelled: 0 },
    })
    expect(invitations.sent + invitations.uncertain).toBe(MAILS)
    // What did not arrive is named to the designer, who decides; a kill leaves no more in doubt than there are connections.
    expect(missing.filter((address) => !uncertain.has(address))).toEqual([])
    expect(uncertain.size).toBeLessThanOrEqual(5 * KILLS)
    await mailing.close()
  })

  it('leave no doubt when their sender is asked to stop', { timeout: 300_000 }, async () => {
    const { mailing, addresses, made } = await queue(600)
    for (const share of [150, 300, 450]) {
      while (inbox.raw.length < share) await pause(5)
      expect(await server.stop()).toBe(0)
      server = await startServer(env)
    }
    while ((await mailing.read(made.mailing.id)).state !== 'done') await pause(250)
    expect(addresses.map((address) => inbox.counts().get(address))).toEqual(addresses.map(() => 1))
    expect((await mailing.read(made.mailing.id)).invitations).toMatchObject({ sent: 600, uncertain: 0 })
    await mailing.close()
  })

  async function queue(many: number) {
    const { sessionSecret } = await keepSecrets(folder)
    const mailing = await makeMailing(database.url, server.url, sessionSecret)
    const addresses = await mailing.addContacts(many)
    const made = await mailing.send()
    expect(made.count.invitable).toBe(many)
    return { mailing, addresses, made }
  }
})
