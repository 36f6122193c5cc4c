import { type AnalysisResult, type CellDraws, finishAnalysis } from './analyse-indices-finish.ts'
import { type AnalyseOptions, type CellJob, planAnalysis, type Slice } from './analyse-indices-plan.ts'
import type { PathModel } from './pls/path-model.ts'
import { resamplePls } from './pls/resample-pls.ts'

/**
 * Satisfaction indices of brands over waves with margins, compared, ranked and followed: the whole method.
 * The steps apart: plan; resample every job in any threads and chunks; finish. The numbers do not depend on the split.
 */
export function analyseIndices(model: PathModel, slice: Slice, options: AnalyseOptions = {}): AnalysisResult {
  const plan = planAnalysis(model, slice, options)
  const draws = plan.jobs.map((job) => resampleCell(job, { from: 0, to: job.resamples }))
  return finishAnalysis(plan, draws)
}

/** Draws `from` to `to` - 1 of one cell. */
export const resampleCell = (
  { cell, job }: CellJob,
  range: { readonly from: number; readonly to: number },
): CellDraws => ({ cell, draws: resamplePls(job, range) })

export { finishAnalysis, planAnalysis }
