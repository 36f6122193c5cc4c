import { type StoredOf, updateDone, updateProgress } from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { SNAPSHOT, withOrganisation } from '../db/tenancy.ts'
import { nothingRead, takeModule } from '../services/analyse-module.ts'
import { publishedResult } from '../services/published-result.ts'
import type { ResamplingPool } from './resampling-pool.ts'

/** How often it is looked whether the analysis is still wanted. */
const LOOK_EVERY_MS = 1000

/** One method on the answers to one module, in a thread; stopped by a person it ends within a second or two. */
export async function runModuleAnalysis(
  { db, pool }: { db: Db; pool: Pick<ResamplingPool, 'analyse'> },
  organisationId: string,
  analysis: StoredOf<'module'>,
): Promise<void> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const taken = await withOrganisation(db, organisationId, (db) => takeModule(db, analysis), SNAPSHOT)
  const { slice, request, receipt, inputFingerprint } = taken
  const stop = new AbortController()
  const look = setInterval(() => {
    // A database that is away says nothing about whether it is wanted: the end of the work will tell.
    inTenant((db) => updateProgress(db, analysis.id, 0, null)).then(
      (wanted) => (wanted ? undefined : stop.abort()),
      () => undefined,
    )
  }, LOOK_EVERY_MS).unref()
  try {
    const result = nothingRead(taken) ?? publishedResult(await pool.analyse(slice, request, stop.signal))
    await inTenant((db) => updateDone(db, analysis.id, { receipt, result, inputFingerprint }))
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    clearInterval(look)
  }
}
