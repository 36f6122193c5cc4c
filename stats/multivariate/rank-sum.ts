import { normalShare } from '../core/normal.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { checkFinite } from './group-summary.ts'
import { midRanks } from './mid-ranks.ts'

export interface RankSum {
  readonly sampleSizes: readonly [number, number]
  /** Pairs in which the first group is above, ties counting half. */
  readonly u: number
  /** u over all pairs: the chance that somebody of the first group is above somebody of the second. */
  readonly superiority: number
  readonly z: number
  readonly p: number
}

/** Wilcoxon's rank sum (Mann-Whitney): normal approximation with ties and continuity correction. Mann & Whitney (1947). */
export function rankSum(
  first: readonly number[],
  second: readonly number[],
): Outcome<RankSum, 'too-few-answers' | 'no-variance'> {
  checkFinite('rankSum', first)
  checkFinite('rankSum', second)
  const m = first.length
  const n = second.length
  if (m === 0 || n === 0) return missed('too-few-answers')
  const { ranks, tieSum } = midRanks([...first, ...second])
  const u = ranks.slice(0, m).reduce((sum, rank) => sum + rank, 0) - (m * (m + 1)) / 2
  const total = m + n
  const variance = ((m * n) / 12) * (total + 1 - tieSum / (total * (total - 1)))
  if (!(variance > 1e-12)) return missed('no-variance')
  const off = u - (m * n) / 2
  const z = 0 + (Math.sign(off) * Math.max(0, Math.abs(off) - 0.5)) / Math.sqrt(variance)
  const p = Math.min(1, 2 * normalShare(-Math.abs(z)))
  return found({ sampleSizes: [m, n], u, superiority: u / (m * n), z, p })
}
