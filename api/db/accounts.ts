import { sql } from 'kysely'
import type { Member } from '../contract/account.ts'
import { Role } from '../contract/common.ts'
import type { Db } from './database.ts'

/** Is this a new installation, with nobody to sign in yet? */
export async function hasAccounts(system: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from auth.member) as found`.execute(
    system,
  )
  return rows[0]?.found === true
}

/** Where commands put what belongs to nobody in particular. */
export async function findOldestOrganisation(system: Db): Promise<string | undefined> {
  const row = await system
    .selectFrom('auth.organization')
    .select('id')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** One setup at a time, also between processes; released when the transaction ends. */
export const lockSetup = (system: Db) => sql`select pg_advisory_xact_lock(20261122, 1)`.execute(system)

export async function findMembership(system: Db, userId: string, organisationId: string) {
  const row = await system
    .selectFrom('auth.member as m')
    .innerJoin('auth.organization as o', 'o.id', 'm.organizationId')
    .select(['m.id', 'm.role', 'o.id as organisationId', 'o.name as organisationName'])
    .where('m.userId', '=', userId)
    .where('m.organizationId', '=', organisationId)
    .executeTakeFirst()
  const role = Role.safeParse(row?.role)
  return row === undefined || !role.success ? undefined : { ...row, role: role.data }
}

/** Everybody in an organisation, who joined first comes first. */
export async function listMembers(system: Db, organisationId: string): Promise<Member[]> {
  const rows = await members(system, organisationId).orderBy('m.createdAt').orderBy('m.id').execute()
  return rows.map(asMember)
}

export async function findMember(system: Db, organisationId: string, memberId: string) {
  const row = await members(system, organisationId).where('m.id', '=', memberId).executeTakeFirst()
  return row === undefined ? undefined : asMember(row)
}

export async function findUserByEmail(system: Db, email: string) {
  return system.selectFrom('auth.user').select(['id', 'name']).where('email', '=', email).executeTakeFirst()
}

export async function updatePassword(system: Db, userId: string, passwordHash: string): Promise<void> {
  await system
    .updateTable('auth.account')
    .set({ password: passwordHash })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
}

/** Signs somebody out everywhere; returns of how many places. */
export async function deleteSessions(system: Db, userId: string): Promise<number> {
  const { numDeletedRows } = await system
    .deleteFrom('auth.session')
    .where('userId', '=', userId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export async function listOrganisationsOf(system: Db, userId: string): Promise<string[]> {
  const rows = await system
    .selectFrom('auth.member')
    .select('organizationId')
    .where('userId', '=', userId)
    .orderBy('organizationId')
    .execute()
  return rows.map(({ organizationId }) => organizationId)
}

/** Rows locked, so that two owners cannot demote each other at the same moment. */
export async function countOwnersForUpdate(system: Db, organisationId: string): Promise<number> {
  const rows = await system
    .selectFrom('auth.member')
    .select('id')
    .where('organizationId', '=', organisationId)
    .where('role', '=', 'owner')
    .forUpdate()
    .execute()
  return rows.length
}

export async function updateMemberRole(system: Db, memberId: string, role: Role): Promise<void> {
  await system.updateTable('auth.member').set({ role }).where('id', '=', memberId).execute()
}

/** The account goes with its only membership: an address without an organisation could not sign in to anything. */
export async function deleteMember(system: Db, memberId: string): Promise<void> {
  const gone = await system
    .deleteFrom('auth.member')
    .where('id', '=', memberId)
    .returning('userId')
    .executeTakeFirst()
  if (gone === undefined) return
  await system
    .deleteFrom('auth.user')
    .where('id', '=', gone.userId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('auth.member').select('id').where('userId', '=', gone.userId))),
    )
    .execute()
}

export interface NewAccount {
  userId: string
  accountId: string
  memberId: string
  organisationId: string
  name: string
  email: string
  passwordHash: string
  role: Role
}

/** User, password and membership, in the caller's transaction. */
export async function insertAccount(system: Db, account: NewAccount): Promise<void> {
  const { userId, name, email } = account
  await system.insertInto('auth.user').values({ id: userId, name, email }).execute()
  await system
    .insertInto('auth.account')
    .values({
      id: account.accountId,
      accountId: userId,
      providerId: 'credential',
      userId,
      password: account.passwordHash,
    })
    .execute()
  await system
    .insertInto('auth.member')
    .values({ id: account.memberId, organizationId: account.organisationId, userId, role: account.role })
    .execute()
}

export async function insertOrganisation(
  system: Db,
  organisation: { id: string; name: string },
): Promise<void> {
  await system
    .insertInto('auth.organization')
    .values({ ...organisation, slug: organisation.id })
    .execute()
}

/** What people with an account are called, by id. */
export async function listNames(system: Db, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await system
    .selectFrom('auth.user')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(userIds)])
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Every tenant, for work that goes round. */
export async function listOrganisationIds(system: Db): Promise<string[]> {
  const rows = await system.selectFrom('auth.organization').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

const members = (system: Db, organisationId: string) =>
  system
    .selectFrom('auth.member as m')
    .innerJoin('auth.user as u', 'u.id', 'm.userId')
    .select(['m.id', 'u.name', 'u.email', 'm.role', 'm.createdAt'])
    .where('m.organizationId', '=', organisationId)

const asMember = (row: {
  id: string
  name: string
  email: string
  role: string
  createdAt: Date
}): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: Role.parse(row.role),
  joinedAt: row.createdAt.toISOString(),
})
