import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { ContactPage } from '../../api/contract/contact.ts'
import type { ContactImport, ContactImportPreview } from '../../api/contract/contact-import.ts'
import { openEmbeddedServer } from '../../api/db/embedded-server.ts'
import { startServer } from '../server-process.ts'

const ROWS = 100_000
const MOST_SECONDS = 60
const MOST_MIB = 300

/**
 * 100,000 contacts through the API of a real server, worker inside: seconds from the first byte to the last row, and
 * the most memory its process ever held; then what people do with them.
 */
export async function benchContacts(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manyi-bench-'))
  const postgres = await openEmbeddedServer(folder, 'bench', () => undefined)
  const server = await startServer({ DATABASE_URL: postgres.url, MANYI_DATA: folder, PORT: '0' })
  try {
    const ask = await setUp(server.url)
    const file = Buffer.from(contacts(ROWS))
    const pid = server.process.pid ?? 0
    print('server process before', `${await peakMiB(pid)} MiB at most`)

    const idle = await processorSeconds(pid)
    const begun = performance.now()
    const preview = await ask<ContactImportPreview>('POST', '/api/contacts/imports?fileName=bench.csv', file)
    const uploaded = performance.now()
    await ask('POST', `/api/contacts/imports/${preview.id}/start`, { batch: 'bench' })
    let told = 0
    let state = await ask<ContactImport>('GET', `/api/contacts/imports/${preview.id}`)
    const steps = new Set<number>()
    while (state.state === 'queued' || state.state === 'running') {
      await new Promise((done) => setTimeout(done, 200))
      state = await ask<ContactImport>('GET', `/api/contacts/imports/${preview.id}`)
      steps.add(state.rowsDone)
      told += 1
    }
    const ended = performance.now()
    if (state.added !== ROWS) throw new Error(`benchContacts: ${JSON.stringify(state)}`)
    const seconds = (ended - begun) / 1000
    const peak = await peakMiB(pid)
    print(
      `${ROWS} rows, ${(file.length / 1024 / 1024).toFixed(1)} MiB: upload, check, preview`,
      spent(begun, uploaded),
    )
    print(`reading them in (progress asked ${told} times, ${steps.size} different)`, spent(uploaded, ended))
    print('in all', `${seconds.toFixed(1)} s, promised ${MOST_SECONDS}`)
    print('server process, most memory ever', `${peak} MiB, promised ${MOST_MIB}`)
    print('server process, seconds of processor', `${((await processorSeconds(pid)) - idle).toFixed(1)} s`)

    const again = await ask<ContactImportPreview>('POST', '/api/contacts/imports?fileName=2.csv', file)
    await ask('POST', `/api/contacts/imports/${again.id}/start`, {})
    const second = performance.now()
    for (;;) {
      const { state, unchanged, rowsDone } = await ask<ContactImport>(
        'GET',
        `/api/contacts/imports/${again.id}`,
      )
      if (state === 'done') {
        print(`the same file again: ${unchanged} of ${rowsDone} unchanged`, spent(second, performance.now()))
        break
      }
      await new Promise((done) => setTimeout(done, 200))
    }

    await settle(postgres.url)
    for (const query of [
      'search=',
      'search=weber',
      'search=nobody-like-this',
      'search=c-099999',
      'search=%E7%8E%8B',
      'attribute=region&value=north',
      'state=reachable&search=99@',
    ]) {
      const asked = performance.now()
      const page = await ask<ContactPage>('GET', `/api/contacts?${query}`)
      print(
        `GET /api/contacts?${decodeURIComponent(query)} (${page.total} found)`,
        spent(asked, performance.now()),
      )
    }
    for (const path of ['/api/contacts/summary', '/api/contacts/duplicates', '/api/contacts/export.csv']) {
      const asked = performance.now()
      await ask('GET', path)
      print(`GET ${path}`, spent(asked, performance.now()))
    }
    const [one] = (await ask<ContactPage>('GET', '/api/contacts?search=c-050000')).contacts
    const erasing = performance.now()
    await ask('POST', `/api/contacts/${one?.id}/erase`, { responses: 'delete' })
    print('erasing one of them', spent(erasing, performance.now()))
    print('server process, most memory at the end', `${await peakMiB(pid)} MiB`)
    if (seconds > MOST_SECONDS || peak > MOST_MIB) process.exitCode = 1
  } finally {
    await server.stop()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What PostgreSQL does by itself within a minute of so many new rows. */
async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze contact')
  await client.end()
}

/** The first account of a new installation, and what it asks. */
async function setUp(url: string) {
  const signed = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      name: 'Bench',
      email: 'bench@example.org',
      password: 'a-long-enough-password',
      organisation: 'Bench',
    }),
  })
  const cookie = signed.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return async <T = unknown>(method: string, path: string, body?: Buffer | object): Promise<T> => {
    const isFile = Buffer.isBuffer(body)
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        cookie,
        origin: url,
        ...(body === undefined
          ? {}
          : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`)
    return (answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as T
  }
}

const SURNAMES = ['王', '李', '张', '刘', '陈', 'Weber', 'Smith', 'García', 'Nguyễn', 'Okafor']
const GIVEN = ['伟', '芳', '娜', '静', 'Anna', 'John', 'Maria', 'Linh', 'Chidi', 'Lars']

/** Every row another person with all of the usual columns. */
function contacts(rows: number): string {
  const lines = ['customer number,name,email,phone,language,consent,region,city']
  for (let i = 0; i < rows; i++) {
    const number = String(i).padStart(6, '0')
    const name = `${SURNAMES[i % 10]} ${GIVEN[Math.floor(i / 10) % 10]}`
    const region = i % 2 === 0 ? 'north' : 'south'
    lines.push(
      `C-${number},${name},person${number}@mail${i % 7}.example.org,+8613${String(800_000_000 + i)},zh-CN,yes,${region},"City ${i % 300}"`,
    )
  }
  return `${lines.join('\n')}\n`
}

/** The most memory a process ever held, as the kernel counts it. */
async function peakMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024)
}

/** In user and system mode, all threads together; a hundred ticks a second. */
async function processorSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ')
  return Math.round((Number(fields[11]) + Number(fields[12])) / 10) / 10
}

const spent = (from: number, to: number) => `${((to - from) / 1000).toFixed(2)} s`

function print(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(70)}${figure.padStart(28)}\n`)
}
