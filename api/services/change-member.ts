import type { Member } from '../contract/account.ts'
import type { Role } from '../contract/common.ts'
import { countOwnersForUpdate, deleteMember, findMember, updateMemberRole } from '../db/accounts.ts'
import type { Databases, Db } from '../db/database.ts'
import { updateGivenBack } from '../db/given-contacts.ts'
import { listInterviewers } from '../db/interviewers.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'

export async function changeMemberRole(
  system: Db,
  organisationId: string,
  memberId: string,
  role: Role,
): Promise<Member> {
  return system.transaction().execute(async (system) => {
    const member = await keepAnOwner(system, organisationId, memberId, role)
    await updateMemberRole(system, memberId, role)
    return { ...member, role }
  })
}

/** The account ends with its membership; its sessions end at once, and its contacts may be called by the others. */
export async function removeMember(
  { app, system }: Pick<Databases, 'app' | 'system'>,
  organisationId: string,
  memberId: string,
): Promise<void> {
  await system.transaction().execute(async (system) => {
    await keepAnOwner(system, organisationId, memberId, undefined)
    await deleteMember(system, memberId)
    const left = await listInterviewers(system, organisationId)
    await withOrganisation(app, organisationId, (db) =>
      updateGivenBack(
        db,
        left.map(({ id }) => id),
      ),
    )
  })
}

/** An organisation without an owner could never be administered again. */
async function keepAnOwner(system: Db, organisationId: string, memberId: string, role: Role | undefined) {
  const owners = await countOwnersForUpdate(system, organisationId)
  const member = await findMember(system, organisationId, memberId)
  if (member === undefined) throw notFound('member')
  if (member.role === 'owner' && role !== 'owner' && owners < 2) {
    throw new ApiError(409, 'last-owner', 'this is the last owner; make somebody else an owner first')
  }
  return member
}
