import { canonicalJson } from '../canonical-json.ts'
import {
  type AnalysisMethod,
  findAnalysis,
  findPending,
  insertAnalysis,
  type NewAnalysisRow,
  type StoredOf,
} from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { notFound } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import type { Jobs } from '../jobs/jobs.ts'

/** Row and job in the caller's transaction. The same question by the same options, still under way, is that one. */
export async function queueAnalysis<Method extends AnalysisMethod>(
  db: Db,
  jobs: Jobs,
  organisationId: string,
  order: Omit<NewAnalysisRow, 'id'> & { readonly method: Method },
): Promise<StoredOf<Method>> {
  const { method, slice, questionHash, options } = order
  const pending = await findPending(db, { method, programId: slice.programId, questionHash })
  if (pending !== undefined && canonicalJson(pending.options) === canonicalJson(options)) {
    const work = { organisationId, analysisId: pending.id }
    // Its worker was killed too often and the queue gave up: asked for again, it is done again.
    if (!(await jobs.has(db, 'run-analysis', work))) await jobs.send(db, 'run-analysis', work)
    return pending
  }
  const id = uuidv7()
  await insertAnalysis(db, organisationId, { ...order, id })
  await jobs.send(db, 'run-analysis', { organisationId, analysisId: id })
  const made = await findAnalysis(db, id)
  if (made === undefined) throw notFound('analysis')
  return made as StoredOf<Method>
}
