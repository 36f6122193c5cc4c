import type { Analysis } from '../contract/analysis.ts'
import type { BeliefAnalysis } from '../contract/belief-analysis.ts'
import type { ModuleAnalysis } from '../contract/module-analysis.ts'
import { findAnalysis, type StoredAnalysis } from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { SNAPSHOT, withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { beliefState } from './compare-beliefs.ts'
import { explainResult } from './explain-result.ts'
import { inputState } from './read-results.ts'

export type AnyAnalysis = Analysis | BeliefAnalysis | ModuleAnalysis

/** One analysis as it stands now; where nobody reads it beside today's answers, also whether these are as they were. */
export async function readAnalysis(db: Db, organisationId: string, analysisId: string): Promise<AnyAnalysis> {
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
export async function withFreshness(db: Db, analysis: StoredAnalysis): Promise<AnyAnalysis> {
  if (analysis.method === 'index') return analysis
  if (analysis.method === 'module') {
    const { inputFingerprint, ...asked } = analysis
    const fresh =
      inputFingerprint === null ? null : inputFingerprint === (await inputState(db, asked.slice.programId))
    return { ...asked, explanation: explainResult(asked.result), fresh }
  }
  const { inputFingerprint, ...belief } = analysis
  const fresh = inputFingerprint === null ? null : inputFingerprint === (await beliefState(db, belief))
  return { ...belief, fresh }
}
