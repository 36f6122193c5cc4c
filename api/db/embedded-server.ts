import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { type Binaries, findBinaries, postgresUser, type UnixUser } from './embedded-binaries.ts'
import { memoryOfMachine, sharedBuffers } from './embedded-memory.ts'
import { findRunningPort, removeStalePidFile } from './postmaster-pid.ts'

export interface EmbeddedServer {
  readonly url: string
  readonly port: number
  /** This process started it, rather than finding it running. */
  readonly started: boolean
  /** Watches the server and starts it again when it dies, until `stop`. */
  keepRunning(): void
  stop(): Promise<void>
}

type Say = (sentence: string) => void

const USER = 'manyi'
const DATABASE = 'manyi'
const FIRST_CHOICE_PORT = 54_320
/** How often another port is looked for when somebody took the one that was free a moment before. */
const MOST_PORTS = 5

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  // Checkpoints by the clock, not in the middle of a rush; PostgreSQL keeps far less of it when little is written.
  max_wal_size: '4GB',
}

/** MiB. Whoever needs the next file of the log fills it with zeros first, and all answers of that moment wait: 16 are long. */
const WAL_SEGMENT = 4

/**
 * A PostgreSQL of our own in `folder`, made on first use, started unless it runs already.
 * A server left behind by a process that was killed is found by its pid file and used on. `firstChoicePort` is taken
 * where it is free, any other else.
 */
export async function openEmbeddedServer(
  folder: string,
  password: string,
  say: Say,
  { firstChoicePort = FIRST_CHOICE_PORT }: { readonly firstChoicePort?: number } = {},
): Promise<EmbeddedServer> {
  const place = await preparePlace(folder, say)
  if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(place, password, say)

  const { port, started } = await startUnlessRunning(place, firstChoicePort, say)
  await ensureDatabase(port, password)

  let watch: NodeJS.Timeout | undefined
  return {
    port,
    started,
    url: urlOf(port, password, DATABASE),
    keepRunning: () => {
      let restarting = false
      watch = setInterval(async () => {
        if (restarting || (await findRunningPort(place.data)) !== undefined) return
        restarting = true
        await start(place, port, say).catch((error: Error) => say(error.message))
        restarting = false
      }, 500)
      watch.unref()
    },
    stop: async () => {
      clearInterval(watch)
      if ((await findRunningPort(place.data)) !== undefined) {
        await control(place, ['stop', '-m', 'fast', '-w', '-t', '30'])
      }
    },
  }
}

/**
 * Another command may start it at the same moment; PostgreSQL lets one of them, and the other uses that one. A server of
 * another folder may take the port at the same moment; then it is another port's turn.
 */
async function startUnlessRunning(
  place: Place,
  firstChoice: number,
  say: Say,
): Promise<{ port: number; started: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const running = await findRunningPort(place.data)
    if (running !== undefined) return { port: running, started: false }
    const port = await freePort(firstChoice, say)
    try {
      await start(place, port, say)
      return { port, started: true }
    } catch (error) {
      const other = await findRunningPort(place.data)
      if (other !== undefined) return { port: other, started: false }
      if (attempt === MOST_PORTS || (await isFree(port))) throw error
      say(`Port ${port} was taken in this very moment; the embedded PostgreSQL looks for another.`)
    }
  }
}

interface Place {
  readonly data: string
  readonly log: string
  readonly binaries: Binaries
  readonly user: UnixUser | undefined
}

async function preparePlace(folder: string, say: Say): Promise<Place> {
  const home = resolve(folder)
  const data = join(home, 'postgres')
  const binaries = await findBinaries()
  const user = await postgresUser()
  await mkdir(data, { recursive: true, mode: 0o700 })
  const log = join(home, 'postgres.log')
  await (await open(log, 'a')).close()
  if (user !== undefined) {
    await chown(data, user.uid, user.gid)
    await chown(log, user.uid, user.gid)
    await letThrough(home, say)
    await letThrough(dirname(binaries.initdb), say)
  }
  return { data, log, binaries, user }
}

/** Root's folders are often closed to others; PostgreSQL's own user must be able to pass (not to read). */
async function letThrough(folder: string, say: Say): Promise<void> {
  const { mode } = await stat(folder)
  if ((mode & 0o001) === 0) {
    say(`Letting PostgreSQL's own user pass through ${folder} (chmod o+x).`)
    await chmod(folder, (mode & 0o777) | 0o001)
  }
  if (dirname(folder) !== folder) await letThrough(dirname(folder), say)
}

/** Made beside its place and moved there whole: a kill leaves no half of it, and of two commands at once one wins. */
async function initialise(place: Place, password: string, say: Say): Promise<void> {
  say('Making the embedded PostgreSQL (first start only) …')
  const making = `${place.data}.${randomBytes(6).toString('hex')}`
  const passwordFile = `${making}.password`
  await mkdir(making, { mode: 0o700 })
  if (place.user !== undefined) await chown(making, place.user.uid, place.user.gid)
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.user !== undefined) await chown(passwordFile, place.user.uid, place.user.gid)
  try {
    await runAs(place, place.binaries.initdb, [
      `--pgdata=${making}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      `--wal-segsize=${WAL_SEGMENT}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
    ])
    await rename(making, place.data).catch((error: unknown) => {
      if (!existsSync(join(place.data, 'PG_VERSION'))) throw error
    })
  } finally {
    await rm(passwordFile, { force: true })
    await rm(making, { recursive: true, force: true })
  }
}

async function start(place: Place, port: number, say: Say): Promise<void> {
  say('Starting the embedded PostgreSQL …')
  await removeStalePidFile(place.data)
  const settings = { ...SETTINGS, shared_buffers: `${sharedBuffers(memoryOfMachine())}MB` }
  const options = [
    `-p ${port}`,
    ...Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`),
  ].join(' ')
  await control(place, ['start', '-w', '-t', '60', '-l', place.log, '-o', options])
}

const control = (place: Place, args: string[]) =>
  runAs(place, place.binaries.pgCtl, ['-D', place.data, ...args])

/** Output goes to the log file: a pipe would be inherited by the server and never close. */
async function runAs(place: Place, program: string, args: string[]): Promise<void> {
  const log = await open(place.log, 'a')
  try {
    const code = await new Promise<number | null>((done, fail) => {
      const child = spawn(program, args, {
        stdio: ['ignore', log.fd, log.fd],
        cwd: place.data,
        env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
        ...(place.user ?? {}),
      })
      child.on('error', fail)
      child.on('exit', done)
    })
    if (code !== 0) {
      throw new Error(
        `embedded PostgreSQL: ${args.includes('start') ? 'did not start' : 'failed'}; see ${place.log}`,
      )
    }
  } finally {
    await log.close()
  }
}

async function freePort(firstChoice: number, say: Say): Promise<number> {
  if (await isFree(firstChoice)) return firstChoice
  const port = await new Promise<number>((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
  say(`Port ${firstChoice} is taken; the embedded PostgreSQL uses ${port}.`)
  return port
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer().once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
}

const urlOf = (port: number, password: string, database: string) =>
  `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = await connectPatiently(urlOf(port, password, 'postgres'))
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // Another command made it a moment ago, or makes it right now.
    if (code !== '42P04' && code !== '23505') throw error
  } finally {
    await client.end()
  }
}

/** A server that recovers after a crash refuses connections for a moment. */
async function connectPatiently(url: string): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === '28P01') {
        throw new Error(
          'embedded PostgreSQL: refuses the password in secrets.json; the data folder was mixed up',
          {
            cause: error,
          },
        )
      }
      if (attempt >= 60) throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
}
