import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const WEB_FOLDER = join(ROOT, 'dist')

/** Builds the web pages when there are none, or when a source is newer than they are. */
export async function buildWebWhenStale(say: (sentence: string) => void): Promise<void> {
  const built = await modified(join(WEB_FOLDER, 'index.html'))
  const sources = await Promise.all(
    ['web', 'package-lock.json', 'vite.config.ts'].map((name) => newest(join(ROOT, name))),
  )
  if (built !== undefined && built >= Math.max(...sources)) return
  say('Building the web pages (some seconds, once) …')
  const begun = performance.now()
  await build()
  say(`Built in ${((performance.now() - begun) / 1000).toFixed(1)} s.`)
}

function build(): Promise<void> {
  const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url))
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('error', fail)
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`the web pages could not be built (${code})`)),
    )
  })
}

const modified = (path: string) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )

async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const entries = await readdir(path)
  return Math.max(found.mtimeMs, ...(await Promise.all(entries.map((entry) => newest(join(path, entry))))))
}
