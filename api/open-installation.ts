import type { Config } from './config.ts'
import { type Databases, openDatabases } from './db/database.ts'
import { openEmbeddedServer } from './db/embedded-server.ts'
import { migrate } from './db/migrate.ts'
import type { Log } from './log.ts'
import { keepSecrets } from './secrets.ts'

export interface Installation {
  readonly databases: Databases
  readonly secret: string
  close(): Promise<void>
}

export interface OpenOptions {
  readonly say: (sentence: string) => void
  readonly log: Log
  /** The server owns its embedded PostgreSQL and restarts it; a command only borrows one that runs. */
  readonly owner: boolean
}

/** The database (embedded unless DATABASE_URL names one), brought up to date, and the installation's secret. */
export async function openInstallation(
  config: Config,
  { say, log, owner }: OpenOptions,
): Promise<Installation> {
  const secrets = await keepSecrets(config.dataFolder)
  const embedded =
    config.databaseUrl === undefined
      ? await openEmbeddedServer(config.dataFolder, secrets.databasePassword, say)
      : undefined
  const url = embedded?.url ?? config.databaseUrl ?? ''
  const databases = openDatabases(url, (error) => log.warn({ error: error.message }, 'idle connection lost'))
  const stopEmbedded = async () => {
    if (embedded !== undefined && (owner || embedded.started)) await embedded.stop()
  }
  try {
    const steps = await migrate(databases.system)
    if (steps.length > 0) say(`Database brought up to date (${steps.join(', ')}).`)
  } catch (error) {
    await databases.close()
    await stopEmbedded()
    throw error
  }
  if (owner) embedded?.keepRunning()
  return {
    databases,
    secret: config.secret ?? secrets.sessionSecret,
    close: async () => {
      await databases.close()
      await stopEmbedded()
    },
  }
}
