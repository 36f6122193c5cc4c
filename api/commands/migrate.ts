import { createLog } from '../log.ts'
import { openInstallation } from '../open-installation.ts'
import { runCommand, say } from '../run-program.ts'

/** Brings the database up to date. Safe to run twice, also at once. */
export const migrateCommand = () =>
  runCommand('migrate', async (config) => {
    const installation = await openInstallation(config, { say, log: createLog('warn'), owner: false })
    await installation.close()
    say('The database is up to date.')
  })
