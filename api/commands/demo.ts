import { createAccounts } from '../accounts.ts'
import type { Config } from '../config.ts'
import { findOldestOrganisation } from '../db/accounts.ts'
import { createLog } from '../log.ts'
import { type Installation, openInstallation } from '../open-installation.ts'
import { runCommand, say } from '../run-program.ts'
import { createDemoOwner, loadDemo, takeDemoProgram } from '../services/load-demo.ts'

/** Loads the demo into the oldest organisation; on an empty installation it makes an account and says its password. */
export const demoCommand = () =>
  runCommand('demo', async (config) => {
    const installation = await openInstallation(config, { say, log: createLog('warn'), owner: false })
    try {
      const { app, system } = installation.databases
      const organisationId =
        (await findOldestOrganisation(system)) ?? (await makeDemoOwner(installation, config))
      const programId = await takeDemoProgram(app, organisationId)
      await loadDemo(app, organisationId, programId, showProgress)
      say('\nThe demo program "Mobile operators" is loaded. Start Manyi with: npm start')
    } finally {
      await installation.close()
    }
  })

async function makeDemoOwner({ databases, secret }: Installation, { port }: Config): Promise<string> {
  const accounts = createAccounts(databases.system, { secret, publicUrl: `http://127.0.0.1:${port}` })
  const { account, organisationId } = await createDemoOwner(databases, accounts)
  say(`Demo account: ${account.email}, password ${account.password}`)
  return organisationId
}

const showProgress = (loaded: number, total: number) =>
  process.stdout.write(`\rLoading respondents: ${loaded} of ${total}`)
