import { createResampler, type PlsDraws, type ResampleJob } from './resample-pls.ts'

/** More groups than this cost time and change the acceleration of an interval by nothing that shows. */
const MOST_GROUPS = 500

/**
 * The statistics with each respondent left out in turn, for the acceleration of BCa intervals; above 500 rows with each of
 * 500 groups left out (every 500th row), whose skewness estimates the same constant. Efron (1987).
 */
export function jackknifePls(job: Omit<ResampleJob, 'seed' | 'stream'>): PlsDraws {
  const { rows } = job.observations
  const groups = Math.min(rows, MOST_GROUPS)
  const solver = createResampler(job)
  const statistics = new Float64Array(groups * solver.width)
  const counts = new Float64Array(rows)
  for (let group = 0; group < groups; group++) {
    counts.fill(1)
    for (let i = group; i < rows; i += groups) counts[i] = 0
    solver.solve(counts, statistics, group * solver.width)
  }
  return { from: 0, to: groups, width: solver.width, statistics }
}
