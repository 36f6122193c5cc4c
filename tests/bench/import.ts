import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import writeXlsxFile from 'write-excel-file/node'
import type { Import, InterviewUpload } from '../../api/contract/import.ts'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { submission } from '../submission.ts'

const CSV_ROWS = 150_000
const XLSX_ROWS = 50_000
const COLUMNS = Object.keys(submission().answers)
const MIB = 1024 * 1024

/** A file of interviews from upload to last row: how long, how much memory, and how long anybody else had to wait. */
export async function benchImport(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-bench-'))
  const postgres = await openEmbeddedServer(folder, 'bench', () => undefined)
  try {
    print('', 'MiB', 'upload s', 'import s', 'CPU s', 'peak RSS MiB', 'longest wait ms', 'p99 ms')
    for (const [what, rows, make] of [
      [`CSV, ${CSV_ROWS} rows`, CSV_ROWS, csvOf],
      [`XLSX, ${XLSX_ROWS} rows`, XLSX_ROWS, xlsxOf],
    ] as const) {
      const server = startServer(postgres.url, folder)
      try {
        const file = await make(rows)
        const figures = await measure(server, postgres.url, { name: what, file, rows })
        print(what, ...figures)
      } finally {
        server.kill('SIGTERM')
        await new Promise((done) => server.once('exit', done))
      }
    }
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const cellsOf = (row: number) => COLUMNS.map((_, column) => ((row * 7 + column * (row % 11)) % 10) + 1)

async function csvOf(rows: number): Promise<Buffer> {
  const lines = Array.from({ length: rows }, (_, row) => [row, ...cellsOf(row)].join(','))
  return Buffer.from(`id,${COLUMNS.join(',')}\n${lines.join('\n')}\n`)
}

async function xlsxOf(rows: number): Promise<Buffer> {
  const header = ['id', ...COLUMNS].map((value) => ({ value, type: String }))
  const body = Array.from({ length: rows }, (_, row) =>
    [row, ...cellsOf(row)].map((value) => ({ value, type: Number })),
  )
  return writeXlsxFile([header, ...body]).toBuffer()
}

async function measure(
  server: ChildProcess,
  databaseUrl: string,
  { name, file, rows }: { name: string; file: Buffer; rows: number },
): Promise<(number | string)[]> {
  const url = await new Promise<string>((done) =>
    server.stdout?.once('data', (chunk: Buffer) => done(chunk.toString().trim())),
  )
  const { waveId, brandId, account } = await makeFieldwork(databaseUrl, url)
  const cookie = await signIn(url, account)
  const headers = { cookie, origin: url }
  const ask = async <T>(
    method: string,
    path: string,
    body?: BodyInit,
    type = 'application/json',
  ): Promise<T> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const waits = watch(url)
  const begun = performance.now()
  const upload = await ask<InterviewUpload>(
    'POST',
    `/api/waves/${waveId}/uploads?fileName=${encodeURIComponent(name)}`,
    new Uint8Array(file),
    'application/octet-stream',
  )
  const uploaded = performance.now()
  let made = await ask<Import>(
    'POST',
    `/api/waves/${waveId}/imports`,
    JSON.stringify({ uploadId: upload.id, brandId }),
  )
  while (made.state === 'queued' || made.state === 'running') {
    await pause(200)
    made = await ask<Import>('GET', `/api/imports/${made.id}`)
  }
  const ended = performance.now()
  const times = await waits.stop()
  if (made.state !== 'done' || made.added !== rows) throw new Error(`not imported: ${JSON.stringify(made)}`)
  const seconds = (ended - uploaded) / 1000
  return [
    (file.length / MIB).toFixed(1),
    ((uploaded - begun) / 1000).toFixed(1),
    seconds.toFixed(1),
    (await processorSeconds(server.pid ?? 0)).toFixed(1),
    Math.round((await peakMemory(server.pid ?? 0)) / MIB),
    (times.at(-1) ?? 0).toFixed(0),
    (times[Math.floor(times.length * 0.99)] ?? 0).toFixed(0),
  ]
}

/** Asks for something that costs nothing, again and again: how long it waits is how long the process was not free. */
function watch(url: string) {
  const times: number[] = []
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const sent = performance.now()
      await (await fetch(`${url}/healthz`)).text()
      times.push(performance.now() - sent)
      await pause(5)
    }
  })()
  return {
    async stop() {
      isOver = true
      await asking
      return times.sort((a, b) => a - b)
    },
  }
}

async function signIn(url: string, account: { email: string; password: string }): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(account),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

function startServer(databaseUrl: string, folder: string): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL('../serve-for-tests.ts', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: databaseUrl, MANYI_LOG: 'silent', MANYI_DATA: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Of a process and its threads since it began, starting included; the database's not. */
async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) / 100
}

/** Of a process since it began, in bytes; Linux says so. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}

function print(what: string, ...cells: (string | number)[]): void {
  process.stdout.write(`${what.padEnd(20)}${cells.map((cell) => String(cell).padStart(17)).join('')}\n`)
}
