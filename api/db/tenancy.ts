import { sql } from 'kysely'
import type { Db } from './database.ts'

/** For reading that must fit together: every query of the transaction sees the same moment. */
export const SNAPSHOT = { isolation: 'repeatable read' } as const

/**
 * Runs `work` in a transaction that sees one organisation's rows and no others.
 * The setting ends with the transaction, so a connection never carries it to the next request.
 * Given a transaction, the work joins it: steps that are whole by themselves can be parts of a larger whole.
 */
export function withOrganisation<T>(
  db: Db,
  organisationId: string,
  work: (db: Db) => Promise<T>,
  { isolation }: { isolation?: 'repeatable read' } = {},
): Promise<T> {
  const inside = async (db: Db) => {
    await sql`select set_config('manyi.organisation_id', ${organisationId}, true)`.execute(db)
    return work(db)
  }
  if (db.isTransaction) return inside(db)
  const begin = db.transaction()
  return (isolation === undefined ? begin : begin.setIsolationLevel(isolation)).execute(inside)
}

/** Whose link this is, or undefined. The only question that may be asked before an organisation is known. */
export async function findOrganisationOfCollector(db: Db, key: string): Promise<string | undefined> {
  const { rows } = await sql<{ organisation: string | null }>`
    select organisation_of_collector(${key}) as organisation`.execute(db)
  return rows[0]?.organisation ?? undefined
}
