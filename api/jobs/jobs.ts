import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import { lockSetup } from '../db/accounts.ts'
import type { Databases, Db } from '../db/database.ts'
import type { Log } from '../log.ts'

/** What there is to do in the background, and the little that each needs to be told. */
export interface Work {
  'run-analysis': { organisationId: string; analysisId: string }
  'load-demo': { organisationId: string; programId: string }
  'import-interviews': { organisationId: string; importId: string }
  'move-import': { organisationId: string; importId: string }
  'import-contacts': { organisationId: string; importId: string }
  'send-mail': { organisationId: string; mailingId: string }
}
export type JobName = keyof Work
export const JOB_NAMES: readonly JobName[] = [
  'run-analysis',
  'load-demo',
  'import-interviews',
  'move-import',
  'send-mail',
  'import-contacts',
]

export interface Jobs {
  /** Queues work in the caller's transaction: rolled back, it was never asked for. Not begun before `startAfter`. */
  send<Name extends JobName>(
    db: Db,
    name: Name,
    work: Work[Name],
    options?: { startAfter?: Date },
  ): Promise<void>
  /** Is this still to be done, or (unless only what waits is asked for) being done? The queue gives up after some tries. */
  has<Name extends JobName>(
    db: Db,
    name: Name,
    work: Work[Name],
    options?: { states: readonly ('created' | 'retry' | 'active')[] },
  ): Promise<boolean>
  /**
   * Starts doing the work of one queue. Running the same work twice must do no harm; once `signal` is aborted there are
   * seconds left to come to an end.
   */
  work<Name extends JobName>(
    name: Name,
    run: (work: Work[Name], signal: AbortSignal) => Promise<void>,
  ): Promise<void>
  stop(): Promise<void>
}

/** The queue, kept in the same database; made on first start. A worker that dies gives its work back in seconds. */
export async function startJobs({ system, url }: Pick<Databases, 'system' | 'url'>, log: Log): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: url, max: 4, application_name: 'manyi-jobs' })
  boss.on('error', (error) => log.warn({ error: error.message }, 'queue'))
  await boss.start()
  const stopping = new AbortController()
  for (const name of JOB_NAMES) {
    await boss.createQueue(name, {
      retryLimit: 3,
      retryDelay: 1,
      heartbeatSeconds: 10,
      expireInSeconds: 3600,
    })
  }
  // The app's role may put work in; only the owner takes it out.
  await system.transaction().execute(async (system) => {
    // Two processes that grant at the same moment fail ("tuple concurrently updated").
    await lockSetup(system)
    await sql`grant usage on schema pgboss to manyi_app`.execute(system)
    await sql`grant select, insert on all tables in schema pgboss to manyi_app`.execute(system)
  })
  return {
    send: async (db, name, work, options = {}) => {
      await boss.send(name, work, { ...options, db: fromKysely(db.withoutPlugins()) })
    },
    has: async (db, name, work, { states } = { states: ['created', 'retry', 'active'] }) => {
      const { rows } = await sql<{ found: boolean }>`
        select exists (select from pgboss.job where name = ${name} and data @> ${JSON.stringify(work)}::jsonb
          and state::text = any(${[...states]}::text[])) as found`.execute(db)
      return rows[0]?.found === true
    },
    work: async (name, run) => {
      type This = Work[typeof name]
      await boss.work<This>(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (batch) => {
        for (const job of batch) await run(job.data, AbortSignal.any([job.signal, stopping.signal]))
      })
    },
    stop: () => {
      stopping.abort()
      return boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}
