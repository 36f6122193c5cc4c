import { createAccounts } from '../accounts.ts'
import { createLog } from '../log.ts'
import { openInstallation } from '../open-installation.ts'
import { runCommand, say } from '../run-program.ts'
import { setPassword, takeAccount } from '../services/set-password.ts'
import { readPassword } from './read-password.ts'

const USAGE = `usage: npm run --silent manyi -- password EMAIL

  Sets a new password for the account with this address and ends all of its sessions. The password is asked for
  on the terminal, or read from standard input; it is never an argument, which others can see.
`

/** Lets whoever has the machine back into an account, without the old password and without mail. */
export async function passwordCommand(args: readonly string[]): Promise<number> {
  const [email] = args
  if (email === '--help') {
    process.stdout.write(USAGE)
    return 0
  }
  if (email === undefined || args.length > 1 || email.startsWith('-')) {
    process.stderr.write(USAGE)
    return 2
  }
  return runCommand('password', async (config) => {
    const installation = await openInstallation(config, { say, log: createLog('warn'), owner: false })
    const { system } = installation.databases
    try {
      await takeAccount(system, email)
      const password = await readPassword(process.stdin, process.stderr)
      const publicUrl = `http://127.0.0.1:${config.port}`
      const accounts = createAccounts(system, { secret: installation.secret, publicUrl })
      const ended = await setPassword(system, accounts, { email, password })
      say(`${email} has a new password; ${ended === 1 ? '1 session was' : `${ended} sessions were`} ended.`)
    } finally {
      await installation.close()
    }
  })
}
