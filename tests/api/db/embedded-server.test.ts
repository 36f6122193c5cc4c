import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { memoryOfMachine, sharedBuffers } from '../../../api/db/embedded-memory.ts'
import { openEmbeddedServer } from '../../../api/db/embedded-server.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manyi-embedded-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true }))

const open = () => openEmbeddedServer(folder, 'a-password', () => undefined)

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select 1 as one')
  await client.end()
  return rows[0].one === 1
}

it('two commands at once on an empty folder share one server', async () => {
  const begun = await Promise.allSettled([open(), open()])
  const both = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  try {
    expect(begun.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(new Set(both.map(({ url }) => url)).size).toBe(1)
    expect(both.filter(({ started }) => started)).toHaveLength(1)
    expect(await Promise.all(both.map(({ url }) => answers(url)))).toEqual([true, true])
  } finally {
    await both[0]?.stop()
  }
})

it('a pid file left by a kill is not believed when its number belongs to another program now', async () => {
  const file = join(folder, 'postgres', 'postmaster.pid')
  await (await open()).stop()
  // Nobody listens on port 1; the number is this test's own.
  await writeFile(file, `${process.pid}\n${join(folder, 'postgres')}\n0\n1\n\n127.0.0.1\n\n`)
  const server = await open()
  try {
    expect(server.started).toBe(true)
    expect(Number((await readFile(file, 'utf8')).split('\n')[0])).not.toBe(process.pid)
    expect(await answers(server.url)).toBe(true)
  } finally {
    await server.stop()
  }
})

it('takes its share of the memory, listens on this machine alone and keeps every commit', async () => {
  const server = await open()
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    const { rows } = await client.query(`select name, setting from pg_settings
      where name in ('shared_buffers', 'listen_addresses', 'fsync', 'synchronous_commit', 'max_connections')`)
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      // In pages of 8 KiB.
      shared_buffers: String(sharedBuffers(memoryOfMachine()) * 128),
      listen_addresses: '127.0.0.1',
      fsync: 'on',
      synchronous_commit: 'on',
      max_connections: '100',
    })
  } finally {
    await client.end()
    await server.stop()
  }
})

const listening = (port: number) =>
  new Promise<Server>((done, fail) => {
    const server = createServer().once('error', fail)
    server.listen(port, '127.0.0.1', () => done(server))
  })
const closed = (server: Server) => new Promise<void>((done) => server.close(() => done()))
const portOf = (server: Server) => (server.address() as { port: number }).port

async function freePort(): Promise<number> {
  const probe = await listening(0)
  const port = portOf(probe)
  await closed(probe)
  return port
}

it('two in two folders that start in the same moment have a port each', async () => {
  const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'manyi-embedded-'))))
  const firstChoicePort = await freePort()
  const openIn = (folder: string) =>
    openEmbeddedServer(folder, 'a-password', () => undefined, { firstChoicePort })
  try {
    // Made before, so that nothing but the start is left to do.
    for (const folder of folders) {
      await chmod(folder, 0o755)
      await (await openIn(folder)).stop()
    }
    const begun = await Promise.allSettled(folders.map(openIn))
    const both = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    try {
      expect(begun.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      expect(new Set(both.map(({ port }) => port)).size).toBe(2)
      expect(both.map(({ started }) => started)).toEqual([true, true])
      expect(await Promise.all(both.map(({ url }) => answers(url)))).toEqual([true, true])
    } finally {
      await Promise.all(both.map((server) => server.stop()))
    }
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true })
  }
})

it('a port taken between looking and starting is left to whoever took it, with a sentence', async () => {
  const firstChoicePort = await freePort()
  const said: string[] = []
  let thief: Promise<Server> | undefined
  const say = (sentence: string) => {
    said.push(sentence)
    if (sentence.startsWith('Starting')) thief ??= listening(firstChoicePort)
  }
  const server = await openEmbeddedServer(folder, 'a-password', say, { firstChoicePort })
  try {
    expect(server.port).not.toBe(firstChoicePort)
    expect(await answers(server.url)).toBe(true)
    expect(said).toContain(
      `Port ${firstChoicePort} was taken in this very moment; the embedded PostgreSQL looks for another.`,
    )
  } finally {
    await server.stop()
    if (thief !== undefined) await closed(await thief)
  }
})
