import { type CellDraws, finishAnalysis, planAnalysis } from '../../stats/index.ts'
import { claimAnalysis, updateDone, updateEnded, updateProgress } from '../db/analyses.ts'
import type { Db } from '../db/database.ts'
import { SNAPSHOT, withOrganisation } from '../db/tenancy.ts'
import { ApiError, isDatabaseAway } from '../errors.ts'
import type { Log } from '../log.ts'
import { compareBeliefs } from '../services/compare-beliefs.ts'
import { loadSlice } from '../services/load-slice.ts'
import { inputState } from '../services/read-results.ts'
import type { Work } from './jobs.ts'
import type { ResamplingPool } from './resampling-pool.ts'
import { runModuleAnalysis } from './run-module-analysis.ts'

/** Draws per task: short enough to stop soon and to show progress, long enough not to be all overhead. */
const CHUNK = 250
const REPORT_EVERY_MS = 400

/**
 * Estimates every cell of a slice and resamples it in worker threads; gap 1 compares two slices at once.
 * Run twice it gives the same numbers; stopped by a person it leaves at its next step.
 */
export async function runAnalysis(
  { db, pool, log }: { db: Db; pool: ResamplingPool; log: Log },
  { organisationId, analysisId }: Work['run-analysis'],
): Promise<void> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const analysis = await inTenant((db) => claimAnalysis(db, analysisId))
  if (analysis === undefined) return
  try {
    if (analysis.method === 'servqual.beliefs') {
      const compared = await withOrganisation(
        db,
        organisationId,
        (db) => compareBeliefs(db, analysis),
        SNAPSHOT,
      )
      await inTenant((db) => updateDone(db, analysisId, compared))
      return
    }
    if (analysis.method === 'module') {
      await runModuleAnalysis({ db, pool }, organisationId, analysis)
      return
    }
    // The state first: an answer that comes in between makes the numbers look stale, never fresh.
    const { loaded, state } = await withOrganisation(
      db,
      organisationId,
      async (db) => ({
        state: await inputState(db, analysis.slice.programId),
        loaded: await loadSlice(db, analysis.slice, analysis.options),
      }),
      SNAPSHOT,
    )
    const { model, target, cells, receipt } = loaded
    const plan = planAnalysis(model, cells, { ...analysis.options, target })
    const stop = new AbortController()
    const report = progressReporter(async (progress, secondsLeft) => {
      const wanted = await inTenant((db) => updateProgress(db, analysisId, progress, secondsLeft))
      if (!wanted) stop.abort()
    })
    const total = plan.jobs.reduce((sum, job) => sum + job.resamples, 0)
    const draws = await Promise.all(
      plan.jobs.map((job) =>
        Promise.all(
          chunks(job.resamples).map(async ({ from, to }): Promise<CellDraws> => {
            const part = await pool.resample(job, from, to, stop.signal)
            await report((to - from) / total)
            return part
          }),
        ),
      ),
    ).catch((error: unknown) => {
      if (stop.signal.aborted) return undefined
      stop.abort()
      throw error
    })
    if (draws === undefined) return
    const result = finishAnalysis(plan, draws.flat())
    await inTenant((db) => updateDone(db, analysisId, { receipt, result, inputFingerprint: state }))
  } catch (error) {
    // Not the question's fault: the queue gives it again in a second.
    if (isDatabaseAway(error)) throw error
    log.error({ analysisId, error: error instanceof Error ? error.stack : String(error) }, 'analysis failed')
    const sentence = error instanceof ApiError ? error.message : 'the computation failed; it has been logged'
    await inTenant((db) => updateEnded(db, analysisId, 'failed', sentence))
  }
}

function chunks(resamples: number): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(resamples / CHUNK) }, (_, i) => ({
    from: i * CHUNK,
    to: Math.min(resamples, (i + 1) * CHUNK),
  }))
}

/** Adds up finished shares and tells them on, not more often than a person can read. */
function progressReporter(tell: (progress: number, secondsLeft: number) => Promise<void>) {
  const begun = performance.now()
  let told = begun
  let progress = 0
  return async (share: number) => {
    progress += share
    const now = performance.now()
    if (now - told < REPORT_EVERY_MS) return
    told = now
    const elapsed = (now - begun) / 1000
    await tell(Math.min(progress, 0.99), (elapsed / progress) * (1 - progress))
  }
}
