import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Databases, Db } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'

type Statement = (db: Db) => Promise<unknown>
type LetGo = () => Promise<void>

/** What of one organisation's rows happens at the same moment, in an order that the test decides. */
export function holding({ app, system }: Pick<Databases, 'app' | 'system'>, organisationId: string) {
  const inside = <T>(work: (db: Db) => Promise<T>) => withOrganisation(app, organisationId, work)

  async function hold(statement: Statement): Promise<LetGo> {
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
  }

  async function waiting(connections: number): Promise<void> {
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
  }

  return {
    inside,
    /** Holds what the statement locks, on a connection of its own, until it is let go and has committed. */
    hold,
    /** Until so many connections wait for another one. */
    waiting,
    /** Lets the first that waits have its turn, while nobody else does, and holds the same before the next has one. */
    async letOneBy(letGo: LetGo, statement: Statement): Promise<LetGo> {
      await waiting(1)
      const again = hold(statement)
      await waiting(2)
      await letGo()
      return again
    },
  }
}
