import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Module, NewProgram } from '../../api/contract/program.ts'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { uuidv7 } from '../../api/ids.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { compileResponse } from '../../stats/coding/code-loop.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { openLine } from '../http-line.ts'

const SECONDS = 8
/** Not counted: hundreds of connections that all send in the same moment, and a server that has not met them yet. */
const RUN_IN_SECONDS = 1
/** Respondents made beforehand, so that the load generator does not compete with the server for the processor. */
const RESPONDENTS = 400

interface Load {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly errors: number
}

const module = (name: string): Module => ({
  instrument: { name, version: 1 },
  parameters: {},
  asked: 'always',
  weight: 1,
})

const FORMS: readonly { readonly name: string; readonly design: Partial<NewProgram> }[] = [
  { name: 'ECSI', design: { attributes: [] } },
  {
    name: 'ECSI + SERVPERF + loyalty',
    design: { attributes: [], modules: ['ecsi-mobile', 'servperf', 'loyalty'].map(module) },
  },
]

/** Accepted, validated, durable answers per second against bare single-row inserts of the same answers. */
export async function benchIngest(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-bench-'))
  const postgres = await openEmbeddedServer(folder, 'bench', () => undefined)
  const server = spawn(process.execPath, [fileURLToPath(new URL('../serve-for-tests.ts', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: postgres.url, MANYI_LOG: 'silent', MANYI_DATA: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await firstLine(server.stdout)
    for (const { name, design } of FORMS) {
      const { path, codeBook } = await makeFieldwork(postgres.url, url, design)
      const bodies = respondents(codeBook)
      process.stdout.write(`\n${name}, ${codeBook.fields.length} items\n`)
      printValidation(codeBook, bodies)
      await benchForm({ databaseUrl: postgres.url, url, path, bodies })
    }
  } finally {
    server.kill('SIGTERM')
    await new Promise((done) => server.once('exit', done))
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

interface FormBench {
  readonly databaseUrl: string
  readonly url: string
  readonly path: string
  readonly bodies: readonly string[]
}

async function benchForm({ databaseUrl, url, path, bodies }: FormBench): Promise<void> {
  print('', 'per second', 'p50 ms', 'p99 ms', 'errors')
  // Both a while first, so that neither meets a cold server.
  await offer(new URL(path, url), bodies, 32, 2)
  await bareInserts(databaseUrl, bodies, 32, 1)
  await settle(databaseUrl)
  const bare = await bareInserts(databaseUrl, bodies, 32)
  print('bare single-row INSERTs, 32 connections', bare)
  await settle(databaseUrl)
  const answers = await offer(new URL(path, url), bodies, 32)
  print('answers over HTTP, 32 connections', answers)
  await settle(databaseUrl)
  const bareAgain = await bareInserts(databaseUrl, bodies, 32)
  print('bare single-row INSERTs, again', bareAgain)
  await settle(databaseUrl)
  const many = await offer(new URL(path, url), bodies, 500)
  print('answers over HTTP, 500 connections', many)
  const reference = (bare.perSecond + bareAgain.perSecond) / 2
  for (const [connections, load] of [
    ['32', answers],
    ['500', many],
  ] as const) {
    const ratio = (load.perSecond / reference).toFixed(2)
    process.stdout.write(`answers / bare inserts at ${connections.padStart(3)} connections: ${ratio}\n`)
  }
}

/** Every load owes the disk its own writing only: Linux keeps what the one before left for half a minute, then stops for it. */
async function settle(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('checkpoint')
  await client.end()
}

/** JSON bodies but for the id, which every request has of its own. */
function respondents({ fields }: CodeBook): string[] {
  return Array.from({ length: RESPONDENTS }, (_, seed) =>
    JSON.stringify(simulateRespondent(fields, { seed })),
  )
}

/** What coding one response costs, the strict validator compiled once. */
function printValidation(book: CodeBook, bodies: readonly string[]): void {
  const code = compileResponse(book)
  const parsed = bodies.map((body): unknown => JSON.parse(body))
  for (const answers of parsed) code(answers)
  const times = Array.from({ length: 10 }, () =>
    parsed.map((answers) => {
      const begun = performance.now()
      if (!code(answers).ok) throw new Error('benchIngest: a simulated respondent was refused')
      return performance.now() - begun
    }),
  )
    .flat()
    .toSorted((a, b) => a - b)
  const p99 = times[Math.floor(times.length * 0.99)] ?? 0
  process.stdout.write(`validation and coding of one response: p99 ${p99.toFixed(3)} ms\n`)
}

async function bareInserts(
  databaseUrl: string,
  bodies: readonly string[],
  connections: number,
  seconds = SECONDS,
): Promise<Load> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections })
  await pool.query(`create table if not exists bare (id uuid primary key, answers jsonb not null,
    scores jsonb not null, received_at timestamptz not null default now())`)
  const scores = bodies.map((body) => JSON.stringify(Object.values(JSON.parse(body) as object)))
  let sent = 0
  const load = await repeat(connections, seconds, async () => {
    const which = sent++ % bodies.length
    await pool.query('insert into bare (id, answers, scores) values ($1, $2, $3)', [
      uuidv7(),
      bodies[which],
      scores[which],
    ])
    return true
  })
  await pool.end()
  return load
}

async function offer(
  target: URL,
  bodies: readonly string[],
  connections: number,
  seconds = SECONDS,
): Promise<Load> {
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(target)))
  const free = [...lines]
  let sent = 0
  const load = await repeat(connections, seconds, async () => {
    const line = free.pop()
    if (line === undefined) return false
    const answers = bodies[sent++ % bodies.length]
    const status = await line.post(`{"id":"${uuidv7()}","language":"en","answers":${answers}}`)
    free.push(line)
    return status === 201
  })
  for (const line of lines) line.close()
  return load
}

async function repeat(workers: number, seconds: number, once: () => Promise<boolean>): Promise<Load> {
  const times: number[] = []
  let errors = 0
  const begun = performance.now() + RUN_IN_SECONDS * 1000
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() - begun < seconds * 1000) {
        const sent = performance.now()
        if (!(await once())) errors += 1
        else if (sent >= begun) times.push(performance.now() - sent)
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
