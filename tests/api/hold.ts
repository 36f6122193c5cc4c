import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Databases, Db } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'

/** What of one organisation's rows happens at the same moment, in an order that the test decides. */
export function holding({ app, system }: Pick<Databases, 'app' | 'system'>, organisationId: string) {
  const inside = <T>(work: (db: Db) => Promise<T>) => withOrganisation(app, organisationId, work)
  return {
    inside,
    /** Holds what the statement locks, on a connection of its own, until it is let go and has committed. */
    async hold(statement: (db: Db) => Promise<unknown>): Promise<() => Promise<void>> {
      const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const isOver = inside(async (db) => {
        await statement(db)
        held.resolve()
        await release.promise
      })
      await Promise.race([held.promise, isOver])
      return () => {
        release.resolve()
        return isOver
      }
    },
    /** Until so many connections wait for another one. */
    async waiting(connections: number): Promise<void> {
      await expect
        .poll(async () => {
          const { rows } = await sql<{ pid: number }>`
            select distinct pid from pg_locks join pg_database on pg_database.oid = pg_locks.database
            where not granted and datname = current_database()
            union select distinct pid from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(system)
          return rows.length
        })
        .toBe(connections)
    },
  }
}
