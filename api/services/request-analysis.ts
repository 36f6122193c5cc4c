import { canonicalJson, sha256 } from '../canonical-json.ts'
import type { Analysis, NewAnalysis, Partials, Slice } from '../contract/analysis.ts'
import type { AnyNewAnalysis, BeliefAnalysis } from '../contract/belief-analysis.ts'
import type { ModuleAnalysis } from '../contract/module-analysis.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { takeProgram } from './change-program.ts'
import { listSegments, segmentSets } from './list-segments.ts'
import { checkSegments } from './load-slice.ts'
import { queueAnalysis } from './queue-analysis.ts'
import { requestBeliefAnalysis } from './request-belief-analysis.ts'
import { requestModuleAnalysis } from './request-module-analysis.ts'

/** Which question an analysis answers, whatever options it is answered with. */
export const questionOf = (
  method: string,
  { programId, segments, partials }: Slice & { readonly partials?: Partials },
) => {
  // As it was asked before there was a choice.
  const chosen = partials === 'include' ? { partials } : {}
  return sha256(canonicalJson({ method, slice: { programId, segments: segmentSets(segments), ...chosen } }))
}

/** Row and job in one transaction. The same request while one is under way answers with that one. */
export async function requestAnalysis(
  db: Db,
  jobs: Jobs,
  organisationId: string,
  order: AnyNewAnalysis,
): Promise<Analysis | BeliefAnalysis | ModuleAnalysis> {
  if (order.method === 'index') return requestIndexAnalysis(db, jobs, organisationId, order)
  return order.method === 'module'
    ? requestModuleAnalysis(db, jobs, organisationId, order)
    : requestBeliefAnalysis(db, jobs, organisationId, order)
}

async function requestIndexAnalysis(
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
    return queueAnalysis(db, jobs, organisationId, { method, slice, options, questionHash })
  })
}
