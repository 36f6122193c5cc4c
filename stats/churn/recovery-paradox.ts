import { differenceOf } from '../core/difference.ts'
import type { Interval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { studentShare } from '../core/student.ts'

/** Mean, standard deviation and number of a group. */
export interface GroupSummary {
  readonly mean: number
  readonly standardDeviation: number
  readonly sampleSize: number
}

export interface RecoveryParadox {
  readonly difference: number
  readonly standardError: number
  readonly statistic: number
  readonly df: number
  /** One-sided: that recovered customers are more loyal. */
  readonly p: number
  readonly interval: Interval
  /** Claim it only then. */
  readonly holds: boolean
}

/**
 * Are customers whose complaint was handled well more loyal than those without a problem? Welch's t, one-sided.
 * McCollough & Bharadwaj (1992); handbook 9.2.
 */
export function recoveryParadox(
  recovered: GroupSummary,
  withoutProblem: GroupSummary,
  { level = 0.95 }: { readonly level?: number } = {},
): Outcome<RecoveryParadox, 'too-few-answers' | 'no-variance'> {
  if (recovered.sampleSize < 2 || withoutProblem.sampleSize < 2) return missed('too-few-answers')
  const score = ({ mean, standardDeviation, sampleSize }: GroupSummary) => ({
    value: mean,
    standardError: standardDeviation / Math.sqrt(sampleSize),
    sampleSize,
  })
  const tested = differenceOf(score(recovered), score(withoutProblem), { level })
  if (!tested.ok) return tested
  const { difference, standardError, statistic, interval, df } = tested.value
  const p = 1 - studentShare(statistic, df!)
  return found({ difference, standardError, statistic, df: df!, p, interval, holds: p < 1 - level })
}
