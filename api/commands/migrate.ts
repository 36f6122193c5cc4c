import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { openInstallation } from '../open-installation.ts'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

/** Brings the database up to date. Safe to run twice, also at once. */
export async function migrateCommand(): Promise<number> {
  try {
    const installation = await openInstallation(readConfig(process.env), {
      say,
      log: createLog('warn'),
      owner: false,
    })
    await installation.close()
    say('The database is up to date.')
    return 0
  } catch (error) {
    process.stderr.write(`migrate: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}
