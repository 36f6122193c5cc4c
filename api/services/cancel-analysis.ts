import { findAnalysis, updateEnded } from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { type AnyAnalysis, withFreshness } from './read-analysis.ts'

/** Stops an analysis; the worker notices at its next step. One that has ended already stays as it is. */
export async function cancelAnalysis(
  db: Db,
  organisationId: string,
  analysisId: string,
): Promise<AnyAnalysis> {
  return withOrganisation(db, organisationId, async (db) => {
    await updateEnded(db, analysisId, 'cancelled', null)
    const analysis = await findAnalysis(db, analysisId)
    if (analysis === undefined) throw notFound('analysis')
    return withFreshness(db, analysis)
  })
}
