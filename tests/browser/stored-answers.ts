import { openDatabases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'

/** What the database of a site holds of one wave. */
export async function storedOf(databaseUrl: string, organisationId: string, waveId: string) {
  const databases = openDatabases(databaseUrl, () => undefined)
  try {
    return await withOrganisation(databases.app, organisationId, async (db) => ({
      responses: await db
        .selectFrom('response')
        .selectAll()
        .where('waveId', '=', waveId)
        .orderBy('id')
        .execute(),
      observations: await db
        .selectFrom('observation')
        .selectAll()
        .where('waveId', '=', waveId)
        .orderBy('responseId')
        .execute(),
      partials: await db
        .selectFrom('partial')
        .selectAll()
        .where('waveId', '=', waveId)
        .orderBy('id')
        .execute(),
    }))
  } finally {
    await databases.close()
  }
}
