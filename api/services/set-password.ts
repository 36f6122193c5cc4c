import type { Accounts } from '../accounts.ts'
import { deleteSessions, findUserByEmail, listOrganisationsOf, updatePassword } from '../db/accounts.ts'
import { insertAudit } from '../db/audit.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'

/**
 * A new password for an account whose old one is lost or known to somebody: all of its sessions end. For whoever has
 * the machine itself; on record as nobody's act, for no account did it. Returns how many sessions were ended.
 */
export async function setPassword(
  system: Db,
  accounts: Accounts,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<number> {
  const passwordHash = await (await accounts.$context).password.hash(password)
  return system.transaction().execute(async (system) => {
    const { id: userId } = await takeAccount(system, email)
    await updatePassword(system, userId, passwordHash)
    const sessions = await deleteSessions(system, userId)
    for (const organisationId of await listOrganisationsOf(system, userId)) {
      await withOrganisation(system, organisationId, (db) =>
        insertAudit(db, organisationId, {
          actorId: null,
          action: 'password-set',
          subjectKind: 'user',
          subjectId: userId,
          detail: { by: 'command', sessions },
        }),
      )
    }
    return sessions
  })
}

/** Throws an ApiError 404 that names the address. */
export async function takeAccount(system: Db, email: string) {
  const user = await findUserByEmail(system, email.toLowerCase())
  if (user === undefined) throw new ApiError(404, 'no-account', `no account has the address ${email}`)
  return user
}
