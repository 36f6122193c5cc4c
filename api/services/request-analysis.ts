import { canonicalJson, sha256 } from '../canonical-json.ts'
import type { Analysis, NewAnalysis, Slice } from '../contract/analysis.ts'
import { findAnalysis, findPending, insertAnalysis } from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { takeProgram } from './change-program.ts'
import { listSegments } from './list-segments.ts'
import { checkSegments } from './load-slice.ts'

/** Which question an analysis answers, whatever options it is answered with. */
export const questionOf = (method: string, { programId, segments }: Slice) => {
  // The values of a segment are a set: chosen in another order they ask the same.
  const sets = Object.fromEntries(
    Object.entries(segments).map(([attribute, values]) => [attribute, [...new Set(values)].sort()]),
  )
  return sha256(canonicalJson({ method, slice: { programId, segments: sets } }))
}

/** Row and job in one transaction. The same request while one is under way answers with that one. */
export async function requestAnalysis(
  db: Db,
  jobs: Jobs,
  organisationId: string,
  { method, slice, options }: NewAnalysis,
): Promise<Analysis> {
  return withOrganisation(db, organisationId, async (db) => {
    const program = await takeProgram(db, slice.programId)
    if (program.status !== 'published') {
      throw new ApiError(409, 'not-published', 'program: publish it first; there is nothing to estimate yet')
    }
    checkSegments(await listSegments(db, program), slice)
    const questionHash = questionOf(method, slice)
    const pending = await findPending(db, slice.programId, questionHash)
    if (pending !== undefined && canonicalJson(pending.options) === canonicalJson(options)) {
      const work = { organisationId, analysisId: pending.id }
      // Its worker was killed too often and the queue gave up: asked for again, it is done again.
      if (!(await jobs.has(db, 'run-analysis', work))) await jobs.send(db, 'run-analysis', work)
      return pending
    }

    const id = uuidv7()
    await insertAnalysis(db, organisationId, { id, method, slice, options, questionHash })
    await jobs.send(db, 'run-analysis', { organisationId, analysisId: id })
    const made = await findAnalysis(db, id)
    if (made === undefined) throw notFound('analysis')
    return made
  })
}
