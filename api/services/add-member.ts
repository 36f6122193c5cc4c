import type { Accounts } from '../accounts.ts'
import type { MemberMade, NewMember } from '../contract/account.ts'
import { findMember, findUserByEmail, insertAccount } from '../db/accounts.ts'
import type { Db } from '../db/database.ts'
import { ApiError, notFound } from '../errors.ts'
import { randomWord, uuidv7 } from '../ids.ts'

/** An account for a colleague, with a first password that is shown once. */
export async function addMember(
  system: Db,
  accounts: Accounts,
  organisationId: string,
  { name, email, role }: NewMember,
): Promise<MemberMade> {
  const password = randomWord(16)
  const passwordHash = await (await accounts.$context).password.hash(password)
  const address = email.toLowerCase()
  const memberId = uuidv7()
  return system.transaction().execute(async (system) => {
    if ((await findUserByEmail(system, address)) !== undefined) {
      throw new ApiError(409, 'email-taken', `email: ${address} has an account already`)
    }
    await insertAccount(system, {
      userId: uuidv7(),
      accountId: uuidv7(),
      memberId,
      organisationId,
      name,
      email: address,
      passwordHash,
      role,
    })
    const member = await findMember(system, organisationId, memberId)
    if (member === undefined) throw notFound('member')
    return { member, password }
  })
}
