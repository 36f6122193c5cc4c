import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('./serve-for-tests.ts', import.meta.url))

export interface ServerProcess {
  readonly url: string
  readonly process: ChildProcess
  /** Ends it without a word of warning. */
  kill(): Promise<void>
  /** Asks it to end, and resolves with its exit code. */
  stop(): Promise<number | null>
}

/** The real server as a process of its own; resolves when it answers. */
export async function startServer(env: Record<string, string>, args: string[] = []): Promise<ServerProcess> {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...process.env, DATABASE_URL: '', MANYI_LOG: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  const url = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim()))
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${complaints}`)))
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return {
    url,
    process: child,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Of those that no system gives away by itself, so that it is still free when a server is killed and started anew. */
export async function findFreePort(): Promise<number> {
  const port = 20_000 + Math.floor(12_000 * Math.random())
  const isFree = await new Promise<boolean>((done) => {
    const probe = createServer().once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
  return isFree ? port : findFreePort()
}
