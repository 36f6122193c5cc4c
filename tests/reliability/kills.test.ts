import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { keepSecrets } from '../../api/secrets.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { findFreePort, type ServerProcess, startServer } from '../server-process.ts'
import { type Load, startRespondents } from './respondents.ts'

/** In all, half of the server and half of PostgreSQL; `MANYI_KILLS=200 npm test` for a longer drill. */
const KILLS = Math.max(20, Number(process.env['MANYI_KILLS'] ?? 20))
const RESPONDENTS = 16
const TIMEOUT = 60_000 + KILLS * 10_000

describe('an acknowledged response is never lost and never doubled', () => {
  let folder: string
  let env: Record<string, string>
  let server: ServerProcess

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'manyi-kills-'))
    env = { MANYI_DATA: folder, PORT: String(await findFreePort()) }
    server = await startServer(env)
  })
  afterEach(async () => {
    expect(await server.stop()).toBe(0)
    await rm(folder, { recursive: true, force: true })
  })

  it('whenever the server is killed', { timeout: TIMEOUT }, async () => {
    const load = await beginLoad()
    for (let kill = 0; kill < KILLS / 2; kill++) {
      await pause(150 + 350 * Math.random())
      await server.kill()
      server = await startServer(env)
    }
    await expectAllThere(load)
  })

  it('whenever PostgreSQL is killed', { timeout: TIMEOUT }, async () => {
    const load = await beginLoad()
    let killed = 0
    for (let kill = 0; kill < KILLS / 2; kill++) {
      killed = await otherPostmaster(killed)
      await untilAnswers(load)
      await pause(150 + 350 * Math.random())
      process.kill(killed, 'SIGKILL')
    }
    await expectAllThere(load)
  })

  /** The process to kill next: the server must have put another one in the place of the last. */
  async function otherPostmaster(last: number): Promise<number> {
    for (;;) {
      const file = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
      const pid = Number(file.split('\n')[0])
      if (pid > 0 && pid !== last) return pid
      await pause(50)
    }
  }

  async function beginLoad(): Promise<Load> {
    const { path } = await makeFieldwork(await databaseUrl(), server.url)
    return startRespondents(`${server.url}${path}`, RESPONDENTS)
  }

  /** Waits until one more answer has been acknowledged: the server is back. */
  async function untilAnswers({ acknowledged }: Load): Promise<void> {
    const before = acknowledged.size
    while (acknowledged.size === before) await pause(20)
  }

  async function databaseUrl(): Promise<string> {
    const { databasePassword } = await keepSecrets(folder)
    return (await openEmbeddedServer(folder, databasePassword, () => undefined)).url
  }

  async function expectAllThere(load: Load): Promise<void> {
    await load.finish()
    expect(load.surprises).toEqual([])
    expect(load.acknowledged.size).toBeGreaterThan(KILLS)
    const client = new pg.Client({ connectionString: await databaseUrl() })
    await client.connect()
    const idsIn = async (table: string, id: string) =>
      (await client.query<{ id: string }>(`select ${id} as id from ${table} order by 1`)).rows.map(
        (row) => row.id,
      )
    const sent = [...load.sent].sort()
    expect([...load.acknowledged].sort()).toEqual(sent)
    expect(await idsIn('response', 'id')).toEqual(sent)
    expect(await idsIn('observation', 'response_id')).toEqual(sent)
    await client.end()
  }
})
