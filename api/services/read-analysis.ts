import type { Analysis } from '../contract/analysis.ts'
import type { BeliefAnalysis } from '../contract/belief-analysis.ts'
import { findAnalysis, type StoredAnalysis } from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { SNAPSHOT, withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { beliefState } from './compare-beliefs.ts'

/** One analysis as it stands now; where it compares two slices also whether both are as they were. */
export async function readAnalysis(
  db: Db,
  organisationId: string,
  analysisId: string,
): Promise<Analysis | BeliefAnalysis> {
  return withOrganisation(
    db,
    organisationId,
    async (db) => {
      const analysis = await findAnalysis(db, analysisId)
      if (analysis === undefined) throw notFound('analysis')
      return withFreshness(db, analysis)
    },
    SNAPSHOT,
  )
}

/** As it goes over the wire. */
export async function withFreshness(db: Db, analysis: StoredAnalysis): Promise<Analysis | BeliefAnalysis> {
  if (analysis.method === 'index') return analysis
  const { inputFingerprint, ...belief } = analysis
  const fresh = inputFingerprint === null ? null : inputFingerprint === (await beliefState(db, belief))
  return { ...belief, fresh }
}
