import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

const pidFile = (data: string) => join(data, 'postmaster.pid')

/** The port of the server that runs on this folder, from its pid file (line 1 pid, line 4 port). */
export async function findRunningPort(data: string): Promise<number | undefined> {
  try {
    const lines = (await readFile(pidFile(data), 'utf8')).split('\n')
    process.kill(Number(lines[0]), 0)
    const port = Number(lines[3])
    return port > 0 && (await mayBePostgres(Number(lines[0]))) ? port : undefined
  } catch {
    return undefined
  }
}

/** PostgreSQL believes the number while anything runs under it, and would not start. */
export async function removeStalePidFile(data: string): Promise<void> {
  const pid = Number((await readFile(pidFile(data), 'utf8').catch(() => '')).split('\n')[0])
  if (pid > 0 && !(await mayBePostgres(pid))) await rm(pidFile(data), { force: true })
}

/** After a kill, or in a container that began anew, the number may be another program's, or a dead child's. */
async function mayBePostgres(pid: number): Promise<boolean> {
  // Only Linux tells: "17 (postgres) S …"; Z is dead and not yet taken note of.
  const told = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return told === undefined || /^\d+ \(postgres\) [^ZX]/.test(told)
}
