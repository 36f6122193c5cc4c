import { createAccounts } from '../accounts.ts'
import { readConfig } from '../config.ts'
import { findOldestOrganisation } from '../db/accounts.ts'
import { createLog } from '../log.ts'
import { openInstallation } from '../open-installation.ts'
import { createDemoOwner, loadDemo, takeDemoProgram } from '../services/load-demo.ts'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

/** Loads the demo into the oldest organisation; on an empty installation it makes an account and says its password. */
export async function demoCommand(): Promise<number> {
  try {
    const config = readConfig(process.env)
    const installation = await openInstallation(config, { say, log: createLog('warn'), owner: false })
    const { databases, secret } = installation
    try {
      let organisationId = await findOldestOrganisation(databases.system)
      if (organisationId === undefined) {
        const accounts = createAccounts(databases.system, {
          secret,
          publicUrl: `http://127.0.0.1:${config.port}`,
        })
        const made = await createDemoOwner(databases, accounts)
        organisationId = made.organisationId
        say(`Demo account: ${made.account.email}, password ${made.account.password}`)
      }
      const programId = await takeDemoProgram(databases.app, organisationId)
      await loadDemo(databases.app, organisationId, programId, showProgress)
      say('\nThe demo program "Mobile operators" is loaded. Start Manyi with: npm start')
      return 0
    } finally {
      await installation.close()
    }
  } catch (error) {
    process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

const showProgress = (loaded: number, total: number) =>
  process.stdout.write(`\rLoading respondents: ${loaded} of ${total}`)
