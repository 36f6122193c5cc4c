import type { Accounts } from '../accounts.ts'
import type { NewOwner } from '../contract/account.ts'
import { hasAccounts, insertAccount, insertOrganisation, lockSetup } from '../db/accounts.ts'
import type { Db } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { uuidv7 } from '../ids.ts'

/** The first account and its organisation. Works once: on a database that has accounts it is refused. */
export async function createFirstOwner(system: Db, accounts: Accounts, owner: NewOwner) {
  return createOwner(system, accounts, owner, { onlyFirst: true })
}

/** An organisation with its owner, all or nothing. */
export async function createOwner(
  system: Db,
  accounts: Accounts,
  { name, email, password, organisation }: NewOwner,
  { onlyFirst = false } = {},
): Promise<{ userId: string; organisationId: string }> {
  const passwordHash = await (await accounts.$context).password.hash(password)
  return system.transaction().execute(async (system) => {
    await lockSetup(system)
    if (onlyFirst && (await hasAccounts(system))) {
      throw new ApiError(409, 'already-set-up', 'this installation has its first account; sign in instead')
    }
    const organisationId = uuidv7()
    const userId = uuidv7()
    await insertOrganisation(system, { id: organisationId, name: organisation })
    await insertAccount(system, {
      userId,
      accountId: uuidv7(),
      memberId: uuidv7(),
      organisationId,
      name,
      email: email.toLowerCase(),
      passwordHash,
      role: 'owner',
    })
    return { userId, organisationId }
  })
}
