import { sql } from 'kysely'
import type { Databases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import type { OpenedCounter } from '../../api/services/record-opened.ts'

/** Every table that holds a tenant's rows. */
export const TENANT_TABLES = [
  'program',
  'brand',
  'form',
  'wave',
  'collector',
  'response',
  'observation',
  'import',
  'import_problem',
  'import_interview',
  'taken_back_observation',
  'import_rejected',
  'upload',
  'upload_part',
  'analysis',
  'contact',
  'contact_attribute',
  'contact_rule',
  'contact_import',
  'contact_import_part',
  'contact_import_rejected',
  'erased_person',
  'invitation',
  'mailing',
  'mail',
  'call',
  'attempt',
  'partial',
  'picture',
  'quota',
  'wave_count',
  'collector_count',
  'audit',
] as const

/** All that one organisation has in the database, members included: equal before and after means nothing changed. */
export async function everythingStored(
  { databases, opened }: { readonly databases: Databases; readonly opened: OpenedCounter },
  organisationId: string,
): Promise<Record<string, unknown>> {
  // Openings are counted a second later.
  await opened.flush()
  const tables = await withOrganisation(databases.app, organisationId, async (db) => {
    const read = TENANT_TABLES.map(async (table) => {
      const { rows } = await sql<{ row: unknown }>`
        select to_jsonb(t) as row from ${sql.table(table)} t order by to_jsonb(t)::text`.execute(db)
      return [table, rows.map(({ row }) => row)] as const
    })
    return Promise.all(read)
  })
  const members = await databases.system
    .selectFrom('auth.member')
    .select(['id', 'userId', 'role'])
    .where('organizationId', '=', organisationId)
    .orderBy('id')
    .execute()
  return { ...Object.fromEntries(tables), members }
}

export async function countStored(
  databases: Databases,
  organisationId: string,
  table: (typeof TENANT_TABLES)[number],
): Promise<number> {
  return withOrganisation(databases.app, organisationId, async (db) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)
    return rows[0]?.n ?? -1
  })
}
