import { openDatabases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { uuidv7 } from '../../api/ids.ts'
import { createInvitationLinks, hashOfToken } from '../../api/services/invitation-links.ts'
import type { makeFieldwork } from '../fieldwork.ts'

/** What a site signs with whose links these are. */
export const SECRET = 'a-secret-that-this-site-signs-with-0123456789'

/** A person of the register, invited; the id their answers will have, and the token of their link. */
export async function invitePerson(
  databaseUrl: string,
  { organisationId, programId, waveId }: Awaited<ReturnType<typeof makeFieldwork>>,
) {
  const [id, contactId, responseId] = [uuidv7(), uuidv7(), uuidv7()]
  const token = createInvitationLinks(SECRET).tokenOf(id)
  const databases = openDatabases(databaseUrl, () => undefined)
  await withOrganisation(databases.app, organisationId, async (db) => {
    const collector = await db.selectFrom('collector').select('id').executeTakeFirstOrThrow()
    const person = { name: 'Ada', email: 'ada@example.org', attributes: '{}' }
    await db
      .insertInto('contact')
      .values({ organisationId, id: contactId, ...person })
      .execute()
    const about = { programId, waveId, collectorId: collector.id, contactId, responseId }
    await db
      .insertInto('invitation')
      .values({ organisationId, id, ...about, state: 'sent', tokenHash: hashOfToken(token) })
      .execute()
  })
  await databases.close()
  return { token, responseId, contactId }
}
