import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { uuidv7 } from '../../api/ids.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { openLine } from '../http-line.ts'
import { submission } from '../submission.ts'

const SECONDS = 8

interface Load {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly errors: number
}

/** Accepted, validated, durable answers per second against bare single-row inserts into the same server. */
export async function benchIngest(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-bench-'))
  const postgres = await openEmbeddedServer(folder, 'bench', () => undefined)
  const server = spawn(process.execPath, [fileURLToPath(new URL('../serve-for-tests.ts', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: postgres.url, MANYI_LOG: 'silent', MANYI_DATA: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await firstLine(server.stdout)
    const { path } = await makeFieldwork(postgres.url, url)
    print('', 'per second', 'p50 ms', 'p99 ms', 'errors')
    // One of each first, so that neither meets a cold server.
    await offer(url, path, 32, 1)
    const bare = await bareInserts(postgres.url, 32)
    print('bare single-row INSERTs, 32 connections', bare)
    const answers = await offer(url, path, 32)
    print('answers over HTTP, 32 connections', answers)
    const bareAgain = await bareInserts(postgres.url, 32)
    print('bare single-row INSERTs, again', bareAgain)
    const many = await offer(url, path, 500)
    print('answers over HTTP, 500 connections', many)
    const reference = (bare.perSecond + bareAgain.perSecond) / 2
    process.stdout.write(
      `\nanswers / bare inserts at  32 connections: ${(answers.perSecond / reference).toFixed(2)}\n`,
    )
    process.stdout.write(
      `answers / bare inserts at 500 connections: ${(many.perSecond / reference).toFixed(2)}\n`,
    )
  } finally {
    server.kill('SIGTERM')
    await new Promise((done) => server.once('exit', done))
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function bareInserts(url: string, connections: number): Promise<Load> {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  await pool.query(`create table if not exists bare (id uuid primary key, answers jsonb not null,
    scores jsonb not null, received_at timestamptz not null default now())`)
  const load = await repeat(connections, SECONDS, async () => {
    const { id, answers } = submission()
    await pool.query('insert into bare (id, answers, scores) values ($1, $2, $3)', [
      id,
      JSON.stringify(answers),
      JSON.stringify(Object.values(answers)),
    ])
    return true
  })
  await pool.end()
  return load
}

async function offer(url: string, path: string, connections: number, seconds = SECONDS): Promise<Load> {
  const target = new URL(path, url)
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(target)))
  const free = [...lines]
  const load = await repeat(connections, seconds, async () => {
    const line = free.pop()
    if (line === undefined) return false
    const status = await line.post(JSON.stringify(submission({}, uuidv7())))
    free.push(line)
    return status === 201
  })
  for (const line of lines) line.close()
  return load
}

async function repeat(workers: number, seconds: number, once: () => Promise<boolean>): Promise<Load> {
  const times: number[] = []
  let errors = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() - begun < seconds * 1000) {
        const sent = performance.now()
        if (await once()) times.push(performance.now() - sent)
        else errors += 1
      }
    }),
  )
  const elapsed = (performance.now() - begun) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { perSecond: times.length / elapsed, p50: at(0.5), p99: at(0.99), errors }
}

function firstLine(stream: NodeJS.ReadableStream | null): Promise<string> {
  return new Promise((done) => stream?.once('data', (chunk: Buffer) => done(chunk.toString().trim())))
}

function print(what: string, load: Load | string, ...heads: string[]): void {
  const cells =
    typeof load === 'string'
      ? [load, ...heads]
      : [Math.round(load.perSecond), load.p50.toFixed(1), load.p99.toFixed(1), load.errors]
  process.stdout.write(`${what.padEnd(42)}${cells.map((cell) => String(cell).padStart(12)).join('')}\n`)
}
