import type { Db } from './database.ts'

/** Members of an organisation by name, under their account's id: who a contact may be given to. */
export async function listInterviewers(
  system: Db,
  organisationId: string,
): Promise<{ id: string; name: string }[]> {
  return system
    .selectFrom('auth.member as m')
    .innerJoin('auth.user as u', 'u.id', 'm.userId')
    .select(['u.id', 'u.name'])
    .where('m.organizationId', '=', organisationId)
    .orderBy('u.name')
    .orderBy('u.id')
    .execute()
}

export async function hasMember(system: Db, organisationId: string, userId: string): Promise<boolean> {
  const row = await system
    .selectFrom('auth.member')
    .select('id')
    .where('organizationId', '=', organisationId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}
