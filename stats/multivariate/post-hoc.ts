import { holm } from '../core/holm.ts'
import type { Interval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { studentTwoSided } from '../core/student.ts'
import { checkGroups, type Group, summariseGroup } from './group-summary.ts'
import { studentizedRangeQuantile, studentizedRangeUpper } from './studentized-range.ts'

export const POST_HOC = ['tukey', 'games-howell', 'holm'] as const
export type PostHocMethod = (typeof POST_HOC)[number]

/** Mean of `first` less mean of `second`, p adjusted for all pairs. */
export interface PostHocPair {
  readonly first: string
  readonly second: string
  readonly difference: number
  readonly standardError: number
  readonly df: number
  readonly p: number
  /** Simultaneous for Tukey and Games-Howell; left out for Holm, whose steps have none. */
  readonly interval?: Omit<Interval, 'method'>
}

/**
 * Which means differ? Tukey-Kramer takes the variances as equal, Games-Howell does not; Holm adjusts Welch's t tests.
 * Tukey (1949), Games & Howell (1976); handbook 12.1, 13.
 */
export function postHoc(
  groups: readonly Group[],
  { method = 'tukey', level = 0.95 }: { readonly method?: PostHocMethod; readonly level?: number } = {},
): Outcome<readonly PostHocPair[], 'too-few-groups' | 'too-few-answers' | 'no-variance'> {
  checkGroups('postHoc', groups)
  if (!(level > 0 && level < 1)) throw new RangeError(`postHoc: level must be between 0 and 1, got ${level}`)
  if (groups.length < 2) return missed('too-few-groups')
  const small = groups.find(({ values }) => values.length < (method === 'tukey' ? 1 : 2))
  if (small !== undefined) return missed('too-few-answers', small.name)
  const summaries = groups.map(({ name, values }) => ({ name, ...summariseGroup(values) }))
  const k = groups.length
  const withinDf = summaries.reduce((sum, { sampleSize }) => sum + sampleSize, -k)
  if (withinDf < 1) return missed('too-few-answers')
  const within =
    summaries.reduce((sum, { sampleSize, variance }) => sum + (sampleSize - 1) * variance, 0) / withinDf
  const spread = (variance: number) => (method === 'tukey' ? within : variance)
  const common = method === 'tukey' ? studentizedRangeQuantile(1 - level, k, withinDf) : undefined
  const pairs: PostHocPair[] = []
  for (const [i, a] of summaries.entries()) {
    for (const b of summaries.slice(i + 1)) {
      const va = spread(a.variance) / a.sampleSize
      const vb = spread(b.variance) / b.sampleSize
      const standardError = Math.sqrt(va + vb)
      if (!(standardError > 0)) return missed('no-variance')
      const shareA = va / (va + vb)
      const df =
        method === 'tukey'
          ? withinDf
          : 1 / (shareA ** 2 / (a.sampleSize - 1) + (1 - shareA) ** 2 / (b.sampleSize - 1))
      const difference = a.mean - b.mean
      const base = { first: a.name, second: b.name, difference, standardError, df }
      const statistic = Math.abs(difference) / standardError
      if (method === 'holm') pairs.push({ ...base, p: studentTwoSided(statistic, df) })
      else {
        const reach = ((common ?? studentizedRangeQuantile(1 - level, k, df)) * standardError) / Math.SQRT2
        const interval = { level, low: difference - reach, high: difference + reach }
        pairs.push({ ...base, p: studentizedRangeUpper(statistic * Math.SQRT2, k, df), interval })
      }
    }
  }
  if (method !== 'holm') return found(pairs)
  const adjusted = holm(pairs.map(({ p }) => p))
  return found(pairs.map((pair, i) => ({ ...pair, p: adjusted[i]! })))
}
