import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Running = z.object({ pid: z.number(), url: z.string() })

const fileOf = (folder: string) => join(folder, 'running.json')

/** Two servers on one data folder would fight over its PostgreSQL: the second is told where the first is. */
export async function refuseSecondServer(folder: string): Promise<void> {
  const kept = await readFile(fileOf(folder), 'utf8').catch(() => undefined)
  if (kept === undefined) return
  const running = Running.safeParse(parse(kept))
  if (!running.success || running.data.pid === process.pid || !isAlive(running.data.pid)) return
  const answers = await fetch(`${running.data.url}/healthz`, { signal: AbortSignal.timeout(1000) }).then(
    (response) => response.ok,
    () => false,
  )
  if (!answers) return
  throw new Error(
    `Manyi runs on this data already, at ${running.data.url} (process ${running.data.pid}); stop it first, or set MANYI_DATA to another folder`,
  )
}

/** A kill may have broken the note off. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whoever answers at the address need not be who wrote the note: its process must live, too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

export const noteRunning = (folder: string, url: string) =>
  writeFile(fileOf(folder), JSON.stringify({ pid: process.pid, url }))

export const noteStopped = (folder: string) => rm(fileOf(folder), { force: true })
