import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const SCRIPT = fileURLToPath(new URL('../serve-for-tests.ts', import.meta.url))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manyi-stop-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The server in a process group of its own, as a terminal starts it. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...process.env, DATABASE_URL: '', MANYI_LOG: 'silent', MANYI_DATA: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const url = new Promise<string>((done) =>
    child.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim())),
  )
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return { child, url, ended, complaint: () => complaint }
}

describe('starting and stopping', () => {
  it('Ctrl-C, sent to the whole group as a terminal does, ends server and PostgreSQL in order', async () => {
    const { child, url, ended } = start({ PORT: '0' })
    expect((await fetch(`${await url}/readyz`)).status).toBe(200)
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await ended).toBe(0)
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  it('a second server on the same data is told where the first is', async () => {
    const first = start({ PORT: '0' })
    const address = await first.url
    const second = start({ PORT: '0' })
    expect(await second.ended).toBe(1)
    expect(second.complaint()).toContain(`Manyi runs on this data already, at ${address}`)
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
  })

  it('a port asked for by name and taken is a sentence, not another port', async () => {
    const squatter = createServer()
    await new Promise<void>((done) => squatter.listen(0, '127.0.0.1', done))
    const address = squatter.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const server = start({ PORT: String(port) })
    expect(await server.ended).toBe(1)
    expect(server.complaint()).toContain(`port ${port} is taken`)
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
    await new Promise((done) => squatter.close(done))
  })
})
