import { found, missed, type Outcome } from '../core/outcome.ts'
import { createResampler, type ResampleJob } from './resample-pls.ts'

/** The statistics without each respondent (or group of them) in turn. */
export interface Jackknife {
  /** Groups left out, and those whose remaining rows had no solution. */
  readonly count: number
  readonly failed: number
  /** values[s]: statistic s of a row of draws, from every remainder that has it; never NaN, so not all of one length. */
  readonly values: readonly Float64Array[]
}

/** More groups than this cost time and change the acceleration of an interval by nothing that shows. */
const MOST_GROUPS = 500

/**
 * The statistics with each respondent left out in turn, for the acceleration of BCa intervals; above 500 rows with each of
 * 500 groups left out (every 500th row), whose skewness estimates the same constant. An outcome when fewer than 2
 * remainders have a solution. Efron (1987).
 */
export function jackknifePls(
  job: Omit<ResampleJob, 'seed' | 'stream'>,
): Outcome<Jackknife, 'resamples-failed'> {
  const { rows } = job.observations
  const count = Math.min(rows, MOST_GROUPS)
  const solver = createResampler(job)
  const statistics = new Float64Array(count * solver.width)
  const counts = new Float64Array(rows)
  let solved = 0
  for (let group = 0; group < count; group++) {
    counts.fill(1)
    for (let i = group; i < rows; i += count) counts[i] = 0
    if (solver.solve(counts, statistics, solved * solver.width)) solved++
  }
  if (solved < 2) return missed('resamples-failed')
  const values = Array.from({ length: solver.width }, (_, s) =>
    Float64Array.from({ length: solved }, (_, row) => statistics[row * solver.width + s]!).filter(
      Number.isFinite,
    ),
  )
  return found({ count, failed: count - solved, values })
}
