import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Import, InterviewUpload } from '../../api/contract/import.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { keepSecrets } from '../../api/secrets.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { findFreePort, type ServerProcess, startServer } from '../server-process.ts'
import { submission } from '../submission.ts'

const ROWS = 30_000
const KILLS = 1
const ITEMS = Object.keys(submission().answers)

let folder: string
let env: Record<string, string>
let server: ServerProcess

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manyi-import-kills-'))
  env = { MANYI_DATA: folder, PORT: String(await findFreePort()) }
  server = await startServer(env)
})
afterEach(async () => {
  expect(await server.stop()).toBe(0)
  await rm(folder, { recursive: true, force: true })
})

it('a file of interviews is taken whole and once, whenever the server is killed', {
  timeout: 240_000,
}, async () => {
  const { databasePassword } = await keepSecrets(folder)
  const { url: databaseUrl } = await openEmbeddedServer(folder, databasePassword, () => undefined)
  const { waveId, brandId, account } = await makeFieldwork(databaseUrl, server.url)
  const ask = await signIn(server.url, account)
  const lines = Array.from({ length: ROWS }, (_, i) =>
    ITEMS.map((_, at) => ((i + at * (i % 7)) % 10) + 1).join(),
  )
  const upload = await ask<InterviewUpload>(
    'POST',
    `/api/waves/${waveId}/uploads?fileName=a.csv`,
    new Blob([`${ITEMS.join()}\n${lines.join('\n')}\n`]),
  )
  const body = JSON.stringify({ uploadId: upload.id, brandId })
  const { id } = await ask<Import>('POST', `/api/waves/${waveId}/imports`, body)

  const until = async (isReached: (now: Import) => boolean): Promise<Import> => {
    for (;;) {
      const now = await ask<Import>('GET', `/api/imports/${id}`)
      if (isReached(now)) return now
      await pause(50)
    }
  }
  let reached = 0
  for (let kill = 1; kill <= KILLS; kill++) {
    // Early: what is left takes far longer than the question how far it is.
    const before = await until(({ rowsDone }) => rowsDone >= (kill * ROWS) / (KILLS + 9))
    expect(before.state).toBe('running')
    reached = before.rowsDone
    await server.kill()
    server = await startServer(env)
    // What was said to be done is done.
    expect((await ask<Import>('GET', `/api/imports/${id}`)).rowsDone).toBeGreaterThanOrEqual(reached)
  }
  const ended = await until(({ state }) => state !== 'queued' && state !== 'running')
  expect(ended).toMatchObject({
    state: 'done',
    rows: ROWS,
    rowsDone: ROWS,
    added: ROWS,
    known: 0,
    rejectedRows: 0,
  })
  expect((await ask<Wave>('GET', `/api/waves/${waveId}`)).responses).toBe(ROWS)
})

async function signIn(url: string, account: { email: string; password: string }) {
  const headers = { origin: url, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify(account),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
  return async <T>(method: string, path: string, body?: Blob | string): Promise<T> => {
    const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
    const sent = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, cookie, 'content-type': type },
      ...(body === undefined ? {} : { body }),
    })
    if (!sent.ok) throw new Error(`${path} answered ${sent.status}: ${await sent.text()}`)
    return (await sent.json()) as T
  }
}
