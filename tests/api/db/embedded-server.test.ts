import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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
