import { analyseIndices } from '../../stats/index.ts'
import { canonicalJson, sha256 } from '../canonical-json.ts'
import { type Analysis, AnalysisOptions, type IndexSlice } from '../contract/analysis.ts'
import type { Results } from '../contract/results.ts'
import { findBestDone, findPending } from '../db/analyses.ts'
import { findProgramCount } from '../db/counts.ts'
import type { Db } from '../db/database.ts'
import { findProgram } from '../db/programs.ts'
import { SNAPSHOT, withOrganisation } from '../db/tenancy.ts'
import { listWaveDates, listWaves } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { uuidOf } from '../ids.ts'
import { loadSlice } from './load-slice.ts'
import { questionOf } from './request-analysis.ts'

/**
 * The newest stored analysis of a slice; where there is none, one with closed-form margins computed at once.
 * `fresh` is false when answers have come since the stored numbers.
 */
export async function readResults(db: Db, organisationId: string, slice: IndexSlice): Promise<Results> {
  return withOrganisation(
    db,
    organisationId,
    async (db) => {
      const program = await findProgram(db, slice.programId)
      if (program === undefined) throw notFound('program')
      if (program.status !== 'published') {
        throw new ApiError(409, 'not-published', 'program: publish it first; there are no results yet')
      }
      const waves = await listWaves(db, slice.programId)
      const { partial: partials } = await findProgramCount(db, slice.programId)
      const question = questionOf('index', slice)
      const state = await inputState(db, slice.programId)
      const stored = await findBestDone(db, slice.programId, question, state)
      const pending =
        (await findPending(db, { method: 'index', programId: slice.programId, questionHash: question })) ??
        null
      if (stored !== undefined) {
        return {
          program,
          waves,
          partials,
          analysis: stored.analysis,
          stored: true,
          fresh: stored.isFresh,
          pending,
        }
      }
      const analysis = await quickAnalysis(db, slice)
      return { program, waves, partials, analysis, stored: false, fresh: true, pending }
    },
    SNAPSHOT,
  )
}

/** Changes whenever a program's answers, exclusions or waves do: what a stored analysis is compared with. */
export async function inputState(db: Db, programId: string): Promise<string> {
  const { counted, changes, newest } = await findProgramCount(db, programId)
  const waves = await listWaveDates(db, programId)
  const days = sha256(canonicalJson(waves)).slice(0, 16)
  return `${counted} after ${changes} in ${waves.length} (${days}) @ ${newest?.toISOString() ?? 'never'}`
}

async function quickAnalysis(db: Db, slice: IndexSlice): Promise<Analysis> {
  const options = AnalysisOptions.parse({ resamples: 0 })
  const { model, target, cells, receipt } = await loadSlice(db, slice, options)
  return {
    method: 'index',
    id: uuidOf('quick', receipt.programId, receipt.inputFingerprint),
    status: 'done',
    progress: 1,
    secondsLeft: null,
    failure: null,
    slice,
    options,
    receipt,
    result: analyseIndices(model, cells, { ...options, target }),
    createdAt: receipt.computedAt,
  }
}
