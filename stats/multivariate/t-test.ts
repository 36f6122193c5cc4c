import { type Interval, studentInterval } from '../core/interval.ts'
import { meanTest } from '../core/mean-test.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { studentTwoSided } from '../core/student.ts'
import { type AnswerSummary, checkFinite, summariseGroup } from './group-summary.ts'

export const T_TESTS = ['welch', 'pooled', 'paired'] as const
export type TTestKind = (typeof T_TESTS)[number]

/** Mean of the first less mean of the second group. */
export interface TTest {
  readonly kind: TTestKind
  readonly first: AnswerSummary
  readonly second: AnswerSummary
  readonly difference: number
  readonly standardError: number
  readonly statistic: number
  readonly df: number
  readonly p: number
  readonly interval: Interval
  /** Difference over the pooled standard deviation (Cohen's d); paired: over that of the differences. */
  readonly effectSize?: number
}

/**
 * Do two means differ? Welch by default; pooled assumes equal variances; paired wants row i of both lists to be one
 * person. Throws when a value is not finite or paired lists differ in length. Student (1908), Welch (1947); handbook 13.
 */
export function tTest(
  first: readonly number[],
  second: readonly number[],
  { kind = 'welch', level = 0.95 }: { readonly kind?: TTestKind; readonly level?: number } = {},
): Outcome<TTest, 'too-few-answers' | 'no-variance'> {
  checkFinite('tTest', first)
  checkFinite('tTest', second)
  if (kind === 'paired') return paired(first, second, level)
  if (first.length < 2 || second.length < 2) return missed('too-few-answers')
  const a = summariseGroup(first)
  const b = summariseGroup(second)
  const pooledDf = a.sampleSize + b.sampleSize - 2
  const pooled = ((a.sampleSize - 1) * a.variance + (b.sampleSize - 1) * b.variance) / pooledDf
  const va = (kind === 'pooled' ? pooled : a.variance) / a.sampleSize
  const vb = (kind === 'pooled' ? pooled : b.variance) / b.sampleSize
  const standardError = Math.sqrt(va + vb)
  if (!(standardError > 0)) return missed('no-variance')
  const shareA = va / (va + vb)
  const welchDf = 1 / (shareA ** 2 / (a.sampleSize - 1) + (1 - shareA) ** 2 / (b.sampleSize - 1))
  const df = kind === 'pooled' ? pooledDf : welchDf
  const difference = a.mean - b.mean
  const statistic = difference / standardError
  return found({
    kind,
    first: a,
    second: b,
    difference,
    standardError,
    statistic,
    df,
    p: studentTwoSided(statistic, df),
    interval: studentInterval(difference, standardError, { level, df }),
    ...(pooled > 0 && { effectSize: difference / Math.sqrt(pooled) }),
  })
}

function paired(
  first: readonly number[],
  second: readonly number[],
  level: number,
): Outcome<TTest, 'too-few-answers' | 'no-variance'> {
  if (first.length !== second.length)
    throw new RangeError(`tTest: ${first.length} and ${second.length} values are not pairs`)
  const tested = meanTest(
    first.map((value, i) => value - second[i]!),
    { level },
  )
  if (!tested.ok) return tested
  const { value, standardDeviation, standardError, statistic, df, p, interval } = tested.value
  if (statistic === undefined || p === undefined) return missed('no-variance')
  return found({
    kind: 'paired',
    first: summariseGroup(first),
    second: summariseGroup(second),
    difference: value,
    standardError,
    statistic,
    df,
    p,
    interval,
    effectSize: value / standardDeviation,
  })
}
