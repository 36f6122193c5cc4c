import { canonicalJson, sha256 } from '../canonical-json.ts'
import type { BeliefAnalysis, BeliefSlice, NewBeliefAnalysis } from '../contract/belief-analysis.ts'
import type { Db } from '../db/database.ts'
import { lockProgram } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { segmentSets } from './list-segments.ts'
import { queueAnalysis } from './queue-analysis.ts'
import { checkBeliefsAsked, takeBeliefSide } from './take-belief-side.ts'

/** Gap 1 of two slices. What could not be answered whatever people said is refused here, not by the worker. */
export async function requestBeliefAnalysis(
  db: Db,
  jobs: Jobs,
  organisationId: string,
  { method, slice, beside, options }: NewBeliefAnalysis,
): Promise<BeliefAnalysis> {
  return withOrganisation(db, organisationId, async (db) => {
    // In one order, so that two requests never wait for each other.
    for (const id of [...new Set([slice.programId, beside.programId])].sort()) await lockProgram(db, id)
    const managers = await takeBeliefSide(db, 'managers', slice)
    const customers = await takeBeliefSide(db, 'customers', beside)
    await checkBeliefsAsked(db, 'managers', managers)
    await checkBeliefsAsked(db, 'customers', customers)
    const questionHash = sha256(canonicalJson({ method, slice: asSet(slice), beside: asSet(beside) }))
    const order = { method, slice, beside, options, questionHash }
    const { inputFingerprint, ...queued } = await queueAnalysis(db, jobs, organisationId, order)
    return { ...queued, fresh: null }
  })
}

const asSet = ({ programId, waveIds, segments }: BeliefSlice) => ({
  programId,
  waveIds: waveIds === null ? null : [...new Set(waveIds)].sort(),
  segments: segmentSets(segments),
})
